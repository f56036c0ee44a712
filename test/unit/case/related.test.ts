import { expect, test } from 'vitest';
import { relatedTo } from '#registry/case/page/related.ts';
import { lineageOf } from '#registry/lineage/links.ts';
import { registry } from '../../real-content.ts';

const all = [...registry.cases.values()];

/** One for each case that has a code, shared out among them. */
const worth = (codes: readonly string[], list: 'challenges' | 'instruments') =>
  codes.reduce((sum, code) => sum + 1 / all.filter(({ facts }) => (facts[list] as readonly string[]).includes(code)).length, 0);

test('the cases that share most problems, and instruments with them, that few have; those linked by lineage are not among them', () => {
  const shown = all.flatMap((record) => {
    const found = relatedTo(record, registry);
    const linked = [record.id, ...lineageOf(record.id, registry, record).map(({ other }) => other)];
    const others = all.flatMap((other) => {
      const challenges = record.facts.challenges.filter((id) => other.facts.challenges.includes(id));
      const instruments = record.facts.instruments.filter((id) => other.facts.instruments.includes(id));
      const score = 2 * worth(challenges, 'challenges') + worth(instruments, 'instruments');
      return challenges.length === 0 || linked.includes(other.id) ? [] : [{ record: other, challenges, instruments, score }];
    });
    const best = others.toSorted((a, b) => (Math.abs(b.score - a.score) > 1e-9 ? b.score - a.score : 0)).slice(0, 4);
    expect(found).toEqual(best.map(({ score: _, ...rest }) => rest));
    return found;
  });
  expect(shown.length).toBeGreaterThan(all.length);
});
