import type { Element } from 'hast';
import { h } from 'hastscript';
import { paths } from '../../addresses.ts';
import { quotes } from '../../case/page/quote.ts';
import { labName } from '../../lab/record.ts';
import type { HtmlContent } from '../../page/html.ts';
import { translationNotice } from '../../page/notice.ts';
import { type PagePart, section } from '../../page/part.ts';
import type { Speaker } from '../../page/speaker.ts';
import { titleOf, viewRecord } from '../../record/view.ts';
import type { CommitmentRecord, CommitmentView } from '../record.ts';
import { statusOf } from '../status.ts';

interface CommitmentPage {
  view: CommitmentView;
  record: CommitmentRecord;
  speaker: Speaker;
  /** A day, YYYY-MM-DD. */
  today: string;
}

/** The page of a commitment: what a lab will try, because of what, how we will know, and what it has said of it since. */
export function commitmentPage({ view, record, speaker, today }: CommitmentPage): Element {
  const { facts } = view;
  const { t, label, definition, date, locale, registry, tagOf } = speaker;
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  const status = statusOf(facts, today);
  const words = (text: string) => h('span', { lang }, text);
  const linkTo = (kind: 'session' | 'case', id: string): HtmlContent => {
    const found = registry.records.get(kind)?.get(id);
    return found ? h('a', { href: paths.record(locale.id, found.kind.folder, id) }, titleOf(viewRecord(found, locale.id))) : id;
  };
  const rows: [string, HtmlContent[]][] = [
    ['status', [h('strong', label('commitment-statuses', status)), ...explain(definition('commitment-statuses', status))]],
    ['measure', [words(facts.measure)]],
    ['made', [date(facts.made)]],
    ['due', [date(facts.due)]],
    ...(facts.adapting ? [['adapting', [words(facts.adapting)]] as [string, HtmlContent[]]] : []),
    ...(facts.contact ? [['contact', [words(facts.contact)]] as [string, HtmlContent[]]] : []),
    ...(facts.session ? [['session', [linkTo('session', facts.session)]] as [string, HtmlContent[]]] : []),
    ...(facts.case ? [['became', [linkTo('case', facts.case)]] as [string, HtmlContent[]]] : []),
  ];
  const reports = (facts.reports ?? []).toSorted((a, b) => (a.on < b.on ? 1 : -1));
  const parts: PagePart[] = [
    { id: 'because', title: t('commitment.because'), content: quotes(facts.because, speaker) },
    {
      id: 'reports',
      title: t('commitment.reports'),
      content:
        reports.length > 0
          ? [
              h(
                'ul.quotes',
                reports.map(({ id, on, status: said, text }) =>
                  h('li.quote', { id: `report-${id}` }, [
                    h('p', [h('span.kicker', `${date(on)} · ${label('commitment-statuses', said)}`), ' ', words(text)]),
                  ]),
                ),
              ),
            ]
          : [h('p', t('commitment.no-reports'))],
    },
  ];
  const notice = translationNotice(view, record, speaker);
  return h('article.case', [
    ...(notice ? [notice] : []),
    h('header.case-header', [
      h('p.kicker', [t('commitment.of'), ' ', labName(registry, facts.lab)]),
      h('h1', { lang }, facts.text),
    ]),
    h('div.case-text', [
      h(
        'dl.facts.wide',
        rows.flatMap(([name, content]) => [h('dt', t(`commitment.${name}`)), h('dd', content)]),
      ),
      ...parts.filter(({ content }) => content.length > 0).map((each) => section(each)),
    ]),
  ]);
}

const explain = (definition: string | undefined): HtmlContent[] => (definition === undefined ? [] : [`. ${definition}`]);
