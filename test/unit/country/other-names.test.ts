import { expect, test } from 'vitest';
import { countryName } from '#registry/country/country.ts';
import { otherNames } from '#registry/country/other-names.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { querySchema } from '#registry/search/query.ts';
import { documents } from '../../contract/search-documents.ts';

const [model] = documents;
const engine = createEmbedded(
  ['USA', 'BRA', 'COD', 'DOM', 'KOR', 'GBR', 'NLD', 'PSE'].map((code) => ({
    ...{ ...model!, id: code.toLowerCase(), locale: 'es', lessons: [], names: {}, others: {} },
    card: { ...model!.card, title: 'Un plan', problem: '', summary: '', language: 'es' },
    concepts: {
      [`country/${code}`]: Object.fromEntries(
        ['es', 'pt', 'en'].map((locale) => [locale, [countryName(code, locale), ...otherNames(code)].join('\n')]),
      ),
    },
  })),
);

test.each([
  ['EE.UU.', 'usa'],
  ['EE. UU.', 'usa'],
  ['EEUU', 'usa'],
  ['Estados Unidos', 'usa'],
  ['plan de EUA', 'usa'],
  ['Brasil', 'bra'],
  ['Brazil', 'bra'],
  ['brasil', 'bra'],
  ['RD Congo', 'cod'],
  ['República Dominicana', 'dom'],
  ['RD', 'dom'],
  ['R.D.', 'dom'],
  ['Dominican Republic', 'dom'],
  ['Corea', 'kor'],
  ['Corea del Sur', 'kor'],
  ['South Korea', 'kor'],
  ['Inglaterra', 'gbr'],
  ['UK', 'gbr'],
  ['Palestina', 'pse'],
  ['Holanda', 'nld'],
])('%s is a country as people write it', async (q, id) => {
  const { hits, state } = await engine.search(querySchema.parse({ q, locale: 'es' }));
  expect([hits[0]?.id, state]).toEqual([id, 'answers']);
});
