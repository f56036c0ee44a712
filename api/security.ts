import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The same policy that pages carry as a meta element, and what only a header can say (frame-ancestors). Pages may ask one
 * origin besides their own: that of the deployment's search server.
 */
export const securityHeaders = (searchOrigin?: string): RequestHandler =>
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
    // The proxy that ends TLS decides this: over plain http on a laptop the header would only do harm.
    strictTransportSecurity: false,
    // Browsers that need these are gone, or the policy above says it better (frame-ancestors); each page loads several files.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
