import { finding } from '../../finding/finding.ts';
import { readPath } from '../path.ts';
import type { RegistryRule } from '../record.ts';

/** Latin and Cyrillic letters side by side in a word. Greek is left alone: μm and Δt are honest. */
const MIXED = /[\p{L}\p{M}]*(?:\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin})[\p{L}\p{M}]*/u;

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** A word of two alphabets passes for another one and is found by no search (Unicode TR 39, mixed-script confusables). */
export const checkScripts: RegistryRule = (tree, { kinds }) =>
  [...tree].flatMap(([file, content]) => {
    if (!('text' in content && CYRILLIC.test(content.text) && readPath(file, kinds))) return [];
    const found = MIXED.exec(content.text);
    if (!found) return [];
    const before = found.input.slice(0, found.index).split('\n');
    const letter = [...found[0]].find((character) => CYRILLIC.test(character))!;
    return [
      finding(
        'script-mixed',
        { file, line: before.length, column: before.at(-1)!.length + 1 },
        { given: found[0].slice(0, 40), letter },
      ),
    ];
  });
