import * as z from 'zod';
import { caseKind } from '../case/kind.ts';
import type { CaseRecord } from '../case/record.ts';
import { checkCountries } from '../case/rules/country.ts';
import type { MarkdownFile } from '../content/front-matter.ts';
import { findUnfitValues } from '../content/read-file.ts';
import { findingsFromZod } from '../finding/from-zod.ts';
import { isOverBounds } from '../markdown/parse.ts';
import { MAX_BODY_CHARACTERS } from '../record/text.ts';
import { makeTree } from '../content/tree.ts';
import { folderOf, originalPath } from '../record/path.ts';
import type { RecordTranslation } from '../record/record.ts';
import type { Translation } from '../record/translation.ts';
import { checkBodySize } from '../record/rules/body-size.ts';
import { checkHiddenCharacters } from '../record/rules/hidden-character.ts';
import { checkHtml } from '../record/rules/html.ts';
import { checkLinks } from '../record/rules/link.ts';
import { checkLetters } from '../record/rules/letters.ts';
import { toPointer } from '../schema/pointer.ts';
import { isMap, knownOf, mapWithSchema, walkFields } from '../schema/walk.ts';
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
  /** Links of cases of other registries to it that it confirms. */
  confirms: readonly { registry: string; id: string; relation: string }[];
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

const confirmations = z
  .array(z.object({ registry: z.string().max(200), id: z.string().max(80), relation: z.string().max(80) }))
  .max(100)
  .catch([]);

/** What in a body could harm readers, or us. */
const BODY_RULES = [checkBodySize, checkHiddenCharacters, checkHtml, checkLinks];
/** Signs without which a body has neither markup nor links nor characters written as references: most have none, and are not parsed. */
const SIGNS = /[<&\\]|\]\(|\]:|!\[|\[\^/;
/** Links to other records and to the web, and a citation before a colon: whatever a parser makes of them, they run nothing. */
const HARMLESS = /\]\((?:https?:\/\/)?(?!\/\/)[\w./#?=%~-]+\)|\]:\s+[\p{L}\d][^\s:/\\&<]*(?=\s|$)/gu;
const isPlain = (body: string) =>
  body.length <= MAX_BODY_CHARACTERS && !SIGNS.test(body.replaceAll(HARMLESS, ' ')) && !isOverBounds(body);
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
  const notes = openNotes();
  const { say } = notes;
  if (!isMap(data)) return { value: undefined, findings: [{ code: 'type-wrong', pointer: '', weight: 'refused' }] };
  for (const { code, file } of findUnfitValues(locatedAt('', data))) say('refused', code, file);

  const facts = readFacts(factsOf(data, context), say);
  const body = typeof data['body'] === 'string' ? data['body'] : '';
  const id = String(data['id']);
  if (!facts) return { value: undefined, findings: notes.findings() };
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
    ...checkLetters(makeTree({ [file]: textOf(data) }), context.registry),
  ];
  for (const { code, file: place } of found) {
    if (NOT_OURS.has(code)) continue;
    const locale = [...translations.values()].find((each) => each.file === place)?.locale;
    const pointer = place === file ? '/body' : locale ? `/translations/${locale}/body` : place;
    if (locale !== undefined) translations.delete(locale);
    say(locale === undefined ? 'refused' : 'dropped', code, pointer);
  }
  if (notes.isRefused()) return { value: undefined, findings: notes.findings() };
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
      confirms: confirmations.parse(data['confirms'] ?? []),
    },
    findings: notes.findings(),
  };
}

export interface ForeignText {
  file: string;
  locale: string;
  words: Translation;
  body: string;
  /** The case that it translates. */
  record: CaseRecord;
}

/** Whether a translation of a case of ours that comes from outside has anything in it that could harm readers, or us. */
export function findDangers({ file, locale, words, body, record }: ForeignText, registry: Registry): boolean {
  const given = { ...words, body };
  if (findUnfitValues(locatedAt('', given)).length > 0) return true;
  const translation: RecordTranslation = { locale, file, words, body, source: sourceAt(file, body), stale: false };
  const looked = { ...record, body: '', translations: new Map([[locale, translation]]) };
  const check = { today: '', locales: new Set<string>(), ids: new Map(), past: new Set<string>() };
  const found = [
    ...BODY_RULES.flatMap((rule) => rule(looked, registry, check)),
    ...checkLetters(makeTree({ [file]: textOf(given) }), registry),
  ];
  return found.some(({ code }) => !NOT_OURS.has(code));
}

type Say = (weight: ForeignFinding['weight'], code: string, pointer: string) => void;

/** Findings about one record that are kept: a record that is wrong in more places is told the rest when these are mended. */
const MOST_FINDINGS = 100;

/** What is said of a record, each thing once. */
function openNotes() {
  const said = new Map<string, ForeignFinding>();
  let isRefused = false;
  const say: Say = (weight, code, pointer) => {
    const isNews = weight === 'refused' && !isRefused;
    isRefused ||= isNews;
    const key = `${code} ${pointer}`;
    if (isNews || (said.size < MOST_FINDINGS && !said.has(key))) said.set(key, { code, pointer, weight });
  };
  return { say, isRefused: () => isRefused, findings: () => [...said.values()] };
}

/** The part of a published record that a case's file states, with references to records of other registries as we write them. */
function factsOf(data: Record<string, unknown>, { peer }: ForeignContext): unknown {
  const { lineage, methods, attachments: _, ...rest } = data;
  const links = Array.isArray(lineage) ? lineage.map((link: unknown) => linkOf(link, peer.registry)) : undefined;
  const used = Array.isArray(methods) ? methods.flatMap((method: unknown) => (isMap(method) ? [method['id']] : [method])) : [];
  const facts = { ...rest, ...(links ? { lineage: links } : {}), ...(used.length > 0 ? { methods: used } : {}) };
  return onlyKnown(facts, caseKind.schema);
}

/** A link to a case of the same registry is one of that registry's; to any other, it is a name with an address. */
function linkOf(link: unknown, there: string): unknown {
  if (!isMap(link) || !isMap(link['case'])) return link;
  const { case: other, ...rest } = link;
  const { registry, id } = other as Record<string, unknown>;
  if (registry === there) return { ...rest, case: id };
  return { ...rest, name: rest['name'] ?? id, elsewhere: { registry, id } };
}

/** The data without the keys that a schema does not know. */
const onlyKnown = (data: unknown, schema: z.ZodType): unknown =>
  mapWithSchema(data, schema, ({ value, shape }, inside) =>
    shape && isMap(value) ? inside(Object.fromEntries(Object.entries(value).filter(([key]) => key in shape))) : inside(),
  );

/** How often something is dropped before a record is given up. */
const DROPS = 40;

/** The facts by our schema. What is wrong where it may be absent is dropped; what is wrong elsewhere is said and nothing is given. */
function readFacts(data: unknown, say: Say): Case | undefined {
  let current = data;
  for (let drops = 0; drops < DROPS; drops++) {
    const parsed = caseKind.schema.safeParse(current);
    // What a schema has read is new, whatever it was read from: mapTerms may change it.
    if (parsed.success) return parsed.data;
    const without = dropFirst(current, parsed.error.issues);
    if (!without) {
      for (const issue of parsed.error.issues) say('refused', codeOf(issue, current, caseKind.schema), toPointer(issue.path));
      return undefined;
    }
    say('dropped', codeOf(without.issue, current, caseKind.schema), toPointer(without.issue.path));
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

/** The code that the same mistake has in a file of ours. */
const codeOf = (issue: z.core.$ZodIssue, data: unknown, schema: z.ZodType): string =>
  findingsFromZod(new z.ZodError([issue]), locatedAt('', data), knownOf(schema))[0]?.code ?? 'format-wrong';

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
  const all = isMap(data['translations']) ? data['translations'] : {};
  for (const [locale, words] of Object.entries(all)) {
    if (!registry.locales.has(locale) || locale === facts.language || !isMap(words)) continue;
    const { stale, body = '', ...rest } = words;
    const given = onlyKnown(rest, caseKind.translationSchema);
    const parsed = caseKind.translationSchema.safeParse(given);
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        say('dropped', codeOf(issue, given, caseKind.translationSchema), toPointer(['translations', locale, ...issue.path]));
      continue;
    }
    const text = typeof body === 'string' ? body : '';
    const source = sourceAt(`/translations/${locale}`, text);
    found.set(locale, { locale, file: `${folder}${locale}.md`, words: parsed.data, body: text, source, stale: stale === true });
  }
  return found;
}

/** Data with JSON pointers in the place of a file and its lines. A key is at the map that has it: what is wrong may be the key. */
function locatedAt(root: string, data: unknown): MarkdownFile['yaml'] {
  const locate: MarkdownFile['yaml']['locate'] = (path, { key: isKey = false } = {}) => {
    const steps = (isKey ? path.slice(0, -1) : path).map((step) => String(step).slice(0, 80));
    return { file: root + toPointer(steps) };
  };
  return { data, locate, comments: [] };
}

const sourceAt = (root: string, body: string): MarkdownFile => ({ file: root, yaml: locatedAt(root, {}), body, bodyLine: 1 });

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
  if (!read.success || findUnfitValues(locatedAt('', read.data)).length > 0) return undefined;
  const { id, licence, language, title, places: where, translations } = read.data;
  const titles = Object.entries(translations).flatMap(([locale, words]) => (words ? [[locale, words.title] as const] : []));
  return {
    ...{ id, licence, language, title },
    titles: Object.fromEntries([[language, title], ...titles]),
    countries: [...new Set(where.map(({ country }) => country))],
  };
}

/** The title of a card for readers of a language, with the language that it is in. */
export function cardTitle({ title, titles, language }: ForeignCard, locale: string): { title: string; language: string } {
  const translated = titles[locale];
  return translated === undefined ? { title, language } : { title: translated, language: locale };
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
