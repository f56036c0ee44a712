import { describe, expect, test } from 'vitest';
import type { Copy, Imported, PeerFacts } from '#registry/federation/imported.ts';

const NOW = Date.UTC(2026, 10, 29);
const facts: PeerFacts = { state: 'fresh', addedAt: NOW, failures: 0 };
const copy = (id: string, digest: string, text = `words of ${id} ${digest}`): Copy => ({
  ...{ id, digest, isValid: true, text, licensed: 'whole', findings: [] },
});
const held = (good: string) => ({ state: 'current' as const, good, since: '2026-11-29', missed: 0 });

/** What every place must do that keeps what we hold of other registries. */
export function describeImported(
  open: () => Promise<{ imported: Imported; again: () => Promise<Imported>; close: () => Promise<void> }>,
) {
  const using = async (work: (imported: Imported, again: () => Promise<Imported>) => Promise<void>) => {
    const { imported, again, close } = await open();
    try {
      await work(imported, again);
    } finally {
      await close();
    }
  };
  /** A registry with two records, settled. */
  const fill = async (imported: Imported, peer: string) => {
    await imported.save(peer, facts);
    const listed = [
      { id: 'a', sha256: '1' },
      { id: 'b', sha256: '2' },
    ];
    await imported.savePage(peer, '00', { digest: 'p', listed }, [copy('a', '1'), copy('b', '2')], NOW);
    const records = new Map([
      ['a', held('1')],
      ['b', held('2')],
    ]);
    await imported.settle(peer, {
      facts,
      records,
      erased: [],
      pages: ['00'],
      log: [{ at: NOW, id: 'a', event: 'current', detail: '' }],
    });
  };

  describe('what is held of other registries', () => {
    test('is there for whoever opens it again: records, pages, versions, what is known of the registry', () =>
      using(async (imported, again) => {
        await fill(imported, 'sur');
        await imported.saveGone('sur', 'g', [{ id: 'x', why: 'moved', to: { id: 'a', registry: undefined } }]);
        const other = await again();
        expect(await other.peers()).toEqual(new Map([['sur', facts]]));
        expect(await other.pages('sur')).toEqual(
          new Map([
            [
              '00',
              {
                digest: 'p',
                listed: [
                  { id: 'a', sha256: '1' },
                  { id: 'b', sha256: '2' },
                ],
              },
            ],
          ]),
        );
        expect([...(await other.copies('sur'))]).toEqual([
          ['a 1', { id: 'a', isValid: true, licensed: 'whole' }],
          ['b 2', { id: 'b', isValid: true, licensed: 'whole' }],
        ]);
        expect(await other.records('sur')).toMatchObject([
          { id: 'a', state: 'current', text: 'words of a 1', copiedOn: '2026-11-29' },
          { id: 'b', state: 'current', text: 'words of b 2' },
        ]);
        expect((await other.gone('sur'))!.told).toMatchObject([{ id: 'x', why: 'moved' }]);
        expect(await other.log('sur', 10)).toEqual([{ at: NOW, id: 'a', event: 'current', detail: '' }]);
        await other.close();
      }));

    test('of one registry is nothing to another, even under the same ids', () =>
      using(async (imported) => {
        await fill(imported, 'sur');
        await fill(imported, 'norte');
        await imported.settle('norte', { facts, records: new Map([['a', undefined]]), erased: ['a'], log: [] });
        expect((await imported.records('sur')).map(({ id }) => id)).toEqual(['a', 'b']);
        expect((await imported.records('norte')).map(({ id }) => id)).toEqual(['b']);
      }));

    test('is dropped when nothing shows it any more: old versions, and pages that the index has no more', () =>
      using(async (imported) => {
        await fill(imported, 'sur');
        await imported.savePage(
          'sur',
          '01',
          { digest: 'q', listed: [{ id: 'a', sha256: '3' }] },
          [copy('a', '3'), copy('c', '9')],
          NOW,
        );
        await imported.settle('sur', { facts, records: new Map([['a', held('3')]]), erased: [], pages: ['01'], log: [] });
        expect([...(await imported.copies('sur')).keys()].toSorted()).toEqual(['a 3', 'b 2']);
        expect([...(await imported.pages('sur')).keys()]).toEqual(['01']);
      }));

    test('has no word of what was erased, of whatever version', () =>
      using(async (imported) => {
        await fill(imported, 'sur');
        await imported.savePage('sur', '01', { digest: 'q', listed: [{ id: 'a', sha256: '3' }] }, [copy('a', '3')], NOW);
        const erased = { state: 'erased' as const, good: undefined, since: '2026-11-29', missed: 0 };
        await imported.settle('sur', { facts, records: new Map([['a', erased]]), erased: ['a'], log: [] });
        expect([...(await imported.copies('sur')).keys()]).toEqual(['b 2']);
        expect(await imported.records('sur')).toMatchObject([
          { id: 'a', state: 'erased', text: undefined, copiedOn: undefined },
          { id: 'b' },
        ]);
      }));

    test('may be read from by one process at a time, until its time is over', () =>
      using(async (imported, again) => {
        await imported.save('sur', facts);
        const other = await again();
        const ask = (who: Imported, owner: string, now: number, isDue = true) =>
          who.claim('sur', { owner, leaseMs: 1000, isDue }, now);
        expect(
          await Promise.all([ask(imported, 'one', NOW), ask(other, 'two', NOW)]).then((got) => got.filter(Boolean).length),
        ).toBe(1);
        expect(await ask(other, 'three', NOW + 999)).toBe(false);
        expect(await ask(other, 'three', NOW + 1000)).toBe(true);
        // Whoever came too late gives nothing back.
        await imported.release('sur', 'one', NOW + 9_999_999);
        expect(await ask(imported, 'four', NOW + 1500)).toBe(false);
        await other.release('sur', 'three', NOW + 5000);
        expect(await ask(imported, 'four', NOW + 4999)).toBe(false);
        expect(await ask(imported, 'four', NOW + 4999, false)).toBe(true);
        await imported.release('sur', 'four', NOW + 5000);
        expect(await imported.nextAt('sur')).toBe(NOW + 5000);
        // A clock that was years ahead for a while keeps nobody from reading for years.
        const years = 5 * 365 * 24 * 3_600_000;
        expect(await ask(imported, 'ahead', NOW + years)).toBe(true);
        expect(await ask(other, 'five', NOW + 6000)).toBe(true);
        await other.release('sur', 'five', NOW + years);
        expect(await ask(other, 'six', NOW + 7000)).toBe(true);
        await other.close();
      }));

    test('counts how often what is missing was missing', () =>
      using(async (imported) => {
        await fill(imported, 'sur');
        const missing = { state: 'missing' as const, good: '1', since: '2026-11-29', missed: 1 };
        await imported.settle('sur', { facts, records: new Map([['a', missing]]), erased: [], log: [] });
        await imported.countMissing('sur');
        expect([...(await imported.held('sur')).values()].map(({ missed }) => missed)).toEqual([2, 0]);
      }));
  });
}
