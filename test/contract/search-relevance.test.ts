import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';

interface Figures {
  engines: Record<string, Record<string, { ndcg10: number; empty: number }>>;
  none: Record<'queries' | 'nothing' | 'near' | 'answers', number>;
  states: { minisearch: { answered: Record<string, number> } };
}

const files = ['--corpus', 'test/fixtures/relevance/corpus.jsonl', '--queries', 'test/fixtures/relevance/corpus-queries.json'];
/** With the engine alone that needs no server. */
const EMBEDDED = { ...process.env, MEILI_URL: '' };
const run = (options: string[], env: NodeJS.ProcessEnv = EMBEDDED) =>
  spawnSync(process.execPath, ['scripts/bench/relevance.ts', ...options], { encoding: 'utf8', env });

describe('npm run bench:relevance', () => {
  let small: ReturnType<typeof run>;
  beforeAll(() => void (small = run([...files, '--json'])));

  test('gives figures per engine and language, and nothing else, as JSON', () => {
    const { engines } = JSON.parse(small.stdout) as { engines: Record<string, unknown> };
    expect(engines).toEqual({
      minisearch: {
        all: { ndcg10: 0.75, mrr10: 0.75, empty: 0.25, queries: 4 },
        es: { ndcg10: 1, mrr10: 1, empty: 0, queries: 1 },
        pt: { ndcg10: 1, mrr10: 1, empty: 0, queries: 1 },
        en: { ndcg10: 0.5, mrr10: 0.5, empty: 0.5, queries: 2 },
      },
    });
  });

  test('names the judgements it had to leave out, and counts the queries that went with them', () => {
    const { stderr } = small;
    expect(stderr).toContain('1 judged id is not there and was left out: no-longer-there');
    expect(stderr).toContain('1 of 5 queries had no other judgement and was left out');
  });

  test('prints a table for people and, if asked, the ranking of each query', () => {
    const { stdout, stderr } = run([...files, '--verbose']);
    expect(stderr).toMatch(/\[pt\] faixa exclusiva onibus {2}nDCG 1\.000.*\n +1\. 3 {2}bus/);
    expect(stdout).toMatch(/minisearch.*all.*0\.750/);
  });

  /** nDCG@10 as it was measured last. Whoever makes searching better, or changes what is searched, measures again and writes it here. */
  const MEASURED = {
    minisearch: { es: 1, pt: 0.902, en: 0.956 },
    meilisearch: { es: 1, pt: 0.934, en: 0.957 },
  };
  const isThere = { minisearch: true, meilisearch: Boolean(process.env['MEILI_URL']) };
  const queriesOf = (name: string) => `test/fixtures/relevance/${name}-queries.json`;

  /** The bench as it runs without options, over the judgements of the fixture: they and the questions that nothing answers. */
  test('finds the cases that queries were judged on, in each language, with each engine that is there, and says when it finds none', () => {
    const env = isThere.meilisearch ? process.env : EMBEDDED;
    const printed = run(['--json'], { ...env, RELEVANCE_QUERIES: queriesOf('judged') }).stdout;
    const { engines, none } = JSON.parse(printed) as Figures;
    for (const [engine, byLanguage] of Object.entries(MEASURED).filter(([name]) => isThere[name as keyof typeof isThere])) {
      expect(engines[engine]!['all'], engine).toMatchObject({ empty: 0 });
      for (const [language, measured] of Object.entries(byLanguage))
        expect(engines[engine]![language]!.ndcg10, `${engine}, ${language}`).toBeGreaterThanOrEqual(measured - 0.02);
    }
    expect(none.queries).toBe(302);
    expect(none.nothing + none.near + none.answers).toBeCloseTo(1);
    expect(none.nothing).toBeGreaterThanOrEqual(0.6);
    expect(none.answers).toBeLessThanOrEqual(0.03);
  });

  /** The other half of the questions of strangers is there for whoever makes searching better to choose words and rules by. */
  test('finds what strangers ask in words of their own, with which no rule was chosen', () => {
    const { engines, none, states } = JSON.parse(run(['--json', '--queries', queriesOf('held-out')]).stdout) as Figures;
    expect(engines['minisearch']!['all']).toMatchObject({ queries: 103 });
    expect(engines['minisearch']!['all']!.ndcg10).toBeGreaterThanOrEqual(0.805 - 0.02);
    expect(states.minisearch.answered['nothing']).toBeLessThanOrEqual(9 / 103 + 0.02);
    expect(none.answers).toBeLessThanOrEqual(1 / none.queries + 0.02);
  });

  test('says of hardly any of the questions that cases answer that nothing is there', () => {
    const { states } = JSON.parse(run(['--json', '--queries', queriesOf('answered')]).stdout) as Figures;
    expect(states.minisearch.answered).toMatchObject({ queries: 326 });
    // Four, in words that neither a case nor a vocabulary has: "sneakers".
    expect(states.minisearch.answered['nothing']).toBeLessThanOrEqual(4 / 326);
    expect(states.minisearch.answered['answers']).toBeGreaterThan(0.7);
  });
});
