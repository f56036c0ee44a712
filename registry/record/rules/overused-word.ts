import { finding, type Place } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { styleFinders } from '../../style/finders.ts';
import { type Passage, proseOf } from '../passages.ts';

/** Words for unnamed sources, where the record should name them. */
const SPEAKS_OF_SOURCES = /\.evidence\.note$/;

/** Empty report words, used more often than the style guide allows. */
export const checkOverusedWords: RecordRule = (record, { style }) => {
  if (!style) return [];
  return proseOf(record).flatMap(({ locale, passages, own }) => {
    const { overused } = styleFinders(style, locale);
    // Nearly always.
    if (overused(own).length === 0) return [];
    const uses = Map.groupBy(
      passages.flatMap((passage) => (SPEAKS_OF_SOURCES.test(passage.field) ? [] : placesOf(passage, overused))),
      ({ entry }) => entry,
    );
    return [...uses].flatMap(([{ word, upTo = 0, instead }, found]) =>
      found.length > upTo
        ? [finding('overused-word', found[upTo]!.place(), { given: word, times: found.length, upTo, instead })]
        : [],
    );
  });
};

function placesOf<Entry>({ own, placeOf }: Passage, find: (text: string) => { entry: Entry; index: number }[]) {
  return find(own).map(({ entry, index }) => ({ entry, place: (): Place => placeOf(index) }));
}
