import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { isDeviceName } from '#registry/content/device-name.ts';
import { whyNoId } from '#registry/record/id.ts';
import { proposeCaseIds } from '#registry/submission/draft/case-id.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { anyText } from '../../any-text.ts';

const DEVICES = ['con', 'prn', 'aux', 'nul', ...[...'0123456789'].flatMap((digit) => [`com${digit}`, `lpt${digit}`])];

describe('the name of a device', () => {
  test.each(DEVICES)('%s is no id, whatever its extension no file name, and never proposed', (name) => {
    expect(whyNoId(name)).toBe('device');
    for (const file of [name, name.toUpperCase(), `${name}.md`, `${name}.tar.gz`]) expect(isDeviceName(file)).toBe(true);
    for (const other of [`${name}a`, `${name}-1`, `a${name}`]) expect(whyNoId(other)).toBeUndefined();
    expect(proposeCaseIds(name, [], () => false).next().value).toBe(`policy-${name}`);
  });

  test.each([
    ['a record', 'cases/ury/aux/index.md'],
    ['an attachment', 'cases/ury/worked-with-citations/files/com1.png'],
    ['a vocabulary', 'vocabularies/nul.yml'],
    ['a locale', 'locales/con.json'],
  ])('is said of %s by check', async (_what, file) => {
    const tree = await readFixtureRegistry();
    const found = checkRegistry(new Map([...tree, [file, { text: '' }]]), { today: FIXTURE_DAY });
    expect(found.filter(({ code }) => code === 'name-reserved')).toMatchObject([{ file }]);
  });
});

describe('a text that cannot be an id', () => {
  test('is told why', () => {
    expect(whyNoId('a'.repeat(80))).toBeUndefined();
    expect(whyNoId('a'.repeat(81))).toBe('long');
    expect(whyNoId('Año')).toBe('form');
  });
});

describe('letters that are no ASCII with an accent', () => {
  const slugOf = (title: string) => proposeCaseIds(title, [], () => false).next().value;

  test.each([
    ['Ørsted y el viento', 'orsted-y-el-viento'],
    ['Weißbuch Straße', 'weissbuch-strasse'],
    ['Æsir, œuvre', 'aesir-oeuvre'],
    ['Łódź Đà Nẵng', 'lodz-da-nang'],
    ['Þórður Sigurðsson', 'thordur-sigurdsson'],
    ['Işık IŞIK İzmir', 'isik-isik-izmir'],
    ['Col·legi Coŀlegi', 'collegi-collegi'],
    ['Ĳssel ﬁn ª º', 'ijssel-fin-a-o'],
  ])('%s is written %s', (title, id) => expect(slugOf(title)).toBe(id));

  test('every letter of Latin-1, Latin Extended-A and Latin Extended Additional leaves some', () => {
    const blocks = [
      [0xc0, 0x17f],
      [0x1e00, 0x1eff],
    ] as const;
    const signs = blocks.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
    );
    // U+1E9F, the Latin small letter delta, has no base letter in ASCII.
    const letters = signs.filter((sign) => /\p{L}/u.test(sign) && sign !== 'ẟ');
    for (const letter of letters) expect(slugOf(`x${letter}x`), letter).toMatch(/^x-?[a-z]+-?x$/);
  });

  test('whatever the title, what is proposed can be an id', () => {
    const words = fc.constantFrom('con', 'AUX', 'nul', 'Cøn', 'ＣＯＭ１', 'com¹', 'ß', 'æ', 'index', '-', ' ', 'lpt9');
    fc.assert(
      fc.property(fc.array(fc.oneof(words, anyText()), { maxLength: 40 }), (parts) => {
        expect(whyNoId(String(slugOf(parts.join(''))))).toBeUndefined();
      }),
    );
  });
});
