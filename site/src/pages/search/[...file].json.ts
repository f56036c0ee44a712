import type { IndexFile } from '#registry/search/index-pieces.ts';
import type { APIRoute } from 'astro';
import { searchFiles } from '../../lib/search-files.ts';

/** While somebody writes: a build has them written beside its pages (write-files.ts). */
export const getStaticPaths = async () =>
  import.meta.env.PROD
    ? []
    : (await Array.fromAsync(searchFiles())).map(({ path, content }) => ({
        params: { file: path.replace(/\.json$/, '') },
        props: { content },
      }));

export const GET: APIRoute<Pick<IndexFile, 'content'>> = ({ props }) => Response.json(props.content());
