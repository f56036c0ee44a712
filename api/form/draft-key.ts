/** The idempotency key of a page that was given a random draft id: the same page sent twice is one submission. */
export const draftKey = (draft: string, part?: number): { idempotencyKey?: string } =>
  /^[\w-]{16,64}$/.test(draft) ? { idempotencyKey: part === undefined ? draft : `${draft}-${part}` } : {};
