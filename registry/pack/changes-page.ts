import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../addresses.ts';
import { caseUnder } from '../case/record.ts';
import { labName } from '../lab/record.ts';
import type { HtmlContent } from '../page/html.ts';
import type { Speaker } from '../page/speaker.ts';
import { viewRecord } from '../record/view.ts';
import type { RecordView } from '../record/view.ts';
import { gridRows } from '../session/grid.ts';
import type { FrozenEdition } from '../session/edition.ts';
import type { SessionView } from '../session/record.ts';
import { type Change, CHANGE_WEIGHTS, type ChangeKind } from './changes.ts';

interface ChangesPage {
  changes: readonly Change[];
  view: SessionView;
  edition: FrozenEdition;
  speaker: Speaker;
}

/** What has changed since an edition, as a part of a page: commitments first, then what weighs most; that nothing has, where nothing has. */
export function changesArticle({ changes, view, edition, speaker }: ChangesPage): Element {
  const { t, locale, date } = speaker;
  const promises = changes.filter(({ kind }) => kind.startsWith('commitment-'));
  const others = changes.filter((each) => !promises.includes(each));
  const part = (id: string, title: string, some: readonly Change[]) =>
    some.length > 0
      ? [
          h('section', { ariaLabelledBy: id }, [
            h('h2', { id }, title),
            h(
              'ul.transfer',
              some.map((change) => h('li', { className: [`change-${change.kind}`] }, changeItem(change, view, speaker))),
            ),
          ]),
        ]
      : [];
  return h('article.case', [
    h('p.crumb', h('a', { href: paths.record(locale.id, 'sessions', view.id) }, view.facts.name)),
    h('h1', t('changes.title', { number: edition.number })),
    h('p.lede', t('changes.intro', { number: edition.number, date: date(edition.date) })),
    ...(changes.length === 0 ? [h('p', t('changes.none'))] : []),
    ...part('commitments', t('changes.commitments'), promises),
    ...CHANGE_WEIGHTS.flatMap((weight) =>
      part(
        weight,
        t(`changes.weight.${weight}`),
        others.filter((each) => each.weight === weight),
      ),
    ),
  ]);
}

/** The vocabulary that says what stood there and what stands there now. */
const WORDS: Readonly<Partial<Record<ChangeKind, string>>> = {
  outcome: 'outcomes',
  'lesson-turned': 'lesson-kinds',
  stopped: 'lifecycle',
  'milestone-missed': 'milestone-statuses',
  'grid-mark': 'assessments',
};
/** What changed is said in the record's own words. */
const QUOTES: readonly ChangeKind[] = ['lesson-withdrawn', 'quoted-reworded', 'commitment-done', 'commitment-dropped'];

function changeItem(change: Change, view: SessionView, speaker: Speaker): HtmlContent[] {
  const { kind, before, after } = change;
  const { t, label, date, registry } = speaker;
  const vocabulary = WORDS[kind];
  const shown = (value: string | undefined): HtmlContent[] => {
    if (value === undefined || value === '') return [];
    if (vocabulary !== undefined) return [label(vocabulary, value)];
    if (QUOTES.includes(kind)) return [h('q', { lang: languageOf(change, speaker) }, value)];
    if (kind === 'review-overdue') return [date(value)];
    return kind === 'peer-disagrees' ? [labName(registry, value)] : [];
  };
  const [was, is] = [shown(before), shown(after)];
  const turned = was.length > 0 && is.length > 0 ? [...was, ' → ', ...is] : [...was, ...is];
  return [
    h('strong', t(`change.${kind}`)),
    ': ',
    ...about(change, view, speaker),
    ...(turned.length > 0 ? ['. ', ...turned] : []),
  ];
}

/** The record that a change is about, leading to the very place; of a grid, its field. */
function about({ record, anchor, kind, field }: Change, view: SessionView, speaker: Speaker): HtmlContent[] {
  const { locale, registry, country, tagOf } = speaker;
  const lang = (of: RecordView) => (of.isFallback ? tagOf(of.language) : undefined);
  const nameOf = (id: string): HtmlContent => {
    const found = caseUnder(id, registry);
    const shown = found && viewRecord(found, locale.id);
    return shown ? h('span', { lang: lang(shown) }, shown.facts.name) : id;
  };
  if (field) {
    const grid = view.facts.grids?.find(({ id }) => id === field.grid);
    const row = grid && gridRows(grid, view, registry).find(({ id }) => id === field.row);
    const column = /^[A-Z]{3}$/.test(field.column) ? country(field.column) : nameOf(field.column);
    const place = `${paths.record(locale.id, 'sessions', view.id)}#grid-${field.grid}`;
    return [h('a', { href: place }, row?.text ?? field.row), ' ', column];
  }
  if (kind.startsWith('commitment-')) {
    const found = registry.commitments.get(record);
    const shown = found && viewRecord(found, locale.id);
    const text = shown ? shown.facts.text : record;
    return [h('a', { href: paths.record(locale.id, 'commitments', record), lang: shown && lang(shown) }, text)];
  }
  const found = caseUnder(record, registry);
  if (!found) return [nameOf(record)];
  const place = anchor === undefined || kind === 'lesson-withdrawn' ? '' : `#${anchor}`;
  return [h('a', { href: `${paths.case(locale.id, found.id)}${place}` }, [nameOf(record)])];
}

/** Words of a change are those of the original. */
function languageOf({ record }: Change, { registry, tagOf }: Speaker): string | undefined {
  const found = caseUnder(record, registry) ?? registry.commitments.get(record);
  return found && tagOf(found.facts.language);
}
