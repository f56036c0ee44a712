import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { AstroUserConfig } from 'astro';

type Plugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];

const SHARED = [resolve('registry'), resolve('site/src/lib')];

/**
 * In a build, pages get the registry's modules, and those of this folder, as Node runs them, not a copy in their bundle: the
 * configuration has read the whole content with these modules already, and what they know of it need not be found again. What goes to
 * the browser is bundled.
 */
export const shareModules = (): Plugin => ({
  name: 'share-modules',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name !== 'client',
  async resolveId(source, importer, options) {
    if (!source.startsWith('#registry/') && !/\/lib\/[a-z-]+\.ts$/.test(source)) return undefined;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    const isShared = found && SHARED.some((path) => found.id.startsWith(`${path}/`));
    return isShared ? { id: pathToFileURL(found.id).href, external: true } : undefined;
  },
});
