import { CASE_KINDS } from '../../case/schema.ts';
import { viewRecord } from '../../record/view.ts';
import type { Registry } from '../../registry.ts';
import { likeness as likenessOf, meaningOf } from '../../search/analysis/likeness.ts';
import { LIMITS } from '../../search/bounds.ts';
import type { SearchEngine } from '../../search/engine.ts';
import type { SearchQuery } from '../../search/query.ts';
import type { CasePayload } from '../schema.ts';

/** A published case that a new one may duplicate. */
export interface SimilarCase {
  id: string;
  title: string;
  problem: string;
  /** Proportion of the shorter text's words that the other has too, 0 to 1; a shared country adds a tenth. */
  likeness: number;
}

/**
 * Threshold for "this may already exist". Tuned on the first 30 cases: finds every retold case in every language; two false
 * pairs.
 */
const ENOUGH = 0.6;
const CANDIDATES = 8;

/** Cases similar to the title and problem of a new one, most similar first, at most three. */
export async function findSimilar(
  { locale, case: submitted }: CasePayload,
  registry: Registry,
  engine: SearchEngine,
): Promise<SimilarCase[]> {
  const text = `${submitted.title ?? ''} ${submitted.problem ?? ''}`;
  const words = meaningOf(text, locale);
  if (words.size === 0) return [];
  const query: SearchQuery = {
    q: cut(text.replaceAll(/["“”«»„]/g, ' ')),
    locale,
    filters: { kind: [...CASE_KINDS] },
    page: 1,
    size: CANDIDATES,
    sort: 'relevance',
  };
  const { hits } = await engine.search(query);
  const countries = new Set(submitted.places?.map(({ country }) => country));
  const found = hits.flatMap(({ id }) => {
    const record = registry.cases.get(id);
    if (!record) return [];
    const { facts, language } = viewRecord(record, locale);
    const theirs = meaningOf(`${facts.title} ${facts.problem}`, language);
    const isNear = facts.places.some(({ country }) => countries.has(country));
    const likeness = Math.min(1, likenessOf(words, theirs) + (isNear ? 0.1 : 0));
    return likeness >= ENOUGH
      ? [{ id, title: facts.title, problem: facts.problem, likeness: Math.round(likeness * 100) / 100 }]
      : [];
  });
  return found.toSorted((a, b) => b.likeness - a.likeness).slice(0, 3);
}

const cut = (text: string) => text.slice(0, LIMITS.q).toWellFormed().trim();
