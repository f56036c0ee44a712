import { h } from 'hastscript';
import { labName } from '../../lab/record.ts';
import { paths } from '../../addresses.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { CaseRecord, CaseView } from '../record.ts';
import type { Content } from '../../page/html.ts';
import type { Part } from './case-page.ts';

export interface FreshnessInput {
  view: CaseView;
  record: CaseRecord;
  speaker: Speaker;
  /** ISO 8601 day on which the record's words or facts in this language last changed. */
  modified: string;
  /** Where somebody can correct the record, when submissions are on. */
  improve?: string | undefined;
}

/** When the record was compiled, reviewed and changed; the state of each language; and where its history is. */
export function freshnessPart({ view, record, speaker, modified, improve }: FreshnessInput): Part {
  const { t, label, date, locale, locales, registry } = speaker;
  const { compiled, reviewed, reviewBy } = view.facts;
  const lab = (id: string) => labName(registry, id);
  const states = locales.map(({ id, tag, name }) => {
    const translation = record.translations.get(id);
    const state = record.facts.language === id ? 'original' : translation?.words.state;
    const words = state ? label('translation-states', state) : t('translation.missing');
    return h('li', [
      h('a', { href: paths.case(id, view.id), hrefLang: tag, lang: tag }, name),
      `: ${words}${translation?.stale ? ` (${t('translation.staleTag')})` : ''}`,
    ]);
  });
  const rows: [string, Content[]][] = [
    [
      'compiled',
      [t('fresh.compiledBy', { lab: lab(compiled.by), date: date(compiled.on), from: label('compilations', compiled.from) })],
    ],
    ['reviewed', [reviewed ? t('fresh.reviewedBy', { lab: lab(reviewed.by), date: date(reviewed.on) }) : t('fresh.notReviewed')]],
    ['reviewBy', [date(reviewBy)]],
    ['modified', [date(modified), ' · ', h('a', { href: paths.caseHistory(locale.id, view.id) }, t('fresh.history'))]],
    ['languages', [h('ul', states)]],
  ];
  return {
    id: 'freshness',
    title: t('case.freshness'),
    content: [
      h(
        'dl.facts.wide',
        rows.flatMap(([name, content]) => [h('dt', t(`fresh.${name}`)), h('dd', content)]),
      ),
      ...(improve ? [h('p.more', h('a', { href: improve, rel: 'nofollow' }, t('form.improve.link')))] : []),
    ],
  };
}
