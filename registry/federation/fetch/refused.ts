/**
 * Why something from outside was not taken. Codes are shown to people with what they mean, and kept in logs; docs/federation.md says
 * what to do.
 */
const MEANINGS = {
  'address-wrong': 'the address cannot be read as one',
  'address-private': 'the address leads into a private network, where nothing is read',
  'not-https': 'the address does not begin with https://',
  unreachable: 'nobody answers there',
  'redirect-elsewhere': 'it leads on to another site',
  'redirects-too-many': 'it leads on too many times',
  'status-wrong': 'the server there answers with an error',
  'not-modified-unasked': 'the server there says that nothing has changed, though nobody asked',
  'type-wrong': 'what is there is of another type',
  'encoding-wrong': 'what is there is packed in a way that we do not read',
  'too-large': 'what is there is too large',
  'too-packed': 'what is there unpacks to far more than was sent',
  'too-slow': 'the server there takes too long',
  'body-broken': 'the answer broke off',
  'not-utf8': 'what is there is no text in UTF-8',
  'not-json': 'what is there is no JSON',
  'too-deep': 'what is there is nested too deep',
  'shape-wrong': 'what is there has not the form of a feed',
  'version-unknown': 'it publishes no version of the feed that we read',
  'registry-wrong': 'it says that it is another registry',
  'digest-wrong': 'a file is not the one that its index names',
  'signature-wrong': 'the signature is not that of the key in content/peers.yml',
  'key-changed': 'it has another key than before',
  'index-older': 'its index is older than the one that was read before',
  'page-name': 'a page of its index has a name that is not allowed',
  'too-many': 'it has more records than are taken of it',
  'same-id-twice': 'two of its records have one id',
  stopped: 'reading was stopped',
} as const;

export type RefusedCode = keyof typeof MEANINGS;
export const REFUSED_CODES = Object.keys(MEANINGS) as readonly RefusedCode[];

/** A reason as a person is told it: what it means, and the code with its detail. Reasons of ours for waiting are told by their code. */
export function describeRefusal({ code, detail }: { code: string; detail: string }): string {
  const said = [code, detail].filter(Boolean).join(' ');
  return Object.hasOwn(MEANINGS, code) ? `${MEANINGS[code as RefusedCode]}: ${said}` : said;
}

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
