import type { AstroUserConfig } from 'astro';

type Plugin = NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number];

const MARK = '?own';

/**
 * Gives a script its own copy of all that it imports. What a case page shares with the shortlist is a few lines: as a file of their
 * own they would be mostly headers, on the pages that are read most.
 */
export const ownCopy = (script: string): Plugin => ({
  name: 'own-copy',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  async resolveId(source, importer, options) {
    if (!importer || !(importer.endsWith(script) || importer.endsWith(MARK))) return undefined;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found && !found.external ? { ...found, id: found.id + MARK } : found;
  },
});
