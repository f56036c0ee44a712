import type { SearchPage, Through } from './page.ts';
import type { SearchQuery } from './query.ts';

export interface ReaderWords {
  t: (key: string, values?: Record<string, string | number>) => string;
  /** The language of the words, as a BCP 47 tag. */
  tag: string;
}

/** What a page calls things that an answer has, and where they are. */
export interface AnswerWords extends ReaderWords {
  /** The language of the page, by its id. */
  locale: string;
  label: (vocabulary: string, id: string | number) => string;
  /** A country, by ISO 3166-1 alpha-3. */
  country: (code: string) => string;
  /** What a language calls itself, and its BCP 47 tag. */
  language: (id: string) => { name: string; tag: string };
  /** Another registry that is read, by its id; undefined when it is not known. */
  origin: (peer: string) => string | undefined;
  addresses: {
    record: (kind: string, id: string) => string;
    /** A copy of a case of another registry. */
    foreignCase: (peer: string, id: string) => string;
    problem: (id: string) => string;
    /** The news of the whole registry, and of a question where a server answers for it. */
    feed: string;
    searchFeed: string | undefined;
  };
}

/** What a page says of an answer: the sentence that nobody can miss, and what comes after it in small. */
export interface Said {
  status: string;
  notes: string[];
}

/** So many words are named at most. */
const NAMED = 3;
/** Signs before and after the words of a question. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** Says an answer in words, the same in the browser and on pages that the server makes. */
export function sayAnswer(
  page: Omit<SearchPage, 'facets'>,
  { q, filters }: Pick<SearchQuery, 'q' | 'filters'>,
  { t, tag }: ReaderWords,
): Said {
  const query = q.trim();
  const quoted = (words: readonly string[]) =>
    new Intl.ListFormat(tag).format(words.slice(0, NAMED).map((word) => t('search.word', { word })));
  const near = () => {
    const { shared, suggestion: asked = query } = page;
    if (shared.length > NAMED) return t('search.near.several', { query: asked });
    // Whoever asks for one word has asked for all of it.
    if (shared[0] === asked.replaceAll(AROUND, '')) return t('search.near.named', { query: asked });
    return t('search.near', { query: asked, words: quoted(shared) });
  };
  const count = page.total === 0 ? t('search.results.zero') : t('search.results', { count: page.total });
  const isFiltered = page.total === 0 && Object.keys(filters).length > 0;
  const notes = [
    page.intent && page.total > 0 && t(`search.intent.${page.intent}`),
    page.suggestion && t('search.suggestion', { query: page.suggestion }),
    page.state === 'near' && page.missing.length > 0 && t('search.missing', { words: quoted(page.missing) }),
    page.state === 'answers' && page.relaxed && page.total > 0 && t('search.relaxed'),
    page.degraded && t('search.degraded'),
    page.unreached && t('search.unreached', { peers: new Intl.ListFormat(tag).format(page.unreached) }),
  ].filter((note) => typeof note === 'string');
  if (!query) return { status: count, notes };
  if (page.state === 'nothing') {
    // One strange word is what there is nothing about; several are the question.
    const subject = quoted(page.missing.length === 1 ? page.missing : [query]);
    return { status: t('search.nothing', { subject }), notes };
  }
  if (isFiltered) return { status: t('search.filtered', { query }), notes };
  if (page.state === 'near') return { status: near(), notes };
  return { status: t('search.resultsFor', { results: count, query }), notes };
}

/** Why a record that does not show words of the question was found by them: a sentence for each concept and language. */
export function sayThrough(
  through: readonly Through[],
  { t, tag, language: named }: Pick<AnswerWords, 't' | 'tag' | 'language'>,
): string[] {
  const reasons = Map.groupBy(through, ({ concept, language }) =>
    concept === undefined
      ? t('search.through.language', { language: named(language ?? '').name })
      : t('search.through.concept', { concept }),
  );
  return [...reasons].map(([reason, of]) =>
    t('search.through', { reason, words: new Intl.ListFormat(tag).format(of.map(({ word }) => t('search.word', { word }))) }),
  );
}
