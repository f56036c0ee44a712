import { expect, test } from 'vitest';
import { licenceAddress, licensed } from '#registry/record/licence.ts';

test.each([
  ['CC-BY-4.0', 'whole', 'https://creativecommons.org/licenses/by/4.0/'],
  ['CC-BY-SA-3.0', 'whole', 'https://creativecommons.org/licenses/by-sa/3.0/'],
  ['CC-BY-3.0-IGO', 'whole', 'https://creativecommons.org/licenses/by/3.0/igo/'],
  ['CC-BY-3.0-DE', 'link', 'https://creativecommons.org/licenses/by/3.0/de/'],
  ['CC-BY-NC-SA-4.0', 'link', 'https://creativecommons.org/licenses/by-nc-sa/4.0/'],
  ['CC-BY-NC-ND-4.0', 'link', 'https://creativecommons.org/licenses/by-nc-nd/4.0/'],
  ['CC0-1.0', 'whole', 'https://creativecommons.org/publicdomain/zero/1.0/'],
  ['CC-PDDC', 'whole', 'https://creativecommons.org/licenses/publicdomain/'],
  ['constructor', 'link', undefined],
  ['MIT', 'link', undefined],
])('%s lets us keep: %s; it is told at %s', (licence, kept, address) => {
  expect([licensed(licence), licenceAddress(licence)]).toEqual([kept, address]);
});
