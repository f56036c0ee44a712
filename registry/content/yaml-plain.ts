import { defineScalarTag, FAILSAFE_SCHEMA, load, NOT_RESOLVED } from 'js-yaml';
import { readNumber } from './typed-number.ts';
import { findOffsets, type OffsetOf } from './yaml-places.ts';

/** Blanks that look like the space bar's and are not: to YAML they are letters, or (tabs) no indentation. */
export const ODD_BLANK = '\\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';

/** What may be more than keys, values and items; some of it is not, and then the careful reader says so. */
const SPECIAL = new RegExp(
  [
    // Escapes, tabs, and what other YAMLs take for line ends.
    String.raw`[\t\\\r\u0085\u2028\u2029\ufeff]`,
    // Marks of documents, and directives.
    String.raw`^%|^ *(?:---|\.\.\.)`,
    // Comments, anchors, aliases, tags, keys of several words.
    String.raw`(?:^|[\s,[{:-])(?:[*!#]|&\S|\?(?:\s|$))`,
    // An odd blank where a line, a value or an item begins.
    `(?:^|[\\s,[{:-])[${ODD_BLANK}]`,
    // Blocks of text with blanks that count.
    String.raw`^ +$|(?:^|[\s:-])[|>](?:[+-]?\d|\+)`,
    // An item between quotes or brackets with something behind it: js-yaml takes it for a key of the map around the list.
    String.raw`^ *(?:- +)+(?:'(?!(?:[^'\n]|'')*' *$)|"(?![^"\n]*" *$)|\[(?![^\]\n]*\] *$)|\{(?![^}\n]*\} *$))`,
  ].join('|'),
  'm',
);

/** Comments before the first key. */
const PREFACE = /^(?:# .*\n)*/;

/** Keys that are no words, or so long that YAML would refuse them. */
const UNCLEAR_KEY = new RegExp(`^(?:|null|true|false|<<|__proto__)$|[${ODD_BLANK}]|^.{500}`, 's');

/** Says that a text is one for the careful reader. */
class NotPlain extends Error {}

const NULL = /^(?:~|null|Null|NULL)?$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const NUMBER = /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\da-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Values without quotes that are no texts (YAML 1.2 core), each taken in one way of writing only: nobody can read it otherwise. */
const schema = FAILSAFE_SCHEMA.withTags(
  (
    [
      ['null', NULL, ['', '~', 'n', 'N']],
      ['bool', BOOLEAN, ['t', 'T', 'f', 'F']],
      ['float', NUMBER, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '+', '-']],
    ] as const
  ).map(([name, pattern, firsts]) =>
    defineScalarTag(`tag:yaml.org,2002:${name}`, {
      implicit: true,
      implicitFirstChars: firsts,
      identify: () => false,
      resolve(source) {
        if (!pattern.test(source)) return NOT_RESOLVED;
        const value = source === '' || name === 'null' ? null : name === 'bool' ? source === 'true' : readNumber(source);
        if (source !== '' && String(value) !== source) throw new NotPlain();
        return value;
      },
    }),
  ),
);

export interface PlainYaml {
  data: unknown;
  /** Where a value or the nearest around it stands; undefined where only the careful reader knows. */
  offsetOf: OffsetOf;
}

/**
 * The data of a YAML text about which there is nothing to say, in a fraction of the time that the careful reader (readYaml) takes:
 * the very data that it would give. Undefined for any other text; what is wrong with it, if anything is, the careful reader knows.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (text.startsWith('{')) return readMapOfTexts(text);
  const [preface] = PREFACE.exec(text)!;
  const told = text.slice(preface.length);
  if (SPECIAL.test(told)) return undefined;
  try {
    const data = load(told, { schema });
    let find: OffsetOf | undefined;
    const offsetOf: OffsetOf = (path, key) => (find ??= findOffsets(text, preface.length))(path, key);
    return hasClearKeys(data) ? { data, offsetOf } : undefined;
  } catch {
    return undefined;
  }
}

/** Texts of JSON; a colon behind one makes it a key. */
const QUOTED = /"(?:[^"\\]|\\.)*"(\s*:)?/g;
/** What YAML takes for more than a blank between the signs of JSON, or may not have in a text. */
const ODD_IN_JSON = /[\t\r\u0080-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** The data of JSON that is maps of texts, as locales are; undefined for any other, and where a key stands twice. */
function readMapOfTexts(text: string): PlainYaml | undefined {
  if (ODD_IN_JSON.test(text)) return undefined;
  try {
    const data: unknown = JSON.parse(text);
    const keys = keysOfTexts(data);
    const written = [...text.matchAll(QUOTED)].filter(([, colon]) => colon !== undefined).length;
    return keys === written && hasClearKeys(data) ? { data, offsetOf: () => undefined } : undefined;
  } catch {
    return undefined;
  }
}

/** How many keys there are; not a number when a value is neither a text nor a map. */
function keysOfTexts(value: unknown): number {
  if (typeof value === 'string') return 0;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return NaN;
  return Object.values(value).reduce((count: number, inner) => count + 1 + keysOfTexts(inner), 0);
}

function hasClearKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasClearKeys);
  return Object.entries(value).every(([key, inner]) => !UNCLEAR_KEY.test(key) && hasClearKeys(inner));
}
