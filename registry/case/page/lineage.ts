import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import { paths } from '../../addresses.ts';
import { lineageOf } from '../../lineage/links.ts';
import { outcomeMark } from '../../page/marks.ts';
import { viewRecord } from '../../record/view.ts';
import { forWhat } from '../for-what.ts';
import { outcomeOf } from '../outcome.ts';
import type { CasePage } from './page-data.ts';

/** Links to related cases: those this record states, and those other records state about it. */
export function lineage({ view, record, citations, originalLang, speaker }: CasePage): Element {
  const { registry, locale, label, inverse, t, tagOf } = speaker;
  const links = lineageOf(view.id, registry, record).map((entry) => {
    const found = entry.other === undefined ? undefined : registry.cases.get(entry.other);
    const other = found && viewRecord(found, locale.id);
    const said = entry.direction === 'out' ? view : other!;
    const link = said.facts.lineage!.find(({ id }) => id === entry.link.id)!;
    return { ...entry, link, other, noteLang: said.isFallback ? tagOf(said.language) : undefined };
  });
  return h(
    'ul.lineage',
    links.map(({ direction, link, other, noteLang }) =>
      h('li', [
        h('p', [
          h('span.relation', direction === 'out' ? label('relations', link.relation) : inverse(link.relation)),
          ' ',
          ...(other
            ? [
                h(
                  'a',
                  { href: paths.case(locale.id, other.id), lang: other.isFallback ? tagOf(other.language) : undefined },
                  other.facts.title,
                ),
                ' ',
                outcomeMark(outcomeOf(other.facts.verdicts), speaker),
                ' ',
                h(
                  'span.about',
                  { lang: other.isFallback ? tagOf(other.language) : undefined },
                  forWhat(other.facts.verdicts, (outcome) => speaker.inSentence('outcomes', outcome)),
                ),
              ]
            : [h('span.external', { lang: originalLang }, link.name ?? link.case ?? '')]),
        ]),
        h('p.note', [
          h('span', { lang: noteLang }, link.note),
          ...(direction === 'out' ? citations.links(link.sources) : []),
          ...(link.basis === 'stated' ? [] : [' ', h('span.tag', label('lineage-bases', link.basis))]),
          ...(link.confirmedBy ? [' ', h('span.tag', t('lineage.confirmed', { lab: labName(registry, link.confirmedBy) }))] : []),
        ]),
      ]),
    ),
  );
}
