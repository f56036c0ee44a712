import { resolve } from 'node:path';
import * as z from 'zod';

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4321),
  HOST: z.string().default('localhost'),
  SITE_DIST: z.string().default('site/dist'),
  CONTENT_DIR: z.string().default('content'),
  /** How many proxies stand in front and set X-Forwarded-For; 0 when there is none. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
});

export interface Environment {
  port: number;
  host: string;
  siteDir: string;
  contentDir: string;
  trustProxy: number;
}

/** What the server reads from the environment, or an error that names every variable that is wrong. */
export function readEnvironment(env: Record<string, string | undefined>): Environment {
  const read = environmentSchema.safeParse(env);
  if (!read.success) {
    throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message} (is "${env[String(issue.path[0])]}")`).join('\n'));
  }
  const { PORT, HOST, SITE_DIST, CONTENT_DIR, TRUST_PROXY } = read.data;
  return { port: PORT, host: HOST, siteDir: resolve(SITE_DIST), contentDir: resolve(CONTENT_DIR), trustProxy: TRUST_PROXY };
}
