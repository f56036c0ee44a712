import fc from 'fast-check';
import { anyText } from '../../any-text.ts';

export type Schema = Record<string, unknown>;
interface Components {
  schemas: Record<string, Schema>;
}

/** Texts that have caused errors before. */
export const nasty = fc.constantFrom(
  '',
  ' ',
  '---\nx: y\n---',
  '---js\nprocess.exit()',
  '<script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  '\u202Eabc',
  '\u0000',
  '\uD800',
  '\uFEFF',
  'раypal',
  '@org/everyone Fixes #1',
  "'; drop table outbox_submissions; --",
  '${{ github.event }}',
  '`rm -rf /`',
  '> '.repeat(40),
  '- '.repeat(300),
  '`'.repeat(600),
  '['.repeat(300),
  '𒀀'.repeat(200),
  'a'.repeat(13_000),
);
const junk = fc.oneof(nasty, anyText(), fc.jsonValue({ maxDepth: 4 }), fc.double(), fc.constant(null));

/**
 * Values for a JSON Schema of our documentation and, with the given probability, another value in the place of any part.
 * Supports the keywords that our schemas use.
 */
export function jsonArbitrary(schema: Schema, components: Components, oddsOfJunk: number): fc.Arbitrary<unknown> {
  const make = (inner: Schema): fc.Arbitrary<unknown> => {
    const right = rightly(inner);
    return oddsOfJunk === 0
      ? right
      : fc.oneof({ arbitrary: right, weight: Math.round(1 / oddsOfJunk) }, { arbitrary: junk, weight: 1 });
  };
  const rightly = (inner: Schema): fc.Arbitrary<unknown> => {
    const reference = inner['$ref'];
    if (typeof reference === 'string') return make(components.schemas[reference.split('/').at(-1)!]!);
    if ('const' in inner) return fc.constant(inner['const']);
    if (Array.isArray(inner['enum'])) return fc.constantFrom(...(inner['enum'] as unknown[]));
    const options = (inner['anyOf'] ?? inner['oneOf']) as Schema[] | undefined;
    if (options) return fc.oneof(...options.map(make));
    switch (inner['type']) {
      case 'object':
        return objects(inner);
      case 'array':
        return fc.array(make((inner['items'] ?? {}) as Schema), {
          minLength: Number(inner['minItems'] ?? 0),
          maxLength: Math.max(Number(inner['minItems'] ?? 0), 3),
        });
      case 'string':
        return strings(inner);
      case 'integer':
        return fc.integer({
          min: Number(inner['minimum'] ?? -10),
          max: Math.max(Number(inner['minimum'] ?? 0), Math.min(Number(inner['maximum'] ?? 3000), 1e9)),
        });
      case 'number':
        return fc.double({ noNaN: true });
      case 'boolean':
        return fc.boolean();
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  };
  const objects = (inner: Schema) => {
    const properties = (inner['properties'] ?? {}) as Record<string, Schema>;
    const requiredKeys = (inner['required'] ?? []) as string[];
    const record = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, make(property)]));
    return oddsOfJunk === 0
      ? fc.record(record, { requiredKeys })
      : fc.oneof(
          { arbitrary: fc.record(record, { requiredKeys }), weight: 9 },
          { arbitrary: fc.record(record, { requiredKeys: [] }), weight: 1 },
        );
  };
  return make(schema);
}

function strings(schema: Schema): fc.Arbitrary<string> {
  const [minLength, maxLength] = [Number(schema['minLength'] ?? 0), Math.min(Number(schema['maxLength'] ?? 60), 60)];
  const pattern = schema['pattern'];
  if (schema['format'] === 'email') return fc.emailAddress();
  if (schema['format'] === 'uri') return fc.webUrl();
  if (typeof pattern === 'string') return matching(pattern);
  return fc.oneof(
    fc.string({ minLength, maxLength }),
    fc.lorem({ maxCount: 4 }).map((text) => text.slice(0, Math.max(1, maxLength))),
  );
}

/** By pattern: the library works long on each, and many fields have the same. */
const known = new Map<string, fc.Arbitrary<string>>();

function matching(pattern: string): fc.Arbitrary<string> {
  const made = known.get(pattern) ?? textsLike(pattern);
  known.set(pattern, made);
  return made;
}

function textsLike(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= 2000);
  } catch {
    return fc.string();
  }
}
