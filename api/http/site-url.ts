import type { Request } from 'express';

/** The address of the site, for links in documents: that of the deployment, or of the request where it has none. */
export const siteUrlFor = (
  { secure, host }: Pick<Request, 'secure' | 'host'>,
  { siteUrl }: { siteUrl?: string | undefined },
): string => siteUrl ?? URL.parse(`${secure ? 'https' : 'http'}://${host}`)?.origin ?? 'http://localhost';
