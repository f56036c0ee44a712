/** Why something from outside was not taken. Codes are shown to people and kept in logs; docs/federation.md says what to do. */
export const REFUSED_CODES = [
  'address-wrong',
  'address-private',
  'not-https',
  'unreachable',
  'redirect-elsewhere',
  'redirects-too-many',
  'status-wrong',
  'not-modified-unasked',
  'type-wrong',
  'encoding-wrong',
  'too-large',
  'too-packed',
  'too-slow',
  'body-broken',
  'not-utf8',
  'not-json',
  'too-deep',
  'shape-wrong',
  'version-unknown',
  'registry-wrong',
  'digest-wrong',
  'signature-wrong',
  'key-changed',
  'index-older',
  'page-name',
  'too-many',
  'same-id-twice',
  'stopped',
] as const;

export type RefusedCode = (typeof REFUSED_CODES)[number];

/** What a peer, or somebody in its place, sent is not taken. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusedCode;
  readonly detail: string;
  /** How long the server asked to be left alone, in seconds. */
  readonly retryAfter: number | undefined;
  constructor(code: RefusedCode, detail = '', retryAfter?: number) {
    super([code, detail].filter(Boolean).join(': '));
    this.code = code;
    this.detail = detail.slice(0, 200);
    this.retryAfter = retryAfter;
  }
}
