import * as z from 'zod';
import { caseKind } from '../case/kind.ts';
import type { CaseRecord } from '../case/record.ts';
import { checkCountries } from '../case/rules/country.ts';
import { findUnfit } from '../content/characters.ts';
import type { MarkdownFile } from '../content/front-matter.ts';
import { isOverBounds } from '../markdown/parse.ts';
import { MAX_BODY_CHARACTERS } from '../record/text.ts';
import { makeTree } from '../content/tree.ts';
import { folderOf, originalPath } from '../record/path.ts';
import type { RecordTranslation } from '../record/record.ts';
import { checkBodySize } from '../record/rules/body-size.ts';
import { checkHiddenCharacters } from '../record/rules/hidden-character.ts';
import { checkHtml } from '../record/rules/html.ts';
import { checkLinks } from '../record/rules/link.ts';
import { checkScripts } from '../record/rules/script.ts';
import { isMap, mapWithSchema, walkFields } from '../schema/walk.ts';
import type { Case } from '../case/schema.ts';
import type { Registry } from '../registry.ts';
import type { ConceptMap } from './concept-map.ts';
import type { ForeignFinding } from './imported.ts';

/** A case of another registry in our shape, with what belongs to it there. */
export interface ForeignCase {
  record: CaseRecord;
  licence: string;
  attribution: string;
  /** Names of their labs and methods by id. */
  labs: Readonly<Record<string, string>>;
  methods: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Cases of other registries that it says it was before. */
  previously: readonly { registry: string; id: string }[];
}

/** Where we keep no more than that there is a case. */
export interface ForeignCard {
  id: string;
  licence: string;
  language: string;
  title: string;
  /** Titles by language, the original's among them. */
  titles: Readonly<Record<string, string>>;
  countries: readonly string[];
}

export interface ForeignContext {
  registry: Pick<Registry, 'locales' | 'vocabularies' | 'kinds'>;
  /** The registry that it comes from. */
  peer: { registry: string };
  concepts: ConceptMap;
}

const names = z.record(z.string().max(80), z.string().max(200)).catch({});
const methodNames = z
  .array(z.object({ id: z.string().max(80), name: z.record(z.string().max(3), z.string().max(200)) }))
  .max(50)
  .catch([]);
const places = z
  .array(z.object({ registry: z.string().max(200), id: z.string().max(80) }))
  .max(10)
  .catch([]);

/** What in a body could harm readers, or us. */
const BODY_RULES = [checkBodySize, checkHiddenCharacters, checkHtml, checkLinks];
/** Signs without which a body has neither markup nor links nor characters written as references: most have none, and are not parsed. */
const SIGNS = /[<&\\]|\]\(|\]:|!\[|\[\^/;
const isPlain = (body: string) => body.length <= MAX_BODY_CHARACTERS && !SIGNS.test(body) && !isOverBounds(body);
/** What is said of a link inside another registry is not for us to judge. */
const NOT_OURS = new Set(['link-broken']);

/**
 * A record of another registry in our shape. Keys that we do not know are left, values that we do not know are dropped where they
 * may be absent, translations with errors are left out, and the rest is refused as a whole: all of it is said.
 */
export function readForeignCase(
  data: unknown,
  context: ForeignContext,
): { value: ForeignCase | undefined; findings: ForeignFinding[] } {
  const findings: ForeignFinding[] = [];
  const say = (weight: ForeignFinding['weight'], code: string, pointer: string) => {
    if (!findings.some((each) => each.code === code && each.pointer === pointer)) findings.push({ code, pointer, weight });
  };
  if (!isMap(data)) return { value: undefined, findings: [{ code: 'type-wrong', pointer: '', weight: 'refused' }] };
  for (const { pointer } of unfitTexts(data)) say('refused', 'hidden-character', pointer);

  const facts = readFacts(factsOf(data, context), say);
  const body = typeof data['body'] === 'string' ? data['body'] : '';
  const id = String(data['id']);
  if (!facts) return { value: undefined, findings };
  mapTerms(facts, context);
  const countries = new Set(facts.places.map(({ country }) => country.toLowerCase()));
  const group = countries.size === 1 ? [...countries][0]! : 'int';
  const file = originalPath(caseKind, id, group);
  const translations = readTranslations(data, facts, { ...context, folder: folderOf(file) }, say);
  const record: CaseRecord = {
    ...{ kind: caseKind, id, group, file, facts, body, translations },
    digest: typeof data['digest'] === 'string' ? data['digest'].slice(0, 64) : '',
    source: sourceAt('', body),
  };
  const check = { today: '', locales: new Set<string>(), ids: new Map(), past: new Set<string>() };
  const looked: CaseRecord = {
    ...record,
    body: isPlain(body) ? '' : body,
    translations: new Map([...translations].filter(([, translation]) => !isPlain(translation.body))),
  };
  const found = [
    ...checkCountries(record, context.registry as Registry, check),
    ...BODY_RULES.flatMap((rule) => rule(looked, context.registry as Registry, check)),
    ...checkScripts(makeTree({ [file]: textOf(data) }), context.registry as Registry, check),
  ];
  for (const { code, file: place } of found) {
    if (NOT_OURS.has(code)) continue;
    const locale = [...translations.values()].find((each) => each.file === place)?.locale;
    const pointer = place === file ? '/body' : locale ? `/translations/${locale}/body` : place;
    if (locale !== undefined) translations.delete(locale);
    say(locale === undefined ? 'refused' : 'dropped', code, pointer);
  }
  if (findings.some(({ weight }) => weight === 'refused')) return { value: undefined, findings };
  return {
    value: {
      record,
      licence: typeof data['licence'] === 'string' ? data['licence'].slice(0, 60) : '',
      attribution: typeof data['attribution'] === 'string' ? data['attribution'].slice(0, 300) : '',
      labs: names.parse(data['labs'] ?? {}),
      methods: Object.fromEntries(
        (Array.isArray(data['methods']) ? methodNames.parse(data['methods']) : []).map(({ id: method, name }) => [method, name]),
      ),
      previously: places.parse(data['previously'] ?? []),
    },
    findings,
  };
}

/** The part of a published record that a case's file states, with references to records of other registries as we write them. */
function factsOf(data: Record<string, unknown>, { peer }: ForeignContext): unknown {
  const { lineage, methods, attachments: _, sources, references, ...rest } = data;
  const links = Array.isArray(lineage) ? lineage.map((link: unknown) => linkOf(link, peer.registry)) : undefined;
  const used = Array.isArray(methods) ? methods.flatMap((method: unknown) => (isMap(method) ? [method['id']] : [method])) : [];
  return known({
    ...rest,
    ...{ sources, references },
    ...(links ? { lineage: links } : {}),
    ...(used.length > 0 ? { methods: used } : {}),
  });
}

/** A link to a case of the same registry is one of that registry's; to any other, it is a name with an address. */
function linkOf(link: unknown, there: string): unknown {
  if (!isMap(link) || !isMap(link['case'])) return link;
  const { case: other, ...rest } = link;
  const { registry, id } = other as Record<string, unknown>;
  if (registry === there) return { ...rest, case: id };
  return { ...rest, name: rest['name'] ?? id, elsewhere: { registry, id } };
}

/** The data without the keys that our schema does not know. */
const known = (data: unknown): unknown =>
  mapWithSchema(data, caseKind.schema, ({ value, shape }, inside) =>
    shape && isMap(value) ? inside(Object.fromEntries(Object.entries(value).filter(([key]) => key in shape))) : inside(),
  );

type Say = (weight: ForeignFinding['weight'], code: string, pointer: string) => void;

/** How often something is dropped before a record is given up. */
const DROPS = 40;

/** The facts by our schema. What is wrong where it may be absent is dropped; what is wrong elsewhere is said and nothing is given. */
function readFacts(data: unknown, say: Say): Case | undefined {
  let current = data;
  for (let drops = 0; drops < DROPS; drops++) {
    const parsed = caseKind.schema.safeParse(current);
    if (parsed.success) return structuredClone(parsed.data);
    const without = dropFirst(current, parsed.error.issues);
    if (!without) {
      for (const issue of parsed.error.issues.slice(0, 100)) say('refused', codeOf(issue), pointerTo(issue.path));
      return undefined;
    }
    say('dropped', codeOf(without.issue), pointerTo(without.issue.path));
    current = without.data;
  }
  say('refused', 'list-too-long', '');
  return undefined;
}

/** Issues that are looked at: who is wrong in more places is not mended by us. */
const ISSUES = 20;

/** The data without the first value that is wrong and may be absent: a field, or an item of a list that has others. */
function dropFirst(data: unknown, issues: readonly z.core.$ZodIssue[]) {
  for (const issue of issues.slice(0, ISSUES)) {
    for (let length = issue.path.length; length > 0; length--) {
      const copy = structuredClone(data);
      const parent = issue.path
        .slice(0, length - 1)
        .reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], copy);
      const key = issue.path[length - 1]!;
      if (Array.isArray(parent) && typeof key === 'number' && parent.length > 1) parent.splice(key, 1);
      else if (isMap(parent) && key in parent) delete parent[String(key)];
      else continue;
      const rest = caseKind.schema.safeParse(copy);
      const before = issues.length;
      if (rest.success || rest.error.issues.length < before) return { data: copy, issue };
    }
  }
  return undefined;
}

const codeOf = (issue: z.core.$ZodIssue): string =>
  ({
    invalid_type: 'type-wrong',
    invalid_value: 'value-not-allowed',
    invalid_format: 'format-wrong',
    too_big: 'text-too-long',
    too_small: 'text-empty',
    unrecognized_keys: 'field-unknown',
  })[issue.code as string] ?? 'format-wrong';

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Puts our concepts in the place of theirs, where we have them; the others stay as they are. */
function mapTerms(facts: Case, { concepts }: ForeignContext): void {
  for (const { path, value, meta } of walkFields(facts, caseKind.schema)) {
    if (meta.vocabulary === undefined || typeof value !== 'string') continue;
    const ours = concepts.ours(meta.vocabulary, value);
    if (ours === undefined || ours === value) continue;
    const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], facts);
    (parent as Record<PropertyKey, unknown>)[path.at(-1)!] = ours;
  }
}

function readTranslations(
  data: Record<string, unknown>,
  facts: Case,
  { registry, folder }: ForeignContext & { folder: string },
  say: Say,
) {
  const found = new Map<string, RecordTranslation>();
  const given = isMap(data['translations']) ? data['translations'] : {};
  for (const [locale, words] of Object.entries(given)) {
    if (!registry.locales.has(locale) || locale === facts.language || !isMap(words)) continue;
    const { stale, body = '', ...rest } = words;
    const parsed = caseKind.translationSchema.safeParse(withoutUnknown(rest));
    if (!parsed.success) {
      for (const issue of parsed.error.issues) say('dropped', codeOf(issue), `/translations/${locale}${pointerTo(issue.path)}`);
      continue;
    }
    const text = typeof body === 'string' ? body : '';
    const source = sourceAt(`/translations/${locale}`, text);
    found.set(locale, { locale, file: `${folder}${locale}.md`, words: parsed.data, body: text, source, stale: stale === true });
  }
  return found;
}

const withoutUnknown = (data: unknown): unknown =>
  mapWithSchema(data, caseKind.translationSchema, ({ value, shape }, inside) =>
    shape && isMap(value) ? inside(Object.fromEntries(Object.entries(value).filter(([key]) => key in shape))) : inside(),
  );

/** In the place of a file's lines: a JSON pointer. */
function sourceAt(root: string, body: string): MarkdownFile {
  const locate = (path: readonly (string | number)[]) => ({ file: `${root}${pointerTo(path)}` });
  return { file: root, yaml: { data: {}, locate, comments: [] }, body, bodyLine: 1 };
}

/** Texts with characters that nobody sees and that change what is read. */
function unfitTexts(value: unknown, pointer = ''): { pointer: string }[] {
  if (typeof value === 'string') return findUnfit(value) ? [{ pointer }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(findUnfit(key) ? [{ pointer }] : []),
    ...unfitTexts(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 80)}`),
  ]);
}

/** All texts, a line each. */
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(textOf).join('\n')
      : '';

const cardSchema = z.object({
  id: z.string().max(80),
  licence: z.string().max(60).catch(''),
  language: z.string().regex(/^[a-z]{2,3}$/),
  title: z.string().min(1).max(200),
  places: z.array(z.object({ country: z.string().regex(/^[A-Z]{3}$/) })).max(40),
  translations: z
    .record(
      z.string().max(3),
      z
        .object({ title: z.string().min(1).max(200) })
        .optional()
        .catch(undefined),
    )
    .catch({}),
});

/** A record of which we may keep nothing but where it is; undefined when not even that can be read. */
export function readForeignCard(data: unknown): ForeignCard | undefined {
  const read = cardSchema.safeParse(data);
  if (!read.success || unfitTexts(read.data).length > 0) return undefined;
  const { id, licence, language, title, places: where, translations } = read.data;
  const titles = Object.entries(translations).flatMap(([locale, words]) => (words ? [[locale, words.title] as const] : []));
  return {
    ...{ id, licence, language, title },
    titles: Object.fromEntries([[language, title], ...titles]),
    countries: [...new Set(where.map(({ country }) => country))],
  };
}

/** What is kept of a record of which only that may be kept: it can be read again by readForeignCard. */
export const cardText = ({ id, licence, language, title, titles, countries }: ForeignCard): string =>
  JSON.stringify({
    ...{ id, licence, language, title },
    places: countries.map((country) => ({ country })),
    translations: Object.fromEntries(
      Object.entries(titles).flatMap(([locale, words]) => (locale === language ? [] : [[locale, { title: words }]])),
    ),
  });
