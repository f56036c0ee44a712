import type { CaseRecord } from '../case/record.ts';
import { sourceParts } from '../page/sources.ts';
import type { Speaker } from '../page/speaker.ts';
import type { Citation } from '../schema/fields.ts';
import { sourceAddress, findSource, type Source } from '../source/source.ts';
import type { Block, Cite } from './document.ts';
import type { PackWords } from './words.ts';

/**
 * The publications that a pack cites, numbered in the order in which they come up. A record's own may have the id of a shared one.
 * `numbers` are those of the pack, where another registry's records are cited in it, too.
 */
export function makeReferences(speaker: Speaker, words: PackWords, numbers = new Map<Source, number>()) {
  const cite = ({ facts }: CaseRecord, cited: readonly Citation[] = []): Cite[] =>
    cited.flatMap(({ id, locator }) => {
      const source = findSource(id, facts.references, speaker.registry.sources);
      if (!source) return [];
      if (!numbers.has(source)) numbers.set(source, numbers.size + 1);
      return [{ number: numbers.get(source)!, locator: words.locator(locator) }];
    });
  const list = (): Block => ({
    type: 'references',
    items: [...numbers].map(([source, number]) => {
      const from = `source:${source.id}`;
      const { authors, title, where } = sourceParts(source, speaker);
      const address = sourceAddress(source);
      return {
        number,
        runs: [
          { text: `${authors}.`, from },
          { text: `${title}.`, from, lang: source.language },
          { text: `${where}.`, from },
          words.label('interests', source.interest),
          ...(address === undefined ? [] : [{ text: address, from, href: address }]),
        ],
      };
    }),
  });
  return { cite, list, numbers };
}

export type References = ReturnType<typeof makeReferences>;
