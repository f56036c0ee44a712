import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findUnfit, regularText } from '#registry/content/characters.ts';
import { anyText } from '../../any-text.ts';

const every = (pattern: RegExp) =>
  Array.from({ length: 0x11_0000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => pattern.test(character));
const tags = (text: string) => [...text].map((letter) => String.fromCodePoint(0xe0000 + letter.codePointAt(0)!)).join('');

describe('a text may have', () => {
  test.each([
    ['people and what they do', '👩‍🏫 👨🏽‍🌾 🧑🏿‍🤝‍🧑🏻'],
    ['families', '👨‍👩‍👧‍👦 👩🏻‍❤️‍💋‍👨🏿'],
    ['flags', '🇺🇾 🏳️‍🌈 🏴‍☠️'],
    ['flags of parts of a country', `🏴${tags('gbeng')}\u{e007f} 🏴${tags('gbsct')}\u{e007f} 🏴${tags('gbwls')}\u{e007f}`],
    ['signs drawn in colour, or not', '❤️ ☎︎ ⚠️ ™️ ↩︎'],
    ['keys', '1️⃣ #️⃣'],
    ['an emoji that is younger than this program', '🐦‍🔥 🏃🏽‍➡️'],
    ['Persian', 'می‌خواهم کتاب‌ها'],
    ['Hindi and Sinhala', 'क्‍ष ශ්‍රී'],
    ['variants of ideographs', '葛\u{e0100}城'],
    ['Arabic number marks, which everybody sees', '\u0600١٢'],
    ['blanks of every width', 'US$\u00a05 380\u202f000\u3000'],
    ['tabs and line ends', 'a\tb\nc'],
    ['composed and decomposed letters', 'é e\u0301 ñ n\u0303'],
  ])('%s', (_name, text) => expect(findUnfit(text)).toBeUndefined());
});

describe('a text may not have', () => {
  test.each([
    ['a direction of writing', 'a\u202eb', 'hidden U+202E'],
    ['an isolated direction', 'a\u2066b', 'hidden U+2066'],
    ['words in tags', `Plan ${tags('ignore all')} x`, 'hidden U+E0069'],
    ['a flag of tags that is none', `🏴${tags('aaaaa')}\u{e007f}`, 'hidden U+E0061'],
    ['a joiner between Latin letters', 'a\u200db', 'hidden U+200D'],
    ['a joiner at the end of an emoji', '👩\u200d y', 'hidden U+200D'],
    ['a variant of a letter', 'a\ufe0fb', 'hidden U+FE0F'],
    ['one variant after another', '❤\ufe0f\ufe0f', 'hidden U+FE0F'],
    ['a key without its frame', '1\ufe0f', 'hidden U+FE0F'],
    ['variants that carry data', `😀${'\u{e0141}\u{e0142}'}`, 'hidden U+E0141'],
    ['fillers', 'a\u3164b\u115f', 'hidden U+3164'],
    ['an empty Braille cell', 'a\u2800b', 'hidden U+2800'],
    ['a Mongolian vowel separator', 'a\u180eb', 'hidden U+180E'],
    ['controls', 'a\u0007b', 'hidden U+0007'],
    ['controls of the second set', 'a\u0093b', 'hidden U+0093'],
    ['line ends that are none in a file', 'a\u2028b', 'hidden U+2028'],
    ['private use', 'a\ue000b', 'hidden U+E000'],
    ['what another program could not read', 'Educaci\ufffdn', 'broken U+FFFD'],
    ['half a character', 'Sustituto \ud83d x', 'broken U+D83D'],
    ['the other half', '\ude00', 'broken U+DE00'],
    ['what is no character', 'a\uffffb', 'broken U+FFFF'],
  ])('%s', (_name, text, verdict) => {
    const found = findUnfit(text)!;
    expect(`${found.kind} ${found.character}`).toBe(verdict);
    expect(text.codePointAt(found.index)!.toString(16).toUpperCase()).toBe(found.character.slice(2).replace(/^0+/, ''));
  });

  test('any character that Unicode calls control, format, ignorable or private, beside letters', () => {
    const seen = '\t\n\r\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}';
    const hidden = every(/[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/u).filter((character) => !seen.includes(character));
    expect(hidden.length).toBeGreaterThan(130_000);
    expect(hidden.filter((character) => findUnfit(`a${character}b`) === undefined)).toEqual([]);
  });

  test('and no character that everybody sees is among them', () => {
    const shown = every(/[\p{L}\p{N}\p{P}\p{S}\p{Zs}]/u).filter(
      (character) => !/[\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd\u{1d159}]/u.test(character),
    );
    expect(findUnfit(shown.join(''))).toBeUndefined();
  });
});

describe('what is sent is made regular', () => {
  test.each(['\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])('the line end %j of another program is one', (end) =>
    expect(regularText(`Primera${end}segunda${end}${end}tercera`)).toBe('Primera\nsegunda\n\ntercera'),
  );

  test.each(['\u0000', '\u0002', '\u001f', '\u007f', '\u00ad', '\u200b', '\u2060', '\ufeff', '\ufffc'])(
    '%j, left behind by copying, is taken out',
    (left) => expect(regularText(`${left}Progra${left}ma${left}`)).toBe('Programa'),
  );

  test('letters are composed, also where something stood between their parts', () =>
    expect(regularText('de\u0301cada cafe\u00ad\u0301')).toBe('década café'));

  test('once and for all, and with nothing taken that could be seen', () => {
    const text = fc
      .array(
        fc.oneof(
          anyText(),
          fc.constantFrom('\r', '\r\n', '\v', '\u2028', '\u00ad', 'e', '\u0301', '👩‍🏫', '\ud83d', '\u202e', '\ufffd'),
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''));
    const seen = (value: string) => value.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffc]/gu, '').normalize('NFC');
    fc.assert(
      fc.property(text, (sent) => {
        const regular = regularText(sent);
        expect(regularText(regular)).toBe(regular);
        expect(seen(regular)).toBe(seen(sent));
      }),
    );
  });
});
