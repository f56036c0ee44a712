import { h } from 'hastscript';
import type * as z from 'zod';
import { paths } from '../addresses.ts';
import { labName } from '../lab/record.ts';
import type { RecordFacts, RegistryRecord } from '../record/record.ts';
import type { RecordView } from '../record/view.ts';
import type { compiled as compiledSchema } from '../schema/fields.ts';
import type { HtmlContent } from './html.ts';
import type { PagePart } from './part.ts';
import type { Speaker } from './speaker.ts';

/** The dates of a record's upkeep. */
type Upkeep = RecordFacts & {
  compiled: z.infer<ReturnType<typeof compiledSchema>>;
  reviewed?: { by: string; on: string } | undefined;
  reviewBy: string;
};

export interface FreshnessInput {
  view: RecordView<Upkeep>;
  record: RegistryRecord<Upkeep>;
  speaker: Speaker;
  /** ISO 8601 day on which the record's words or facts in this language last changed. */
  modified: string;
  /** The page of the record's history, if it has one. */
  history?: string;
  /** The form to correct the record, when submissions are on. */
  improve?: string | undefined;
}

/** Dates of compilation, review and last change; the state of each language; a link to the history. */
export function freshnessPart({ view, record, speaker, modified, history, improve }: FreshnessInput): PagePart {
  const { t, label, date, locales, registry } = speaker;
  const { compiled, reviewed, reviewBy } = view.facts;
  const lab = (id: string) => labName(registry, id);
  const states = locales.map(({ id, tag, name }) => {
    const translation = record.translations.get(id);
    const state = record.facts.language === id ? 'original' : translation?.words.state;
    const words = state ? label('translation-states', state) : t('translation.missing');
    return h('li', [
      h('a', { href: paths.record(id, view.kind.folder, view.id), hrefLang: tag, lang: tag }, name),
      `: ${words}${translation?.stale ? ` (${t('translation.staleTag')})` : ''}`,
    ]);
  });
  const rows: [string, HtmlContent[]][] = [
    [
      'compiled',
      [t('fresh.compiledBy', { lab: lab(compiled.by), date: date(compiled.on), from: label('compilations', compiled.from) })],
    ],
    ['reviewed', [reviewed ? t('fresh.reviewedBy', { lab: lab(reviewed.by), date: date(reviewed.on) }) : t('fresh.notReviewed')]],
    ['reviewBy', [date(reviewBy)]],
    ['modified', [date(modified), ...(history ? [' · ', h('a', { href: history }, t('fresh.history'))] : [])]],
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
