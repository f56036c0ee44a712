import type { APIRoute } from 'astro';
import { allCasesJson } from '../lib/all-cases.ts';

/** While somebody writes: a build has it written beside its pages (write-files.ts). */
export const getStaticPaths = () => (import.meta.env.PROD ? [] : [{ params: { all: 'cases' } }]);

export const GET: APIRoute = async () => {
  const parts = await Array.fromAsync(allCasesJson());
  return new Response(parts.join(''), { headers: { 'content-type': 'application/json' } });
};
