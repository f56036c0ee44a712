import type { Element } from 'hast';
import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import { evidenceMark, outcomeMark } from '../../page/marks.ts';
import { formatYears } from '../../page/years.ts';
import { findSource } from '../../source/source.ts';
import type { Verdict } from '../schema.ts';
import { isPartial } from '../independence.ts';
import { countriesOf } from './countries.ts';
import type { CasePage } from './page-data.ts';

/** Title, where and when and who, whether anybody has reviewed the record, the problem, and the verdicts as sentences; then `after`. */
export function header(page: CasePage, after: Element[] = []): Element {
  const { facts, lang, speaker } = page;
  return h('header.case-header', [
    ...(facts.kind === 'snapshot' ? [h('p.kicker', speaker.label('kinds', 'snapshot'))] : []),
    h('h1', { lang }, facts.title),
    byline(page),
    reviewStatus(page),
    h('p.problem', { lang }, facts.problem),
    h(
      'ul.verdicts',
      facts.verdicts.map((verdict) => verdictItem(verdict, page)),
    ),
    ...after,
  ]);
}

/** "Uruguay · Nacional · desde 2007 · Laboratorio Tecnológico del Uruguay". */
function byline({ facts, speaker, originalLang }: CasePage): Element {
  const years = formatYears(facts.period, speaker);
  const lead = facts.actors.find(({ role }) => role === 'lead');
  const parts = [
    h('span', countriesOf(facts, speaker)),
    h('span', speaker.label('levels', facts.level)),
    ...(years ? [h('span', years)] : []),
    ...(lead ? [h('span', { lang: originalLang }, lead.name)] : []),
  ];
  return h(
    'p.byline',
    parts.flatMap((part, index) => (index > 0 ? [' · ', part] : [part])),
  );
}

/** How it went, for what; what that rests on, how strong the evidence is, and on whose word. */
function verdictItem({ id, about, outcome, basis, evidence, sources }: Verdict, page: CasePage): Element {
  const { lang, speaker, citations } = page;
  return h('li.verdict', { id: `verdict-${id}` }, [
    h('p.verdict-line', [outcomeMark(outcome, speaker), ': ', h('span.about', { lang }, about), ...citations.links(sources)]),
    h('p.verdict-basis', [
      evidenceMark(evidence.strength, speaker, { isLinked: true }),
      ' · ',
      h('span.basis', speaker.label('outcome-bases', basis)),
      ...voices(sources, page),
    ]),
    h('p.evidence-note', { lang }, evidence.note),
  ]);
}

/** On whose word: that of those who took part alone, or the kinds of speakers that there are. */
function voices(sources: Verdict['sources'], { facts, speaker }: CasePage): (Element | string)[] {
  const { t, list, inSentence, registry } = speaker;
  if (isPartial({ sources }, facts.references, registry.sources)) return [' · ', h('span.tag', t('verdict.involved'))];
  const kinds = (sources ?? []).flatMap(({ id }) => findSource(id, facts.references, registry.sources)?.interest ?? []);
  const names = [...new Set(kinds)].map((kind) => inSentence('interests', kind));
  return names.length > 0 ? [' · ', h('span.voices', t('verdict.voices', { voices: list(names) }))] : [];
}

/** Said at once, and not in the last section: who stands behind the record. */
function reviewStatus({ facts, speaker: { t, date, label, registry } }: CasePage): Element {
  const lab = (id: string) => labName(registry, id);
  const { reviewed, compiled } = facts;
  const from = label('compilations', compiled.from);
  return h('p.review-status', [
    reviewed
      ? t('case.reviewed', { lab: lab(reviewed.by), date: date(reviewed.on) })
      : t('case.not-reviewed', { from: from[0]!.toLocaleLowerCase() + from.slice(1), date: date(compiled.on) }),
  ]);
}
