import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { paths } from '../addresses.ts';
import { outcomeOf } from '../case/outcome.ts';
import type { CaseView } from '../case/record.ts';
import { OUTCOMES } from '../case/schema.ts';
import type { Speaker } from '../page/speaker.ts';
import { mark } from './shapes.ts';

const MARK = 10;
const IN_ROW = 2;
const MOST = 6;
/** From this strength on, what came of it was held against those who did not take part. */
const COMPARED = 3;

/**
 * Instruments against problems: one mark for each case that tried the one against the other, with a bar under it where the evidence
 * compares. Cases of other registries (`elsewhere`) are counted beside, in brackets: how they went is for their registries to say. An
 * empty cell says that nobody has a case. The picture is a table, and every head and cell leads to its cases.
 */
export function gapGrid(
  views: readonly CaseView[],
  speaker: Speaker,
  elsewhere: readonly Pick<CaseView, 'facts'>[] = [],
): Element {
  const { t, label, locale, registry } = speaker;
  const all = (field: 'challenges' | 'instruments') => {
    const known = registry.vocabularies.get(field)?.concepts;
    const of = (some: readonly Pick<CaseView, 'facts'>[]) => mostFirst(some.flatMap(({ facts }) => facts[field]));
    // A term that only another registry has is a row of none of ours.
    return [...new Set([...of(views), ...of(elsewhere).filter((id) => known?.has(id))])];
  };
  const [challenges, instruments] = [all('challenges'), all('instruments')];
  const [own, foreign] = [byCell(views), byCell(elsewhere)];
  const cell = (challenge: string, instrument: string) => {
    const tried = own.get(cellOf(challenge, instrument)) ?? [];
    const others = foreign.get(cellOf(challenge, instrument))?.length ?? 0;
    if (tried.length + others === 0) return h('td');
    const href = `${paths.search(locale.id)}?challenge=${challenge}&instrument=${instrument}`;
    const words = [
      spoken(tried, challenge, instrument, speaker),
      ...(others > 0 ? [t('map.elsewhere', { count: others })] : []),
    ].join('; ');
    return h(
      'td',
      h('a', { href, ariaLabel: words }, [
        ...(tried.length > 0 ? [marks(tried)] : []),
        ...(others > 0 ? [h('span.elsewhere', `(${others})`)] : []),
      ]),
    );
  };
  return h('table.grid.gap-grid', [
    h('caption', t('gaps.caption')),
    h(
      'thead',
      h('tr', [
        h('td'),
        ...challenges.map((id) =>
          h('th', { scope: 'col' }, h('a', { href: paths.facetValue(locale.id, 'challenges', id) }, label('challenges', id))),
        ),
      ]),
    ),
    h(
      'tbody',
      instruments.map((instrument) =>
        h('tr', [
          h(
            'th',
            { scope: 'row' },
            h('a', { href: paths.facetValue(locale.id, 'instruments', instrument) }, label('instruments', instrument)),
          ),
          ...challenges.map((challenge) => cell(challenge, instrument)),
        ]),
      ),
    ),
  ]);
}

const cellOf = (challenge: string, instrument: string) => `${challenge} ${instrument}`;

/** The cases of each cell. */
function byCell<View extends Pick<CaseView, 'facts'>>(views: readonly View[]): ReadonlyMap<string, readonly View[]> {
  const pairs = views.flatMap((view) => {
    const { challenges, instruments } = view.facts;
    return [...new Set(challenges)].flatMap((challenge) =>
      [...new Set(instruments)].map((instrument) => ({ cell: cellOf(challenge, instrument), view })),
    );
  });
  const groups = Map.groupBy(pairs, ({ cell }) => cell);
  return new Map([...groups].map(([cell, found]) => [cell, found.map(({ view }) => view)]));
}

/** The values, each once, those of most cases first. */
function mostFirst(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([value]) => value);
}

const strongest = ({ facts }: CaseView) => Math.max(...facts.verdicts.map(({ evidence }) => evidence.strength));

/** The marks of cases in rows of two, best first; more than six are counted. */
function marks(tried: readonly CaseView[]): Element {
  const sorted = OUTCOMES.flatMap((outcome) => tried.filter(({ facts }) => outcomeOf(facts.verdicts) === outcome));
  const shown = sorted.length > MOST ? sorted.slice(0, MOST - 1) : sorted;
  const step = MARK + 2;
  const rows = Math.ceil(Math.min(sorted.length, MOST) / IN_ROW);
  const at = (index: number) => [(index % IN_ROW) * step, Math.floor(index / IN_ROW) * (MARK + 5)] as const;
  const size = { width: IN_ROW * step, height: rows * (MARK + 5) };
  const [moreX, moreY] = at(MOST - 1);
  return s('svg', { ...size, ariaHidden: 'true' }, [
    ...shown.flatMap((view, index) => {
      const [x, y] = at(index);
      const bar = strongest(view) >= COMPARED ? [s('path.compared', { d: `M${x} ${y + MARK + 2}h${MARK}` })] : [];
      return [mark(outcomeOf(view.facts.verdicts), x, y, MARK), ...bar];
    }),
    ...(sorted.length > MOST ? [s('text', { x: moreX - 1, y: moreY + 9 }, `+${sorted.length - shown.length}`)] : []),
  ]);
}

/** "Regulación, Exceso de trámites: 3 casos (2 funcionó y 1 resultado mixto); con comparación: 1". */
function spoken(
  tried: readonly CaseView[],
  challenge: string,
  instrument: string,
  { t, label, list, inSentence }: Speaker,
): string {
  const kinds = OUTCOMES.flatMap((outcome) => {
    const count = tried.filter(({ facts }) => outcomeOf(facts.verdicts) === outcome).length;
    return count > 0 ? [`${count} ${inSentence('outcomes', outcome)}`] : [];
  });
  const compared = tried.filter((view) => strongest(view) >= COMPARED).length;
  const what = `${label('instruments', instrument)}, ${label('challenges', challenge)}`;
  const more = tried.length > MOST ? ` +${tried.length - MOST + 1}` : '';
  if (tried.length === 0) return `${what}: ${t('gaps.nobody')}`;
  const words = `${what}${more}: ${t('cases.count', { count: tried.length })} (${list(kinds)})`;
  return compared > 0 ? `${words}; ${t('gaps.compared', { count: compared })}` : words;
}
