const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Whether a map anywhere in a value has a key such as `toString` or `__proto__`, which every object has anyway: no field is
 * called so, and code that turns such a value into text would call what was sent. Its depth must be bounded already.
 */
export function hasInheritedName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => INHERITED.has(key) || hasInheritedName(inner));
}
