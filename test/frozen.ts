import { watchRemembered } from '#registry/content/remember.ts';

/** What is remembered of a file is shared by all who read it: in tests, whoever changes it fails. */
watchRemembered(freeze);

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  // Documents and the like change while they are asked; plain data does not.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
