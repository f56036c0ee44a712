import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admit } from '#registry/federation/admit.ts';
import { betweenUs } from '#registry/federation/between.ts';
import { documentsOfAll } from '#registry/federation/foreign-document.ts';
import { readForeign } from '#registry/federation/foreign.ts';
import { sha256 } from '#registry/federation/format.ts';
import { foreignCasePage } from '#registry/federation/page/foreign-case.ts';
import { peerPage } from '#registry/federation/page/peer-page.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import type { Registry } from '#registry/registry.ts';
import { FIXTURE_DAY } from '../../fixtures/fixture-tree.ts';
import { runs } from '../../property-runs.ts';
import { madeRecord, registry } from './harvesting.ts';

const THERE = 'https://sur.example';
const peer = { id: 'sur', name: 'Registro del Sur', registry: THERE, trust: 'partner' as const, every: '24h', records: 20_000 };
const ours: Registry = { ...registry, peers: [peer] };
const context = { registry, peer, concepts: { ours: () => undefined, others: () => [] } };

/** What nobody expects in the place of a value. */
const ODD: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    9_007_199_254_740_991,
    '',
    ' ',
    'x',
    [],
    {},
    [[]],
    [null],
    JSON.parse('{"__proto__":{"a":1}}'),
  ],
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '[a](javascript:alert(1))'],
  ...['\u202eodarebil', 'a\u0000b', '\ud800', '𝓤𝓷𝓲𝓬𝓸𝓭𝓮', 'ñ'.repeat(300), 'x '.repeat(3000), '..\\..\\x', '%2e%2e%2f', '{{7*7}}'],
  ...['__proto__', 'constructor', 'hasOwnProperty', 'zz', 'https://evil.example', { registry: THERE, id: '../x' }],
  ...[{ registry: 'https://here.example', id: 'worked-with-citations' }, '2026-02-30', '0000-00-00', 'CC-BY-4.0', { es: 'x' }],
];

/** The places of all values in a record. */
const placesIn = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [[...path], ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
    : [[...path]];

const base = JSON.parse(madeRecord('a-case', THERE)) as Record<string, unknown>;
const places = placesIn(base).filter((path) => path.length > 0 && !['id', 'registry'].includes(path.join()));
const change = fc.record({
  place: fc.constantFrom(...places),
  how: fc.constantFrom('put' as const, 'delete' as const, 'add' as const, 'repeat' as const),
  value: fc.constantFrom(...ODD),
});

function changed(changes: readonly { place: string[]; how: string; value: unknown }[]): string {
  const record = structuredClone(base);
  for (const { place, how, value } of changes) {
    let at: unknown = record;
    for (const key of place.slice(0, -1)) at = (at as Record<string, unknown> | undefined)?.[key];
    if (typeof at !== 'object' || at === null) continue;
    const inside = at as Record<string, unknown>;
    const key = place.at(-1)!;
    if (how === 'delete') delete inside[key];
    else if (how === 'put') inside[key] = structuredClone(value);
    else if (how === 'repeat') inside[key] = [inside[key], structuredClone(inside[key]), inside[key]];
    else
      Object.defineProperty(inside, JSON.stringify(value).slice(0, 40), {
        value: 1,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return JSON.stringify(record);
}

test('whatever a record is, it is taken or not taken, and what is taken is shown to everybody and runs nothing', () => {
  const seen = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const text = changed(changes);
      const copy = admit(Buffer.from(text), { id: 'a-case', sha256: sha256(text) }, context);
      if (!copy.isValid) {
        seen.refused++;
        // What is wrong is said, and where; not a word is kept.
        return copy.text === undefined && copy.findings.some(({ weight }) => weight === 'refused');
      }
      seen.taken++;
      const facts = { state: 'fresh', registry: THERE, addedAt: 0, failures: 0 };
      const record = { state: 'current', good: copy.digest, since: FIXTURE_DAY, missed: 0, copiedOn: FIXTURE_DAY };
      const files = new Map([
        ['sur/peer.json', JSON.stringify({ facts, log: [], pages: {} })],
        ['sur/records/a-case.json', JSON.stringify({ ...record, ...copy })],
      ]);
      const [foreign] = readForeign(files, ours, FIXTURE_DAY);
      for (const locale of ours.locales.values()) {
        const options = { speaker: makeSpeaker(ours, locale), hasPage: () => true, now: 0 };
        const between = betweenUs(ours, 'https://here.example', [foreign!], foreign!);
        const pages = [
          html(foreignCasePage(foreign!, foreign!.items[0]!, options).article),
          html(peerPage(foreign!, between, options)),
        ];
        for (const page of pages)
          if (/<script|<img|\son\w+="|href="(?!https?:|\/|#|mailto:)|undefined|\[object /i.test(page)) return false;
        const documents = [...documentsOfAll(ours, [foreign!], [locale.id])];
        if (documents.filter(({ id }) => id === 'sur_a-case').length !== 1) return false;
      }
      return true;
    }),
    { numRuns: runs(60) },
  );
  expect(seen.taken).toBeGreaterThan(10);
  expect(seen.refused).toBeGreaterThan(10);
  console.log(`Any record: ${seen.taken} taken, ${seen.refused} refused`);
});
