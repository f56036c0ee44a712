import type { CaseRecord } from '../../case/record.ts';
import { CASE_KINDS } from '../../case/schema.ts';
import { lookAlikesOf, toldIn } from '../../compare/look-alike.ts';
import { viewRecord } from '../../record/view.ts';
import type { Registry } from '../../registry.ts';
import { LIMITS } from '../../search/bounds.ts';
import type { SearchEngine } from '../../search/engine.ts';
import type { SearchQuery } from '../../search/query.ts';
import { readForeignId } from '../../search/foreign-id.ts';
import type { CasePayload } from '../schema.ts';

/** A published case that a new one may duplicate. */
export interface SimilarCase {
  id: string;
  title: string;
  problem: string;
  /** How much the two are alike, 0 to 1: from 0.28 on probably the same. */
  likeness: number;
  /** Our id of the registry that has it, when it is not ours. */
  registry?: string;
}

/** A case of another registry, by our id of that registry and its own id. */
export type FindElsewhere = (peer: string, id: string) => CaseRecord | undefined;

const CANDIDATES = 8;

/**
 * Cases similar to a new one, most similar first, at most three. Search finds what is near in any language; whether it may be the same
 * case is asked where registries ask it of each other's (compare/look-alike.ts).
 */
export async function findSimilar(
  { locale, case: submitted }: Pick<CasePayload, 'locale' | 'case'>,
  registry: Registry,
  engine: SearchEngine,
  elsewhere: FindElsewhere = () => undefined,
): Promise<SimilarCase[]> {
  const { title = '', problem = '', summary = '' } = submitted;
  const text = `${title} ${problem}`;
  if (text.trim() === '') return [];
  const query: SearchQuery = {
    q: cut(text.replaceAll(/["“”«»„]/g, ' ')),
    locale,
    filters: { kind: [...CASE_KINDS] },
    page: 1,
    size: CANDIDATES,
    sort: 'relevance',
  };
  const { hits } = await engine.search(query);
  const { profile, compare } = lookAlikesOf(registry);
  const countries = new Set(submitted.places?.flatMap(({ country }) => country ?? []));
  const told = profile({ countries, tellings: [{ title, problem, summary }] });
  const found = hits.flatMap(({ id: hit }): SimilarCase[] => {
    const foreign = readForeignId(hit);
    const record = foreign ? elsewhere(foreign.peer, foreign.id) : registry.cases.get(hit);
    if (!record) return [];
    const { score, resemblance } = compare(told, profile(toldIn(record)));
    if (resemblance === undefined) return [];
    const { facts } = viewRecord(record, locale);
    return [
      {
        ...{ id: record.id, title: facts.title, problem: facts.problem, likeness: Math.round(score * 100) / 100 },
        ...(foreign ? { registry: foreign.peer } : {}),
      },
    ];
  });
  return found.toSorted((a, b) => b.likeness - a.likeness).slice(0, 3);
}

const cut = (text: string) => text.slice(0, LIMITS.q).toWellFormed().trim();
