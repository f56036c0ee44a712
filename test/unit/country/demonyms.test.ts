import { expect, test } from 'vitest';
import { demonyms } from '#registry/country/demonyms.ts';
import { countryName } from '#registry/country/country.ts';
import { makeDocument } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { querySchema } from '#registry/search/query.ts';
import { registry } from '../../real-content.ts';

const locales = ['es', 'pt', 'en'];
const records = [...registry.cases.values()];
/** What the cases say of their countries, and nothing else that they say. */
const engine = createEmbedded(
  records.map((record) => {
    const document = makeDocument(registry, record, 'es');
    const concepts = Object.fromEntries(Object.entries(document.concepts).filter(([id]) => id.startsWith('country/')));
    const card = { ...document.card, title: 'Un plan', problem: '', summary: '' };
    return { ...document, card, concepts, lessons: [], names: {}, others: {} };
  }),
);

test.each([
  ['casos uruguayos', 'URY'],
  ['experiencias peruanas', 'PER'],
  ['políticas chilenas', 'CHL'],
  ['casos brasileros', 'BRA'],
  ['experiências brasileiras', 'BRA'],
  ['casos alemanes', 'DEU'],
  ['Peruvian policies', 'PER'],
  ['South Korean programmes', 'KOR'],
  ['experiencias norteamericanas', 'USA'],
  ['casos ticos', 'CRI'],
])('%s are those of a country', async (q, code) => {
  const { hits, state } = await engine.search(querySchema.parse({ q, locale: 'es' }));
  expect(state).not.toBe('nothing');
  expect(hits[0]!.card.countries).toContain(code);
});

test('each country of the region that cases are of has its word in each language', () => {
  const region = 'ARG BOL BRA CHL COL CRI CUB DOM ECU GTM HND HTI MEX NIC PAN PER PRY SLV URY VEN'.split(' ');
  for (const code of region)
    for (const locale of locales) expect(demonyms(code, locale), countryName(code, locale)).not.toEqual([]);
  expect(demonyms('XXX', 'es')).toEqual([]);
  expect(demonyms('URY', 'nah')).toEqual([]);
});
