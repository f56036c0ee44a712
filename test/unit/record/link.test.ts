import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { runs } from '../../property-runs.ts';
import { type FixtureContext, fixtureContext } from '../submission/quick-submission.ts';
import { changeBody, hrefOf } from './changed-record.ts';

let context: FixtureContext;
beforeAll(async () => {
  context = await fixtureContext();
});

test.each([
  ['[aquí](HTTPS://example.org/Ruta)', 'https://example.org/Ruta'],
  ['[aquí](Https://example.org/x)', 'https://example.org/x'],
  ['[aquí](MAILTO:ana@example.org)', 'mailto:ana@example.org'],
  ['[aquí][1]\n\n[1]: HTTP://example.org', 'http://example.org'],
])('%s leads where it says', (text, href) => {
  const { codes, document } = changeBody(context, `Ver ${text}`);
  expect([codes, hrefOf(document, 'aquí')]).toEqual([[], href]);
});

test('a link that passes the check has an address on the page, with its host', () => {
  const protocol = fc.constantFrom('https', 'Https', 'HTTPS', 'hTTp', 'mailto', 'ftp', 'htps', '');
  const joint = fc.constantFrom('://', ':', ':/', ':///', '//', '://:', '');
  const rest = fc.constantFrom('example.org', 'Example.org/a_(b)', 'example.org:99999', 'ana@example.org', 'ñuñoa.cl/x', '');
  fc.assert(
    fc.property(protocol, joint, rest, (first, between, last) => {
      const { codes, document } = changeBody(context, `Ver [aquí](<${first}${between}${last}>).`);
      if (codes.length > 0) return;
      const { protocol: read, host, pathname } = new URL(hrefOf(document, 'aquí')!);
      expect(read === 'mailto:' ? pathname : host).not.toBe('');
    }),
    { numRuns: runs(12) },
  );
});

test.each([
  ['https:example.org/x', 'https://example.org/x'],
  ['http:/example.org', 'http://example.org'],
  ['https:///example.org', 'https://example.org'],
  ['https://example.org:99999/', undefined],
  ['https://', undefined],
  ['www.example.org', 'https://www.example.org'],
  ['example.org/informe', 'https://example.org/informe'],
  ['#contexto', 'index.md#contexto'],
  ['informe.pdf', undefined],
  ['../../INT/snapshot-of-two-countries/index.md', 'snapshot-of-two-countries'],
])('%s leads nowhere, and what is said is %s', (url, meant) => {
  const { found, hints } = changeBody(context, `Ver [aquí](${url}).`);
  expect(found.map(({ code }) => code)).toEqual(['link-broken']);
  if (meant === undefined) expect(hints[0]).not.toContain('¿Quiso decir');
  else expect(hints[0]).toContain(`«${meant}»`);
});
