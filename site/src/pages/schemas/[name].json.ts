import { readFile } from 'node:fs/promises';
import type { APIRoute } from 'astro';
import { schemaNames } from '#registry/contracts/schemas.ts';

export const getStaticPaths = () => schemaNames.map((name) => ({ params: { name: `${name}.schema` } }));

/** The committed JSON Schemas, published for editors and peers. */
export const GET: APIRoute = async ({ params }) => new Response(await readFile(`docs/schemas/${params['name']}.json`, 'utf8'));
