import { watchRemembered } from '#registry/content/remember.ts';

/** Cached values of files are shared: in tests they are frozen, so that code that changes them fails. */
watchRemembered(freeze);

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  // Documents and similar objects change internally; plain data does not.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
