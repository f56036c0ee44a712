import type { AstroIntegration } from 'astro';
import { whyNotInto } from '#registry/build/folders.ts';

/** Refuses a folder before the build empties it. */
export const checkOutFolder = (folders: Parameters<typeof whyNotInto>[0]): AstroIntegration => ({
  name: 'out-folder',
  hooks: {
    'astro:build:start': () => {
      const why = whyNotInto(folders);
      if (why !== undefined) throw new Error(why);
    },
  },
});
