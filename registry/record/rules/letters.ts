import { lineFinder } from '../../content/lines.ts';
import { misreadWords } from '../../content/misread-word.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { readPath } from '../path.ts';
import type { RegistryRule, Shared } from '../record.ts';
import type { Tree } from '../../content/tree.ts';

/** A word with Latin next to Cyrillic letters. Greek is allowed: μm and Δt are legitimate. */
const MIXED =
  /(?<![\p{L}\p{M}])(?=[\p{L}\p{M}]*(?:\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}))[\p{L}\p{M}]+/gu;

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** The most findings of a kind in a file: a text that was read in another encoding has one in every line. */
const MOST = 20;

/**
 * Words whose letters are not what their writers meant, so that no search finds them: in two alphabets (Unicode TR 39, mixed-script
 * confusables), or read in another encoding.
 */
export const checkLetters = (tree: Tree, { kinds }: Pick<Shared, 'kinds'>): Finding[] =>
  [...tree].flatMap(([file, content]) => {
    if (!('text' in content)) return [];
    const { text } = content;
    const mixed = CYRILLIC.test(text) ? [...text.matchAll(MIXED)] : [];
    const misread = misreadWords(text);
    if (mixed.length + misread.length === 0 || !readPath(file, kinds)) return [];
    const placeOf = lineFinder(text);
    return [
      ...mixed.slice(0, MOST).map(({ 0: word, index }) => {
        const letter = [...word].find((character) => CYRILLIC.test(character))!;
        return finding('script-mixed', { file, ...placeOf(index) }, { given: word.slice(0, 40), letter });
      }),
      ...misread
        .slice(0, MOST)
        .map(({ word, index, meant }) =>
          finding('encoding-mixed', { file, ...placeOf(index) }, { given: word, suggestion: meant }),
        ),
    ];
  });

/** The same of files beside the texts of records, with which theirs are found. */
export const checkOtherLetters: RegistryRule = (tree, { kinds }) =>
  checkLetters(new Map([...tree].filter(([file]) => readPath(file, kinds)?.name === undefined)), { kinds });
