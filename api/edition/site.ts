import express, { type RequestHandler } from 'express';
import { mediaTypeOf } from '#registry/publication/media-types.ts';

const YEAR = 31_536_000;

/** Serves the built site: hashed files for ever, fonts and marks for a week, pages only after asking (ETag). */
export function serveSite(currentDir: () => string): RequestHandler {
  let dir = currentDir();
  let serve = serveFolder(dir);
  return (request, response, next) => {
    if (currentDir() !== dir) {
      dir = currentDir();
      serve = serveFolder(dir);
    }
    if (isOwn(request.path)) return next();
    serve(request, response, next);
  };
}

/** Names that begin with a dot are the server's own, but for the folder that is meant for everybody. */
const isOwn = (path: string) => /(?:^|\/)(?:\.|%2e)/i.test(path.replace(/^\/\.well-known\//, '/'));

/** Documents that strangers have sent, and a pack as one file of HTML, which brings its own styles. */
const isToTakeAway = (file: string) => /\.pdf$|\/sessions\/[^/]+\/\d+\/(?!index\.html$)[^/]+\.html$/.test(file);

function serveFolder(dir: string): RequestHandler {
  return express.static(dir, {
    extensions: ['html'],
    dotfiles: 'allow',
    redirect: true,
    // A file is known by its ETag; requests for files are not logged, so that their ids lead nowhere.
    lastModified: false,
    setHeaders(response, path) {
      const file = path.slice(dir.length);
      response.removeHeader('X-Request-Id');
      const type = mediaTypeOf(file);
      if (type) response.setHeader('Content-Type', type);
      if (file.startsWith('/_astro/')) response.setHeader('Cache-Control', `public, max-age=${YEAR}, immutable`);
      else if (/\.(?:woff2|svg)$|^\/cases\/[^/]+\/files\//.test(file))
        response.setHeader('Cache-Control', 'public, max-age=604800');
      else response.setHeader('Cache-Control', 'no-cache');
      // A file of a stranger, or of a pack: offered as a download, never run beside our pages.
      if (isToTakeAway(file)) response.setHeader('Content-Disposition', 'attachment');
      // A document policy means nothing to a font, a style sheet, a script of a page or our own marks, and weighs as much as a
      // paragraph. A worker is held by the policy of its own file.
      if (/\.(?:woff2|css)$|^\/_astro\/(?!.*worker)[^/]+\.js$|^\/(?:marks|signs)\.svg$/.test(file))
        for (const name of ['Content-Security-Policy', 'Cross-Origin-Opener-Policy', 'Permissions-Policy', 'Referrer-Policy'])
          response.removeHeader(name);
      if (/\.(?:json|jsonld|ndjson|sig|ttl|csv|xml|bib|ris)$|^\/\.well-known\/resourcesync$/.test(file))
        response.setHeader('Access-Control-Allow-Origin', '*');
    },
  });
}
