import type { RegistryRecord } from '../record/record.ts';
import { titleOf, viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import { type FieldValue, walkFields } from '../schema/walk.ts';
import { withBroader } from '../vocabulary/levels.ts';
import { HERE, noFacets } from './bounds.ts';
import type { SearchDocument } from './document.ts';
import { conceptWords, lines, otherWords } from './words.ts';

/**
 * The search document of a record of any kind with a title, a question and a summary: its schema tells which fields contain
 * concepts and words. Lines of a text are separate phrases.
 */
export function recordDocument(registry: Registry, record: RegistryRecord, locale: string): SearchDocument {
  const { kind } = record;
  const { facts, language, isFallback, state, stale } = viewRecord(record, locale);
  const fields = walkFields(facts, kind.schema);
  const top = fields.filter(({ path }) => path.length === 1 || (path.length === 2 && typeof path[1] === 'number'));
  const ids = (vocabulary: string) => top.filter(({ meta }) => meta.vocabulary === vocabulary).map(({ value }) => String(value));
  const vocabularies = new Set(top.flatMap(({ meta }) => meta.vocabulary ?? []));
  const summary = kind.summary ?? 'summary';
  const shown = [kind.title, kind.question!, summary];
  const names = top.filter(({ path, meta }) => meta.translatable && !shown.includes(String(path[0]))).map(textOf);
  const word = (key: string, of: object = facts) => (of as Record<string, string | undefined>)[key] ?? '';
  const { compiled, proposed = '' } = facts as { compiled?: { on?: string }; proposed?: string };
  return {
    id: record.id,
    locale,
    card: {
      title: titleOf({ kind, facts }),
      problem: word(kind.question!),
      summary: word(summary),
      countries: [],
      kind: kind.id,
      verdicts: [],
      lessons: 0,
      ...{ language, isFallback, state, stale },
    },
    lessons: [],
    concepts: conceptWords(registry, [['kinds', [kind.id]], ...[...vocabularies].map((name) => [name, ids(name)] as const)]),
    names: { [language]: lines(names) },
    others: otherWords(registry, record, language, (other) => shown.map((key) => word(key, other))),
    facets: {
      ...noFacets(),
      challenge: withBroader(registry.vocabularies.get('challenges'), ids('challenges')),
      kind: [kind.id],
      origin: [HERE],
    },
    newest: compiled?.on ?? proposed,
    ...(kind.searchWeight === undefined ? {} : { weight: kind.searchWeight }),
  };
}

/** The words of a record's lists, which are searched with its body. */
export const listWords = (record: RegistryRecord, locale: string): string =>
  walkFields(viewRecord(record, locale).facts, record.kind.schema)
    .filter(({ path, meta }) => meta.translatable && path.length > 1)
    .map(textOf)
    .join('\n');

const textOf = ({ value }: FieldValue) => String(value);
