import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

type Policy = ReturnType<typeof helmet>;

/** The policy that pages carry as a meta element, plus the directives that only work in a header (frame-ancestors). */
const policyFor = (searchOrigin?: string): Policy =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...(searchOrigin === undefined ? [] : [searchOrigin])],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    // The proxy that ends TLS sets this: over plain http on a laptop the header would only do harm.
    strictTransportSecurity: false,
    // Needed only by old browsers, or covered by the policy above (frame-ancestors); each page loads several files.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });

/** Browser features that no page uses: an injected script finds them disabled. */
const CLOSED =
  'accelerometer autoplay camera display-capture encrypted-media geolocation gyroscope magnetometer microphone midi payment usb xr-spatial-tracking';
const PERMISSIONS: [string, string] = [
  'Permissions-Policy',
  CLOSED.split(' ')
    .map((name) => `${name}=()`)
    .join(', '),
];

/**
 * Sets the security headers. They are computed once, because they are the same for every response. Pages may connect to one
 * other origin: the deployment's search server.
 */
export function securityHeaders(searchOrigin?: string): RequestHandler {
  const headers = [...headersOf(policyFor(searchOrigin)), PERMISSIONS];
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function headersOf(handler: Policy): [string, string][] {
  const found: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => void found.push([name, value]),
    removeHeader: () => undefined,
  };
  handler({} as Request, response as unknown as Response, () => undefined);
  return found;
}
