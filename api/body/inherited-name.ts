const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Whether a map anywhere in a value has a key such as `toString` or `__proto__`. No field has such a name, and code that
 * converts the value to text would call what was sent. The depth must be bounded before.
 */
export function hasInheritedName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => INHERITED.has(key) || hasInheritedName(inner));
}
