import type { Element } from 'hast';
import { s } from 'hastscript';
import { paths } from '../addresses.ts';
import { forWhat } from '../case/for-what.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { Outcome } from '../case/schema.ts';
import { formatYears } from '../page/years.ts';
import type { Speaker } from '../page/speaker.ts';
import { viewRecord } from '../record/view.ts';
import { mark, round, textLines } from './shapes.ts';
import { wrapText } from './text.ts';

/** One end of a link as a box of a picture: a case, or something that we hold no case of. */
export interface LineageBox {
  /** Words that say how it stands to something, above its name. */
  relation: string[];
  name: string[];
  /** Where and when, of a case alone. */
  where: string[];
  width: number;
  height: number;
  lang: string | undefined;
  known?: { href: string; outcome: Outcome; forWhat: string };
}

const LETTER = 12;
const SMALL = 10.5;
const LINE = 14;
const PADDING = 8;
const MARK = 14;

/** What an end of a link is, and how large its box. */
export function lineageBox(
  end: string,
  speaker: Speaker,
  { width, nameLang, relation }: { width: number; nameLang?: string; relation?: string },
): LineageBox {
  const { registry, locale, tagOf, country, t } = speaker;
  const record = registry.cases.get(end);
  const view = record && viewRecord(record, locale.id);
  const room = width - 2 * PADDING - (view ? MARK + PADDING : 0);
  const small = (words: string) => wrapText(words, room / SMALL);
  const lines = (words: Pick<LineageBox, 'relation' | 'name' | 'where'>) => ({
    ...words,
    width,
    height: (words.relation.length + words.name.length + words.where.length) * LINE + 2 * PADDING - 2,
  });
  const above = relation === undefined ? [] : small(relation);
  if (!view) return { ...lines({ relation: above, name: wrapText(end, room / LETTER), where: [] }), lang: nameLang };
  const { facts } = view;
  const countries = [...new Set(facts.places.map((place) => place.country))];
  const place = countries.length > 1 ? t('countries.count', { count: countries.length }) : country(countries[0]!);
  const where = [place, formatYears(facts.period, speaker)].filter(Boolean).join(', ');
  return {
    ...lines({ relation: above, name: wrapText(facts.name, room / LETTER), where: small(where) }),
    lang: view.isFallback ? tagOf(view.language) : undefined,
    known: {
      href: paths.case(locale.id, end),
      outcome: outcomeOf(facts.verdicts),
      forWhat: forWhat(facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome)),
    },
  };
}

/** The box with its upper left corner at a place. A case leads to its page, unless it is the one that the page is about. */
export function drawBox(box: LineageBox, [left, top]: readonly [number, number], speaker: Speaker, isHere = false): Element {
  const { known, relation, name, where, width, height, lang } = box;
  // Moved as a whole: the same numbers in every box are short to send.
  const transform = `translate(${round(left)} ${round(top)})`;
  const x = PADDING + (known ? MARK + PADDING : 0);
  let row = 0;
  const text = (className: string, lines: readonly string[], language?: string) =>
    lines.length === 0
      ? []
      : [
          s(
            'text',
            { className: [className], lang: language },
            textLines(lines, () => ({ x, y: PADDING + (row++ + 0.75) * LINE })),
          ),
        ];
  const parts = [
    s('rect', { className: [known ? 'box-case' : 'box-other', ...(isHere ? ['box-here'] : [])], width, height, rx: 3 }),
    ...text('box-relation', relation),
    ' ',
    ...text('box-name', name, lang),
    ' ',
    ...text('box-where', where),
    ...(known ? [' ', outcome(known, height, speaker)] : []),
  ];
  return known && !isHere ? s('a', { href: known.href, transform }, parts) : s('g', { transform }, parts);
}

/** The mark, which says its word, and for what, to who cannot see it. */
function outcome({ outcome: id, forWhat: what }: NonNullable<LineageBox['known']>, height: number, { label }: Speaker): Element {
  const drawn = mark(id, PADDING, height / 2 - MARK / 2, MARK);
  return { ...drawn, properties: { ...drawn.properties, role: 'img', ariaLabel: `${label('outcomes', id)}: ${what}` } };
}

/** Words on a line of a picture, in lines around a place. */
export const lineLabel = (lines: readonly string[], [x, y]: readonly [number, number]): Element =>
  s(
    'text.link-label',
    { textAnchor: 'middle' },
    textLines(lines, (index) => ({ x: round(x), y: round(y + (index - (lines.length - 1) / 2) * 11.5 + 3) })),
  );

/** The point of an arrow, once in each picture. */
export const arrowHead = (id: string): Element =>
  s(
    'defs',
    s('marker', { id, viewBox: '0 0 8 8', refX: 7.5, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, [
      s('path.arrow', { d: 'M0 .8 8 4 0 7.2z' }),
    ]),
  );
