import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { PUBLISHED_FILE } from '#registry/publish.ts';

/** Writes beside the built pages which content they show, for the server. */
export const writePublished = (published: string): AstroIntegration => ({
  name: 'published',
  hooks: { 'astro:build:done': ({ dir }) => writeFile(new URL(PUBLISHED_FILE, dir), published) },
});
