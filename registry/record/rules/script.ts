import { lineFinder } from '../../content/lines.ts';
import { finding, type Finding } from '../../finding/finding.ts';
import { readPath } from '../path.ts';
import type { RegistryRule, Shared } from '../record.ts';
import type { Tree } from '../../content/tree.ts';

/** Latin next to Cyrillic letters. Greek is allowed: μm and Δt are legitimate. */
const MIXED = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** A word in two alphabets looks like another word and no search finds it (Unicode TR 39, mixed-script confusables). */
export const checkScripts = (tree: Tree, { kinds }: Pick<Shared, 'kinds'>): Finding[] =>
  [...tree].flatMap(([file, content]) => {
    if (!('text' in content && CYRILLIC.test(content.text) && readPath(file, kinds))) return [];
    const found = MIXED.exec(content.text);
    if (!found) return [];
    const start = content.text.slice(0, found.index).search(/(?<![\p{L}\p{M}])[\p{L}\p{M}]+$/u);
    const index = start < 0 ? found.index : start;
    const [word] = /^[\p{L}\p{M}]+/u.exec(content.text.slice(index))!;
    const letter = [...word].find((character) => CYRILLIC.test(character))!;
    const place = { file, ...lineFinder(content.text)(index) };
    return [finding('script-mixed', place, { given: word.slice(0, 40), letter })];
  });

/** The same of files beside the texts of records, with which theirs are found. */
export const checkOtherScripts: RegistryRule = (tree, { kinds }) =>
  checkScripts(new Map([...tree].filter(([file]) => readPath(file, kinds)?.name === undefined)), { kinds });
