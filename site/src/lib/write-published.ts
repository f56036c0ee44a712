import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { PUBLISHED_FILE } from '#registry/publish.ts';

/** Says beside the built pages what they were made from, for the server that serves them. */
export const writePublished = (published: string): AstroIntegration => ({
  name: 'published',
  hooks: { 'astro:build:done': ({ dir }) => writeFile(new URL(PUBLISHED_FILE, dir), published) },
});
