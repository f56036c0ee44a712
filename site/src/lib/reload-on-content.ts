import type { AstroUserConfig } from 'astro';

type Plugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];

/** Restarts the dev server when content changes, because the registry is read as a whole. */
export function reloadOnContent(dir: string): Plugin {
  let timer: NodeJS.Timeout | undefined;
  return {
    name: 'reload-on-content',
    configureServer(server) {
      server.watcher.add(dir);
      server.watcher.on('all', (_event, path) => {
        if (!path.startsWith(dir)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void server.restart(), 200);
      });
    },
  };
}
