import { queryOf } from './ids.ts';
import { type Column, compareTable, escape, MOST_COLUMNS, type Say } from './table.ts';

/** Cases that a reader chose, as a page shows them; made alike by the server and in a browser. */
export interface Chosen {
  columns: readonly Column[];
  /** What the address names and nobody knows. */
  unknown: readonly string[];
  t: Say;
  /** The pages, without what follows the question mark. */
  pages: {
    compare: string;
    shortlist: string;
    brief: (id: string) => string;
    lists: string;
    /** Where a session is put together, on a server that takes submissions. */
    session?: string;
    /** A file of the choice, where a server makes it. */
    file?: (page: 'compare' | 'shortlist', format: string) => string;
  };
}

/** The comparison: what there is to say of the choice, the table, and what to do next. */
export function comparison({ columns, unknown, t, pages }: Chosen): string {
  const shown = columns.slice(0, MOST_COLUMNS);
  const ids = shown.map(({ id }) => id);
  const address = (others: readonly string[]) => (others.length > 0 ? `${pages.compare}?${queryOf(others)}` : pages.compare);
  return [
    ...notices(unknown, t),
    ...(columns.length > MOST_COLUMNS ? [notice(t('compare.many'))] : []),
    ...(columns.length === 1 ? [notice(t('compare.one'))] : []),
    columns.length === 0
      ? `<p>${escape(t('compare.none'))}</p>`
      : `<p class="tools">${link(`${pages.shortlist}?${queryOf(ids)}`, t('compare.keep'))} · ${link(pages.lists, t('compare.more'))}</p>${filesOf('compare', ids, t, pages)}${compareTable(shown, t, address)}`,
  ].join('');
}

/** The shortlist as it is without a script: the cases in the order of the address, each with its brief. */
export function shortlist({ columns, unknown, t, pages }: Chosen): string {
  const items = columns.map(
    ({ id, title, lang, href, where, outcome }) =>
      `<li class="chosen-case" data-id="${escape(id)}"><h2 class="case-title"><a href="${escape(href)}"${lang === undefined ? '' : ` lang="${escape(lang)}"`}>${escape(title)}</a></h2>` +
      `<p class="small">${escape(where)} · ${escape(outcome)}</p><p class="tools">${link(pages.brief(id), t('brief.link'))}</p></li>`,
  );
  return [
    ...notices(unknown, t),
    columns.length === 0
      ? `<p>${escape(t('shortlist.empty'))}</p>`
      : `<ol class="chosen">${items.join('')}</ol><p class="tools">${link(`${pages.compare}?${queryOf(columns.map(({ id }) => id).slice(0, MOST_COLUMNS))}`, t('compare.link'))}${sessionOf(
          columns.map(({ id }) => id),
          t,
          pages,
        )}</p>${filesOf(
          'shortlist',
          columns.map(({ id }) => id),
          t,
          pages,
        )}`,
  ].join('');
}

const sessionOf = (ids: readonly string[], t: Say, { session }: Chosen['pages']): string =>
  session === undefined ? '' : ` · ${link(`${session}?${queryOf(ids)}`, t('session.new.start'))}`;

/** The ends of the names of files that each page offers, as the server makes them (publication/choice-files.ts). */
const FORMATS = { compare: ['docx', 'xlsx'], shortlist: ['docx', 'pdf', 'xlsx'] } as const;
/** These a script makes by itself, with the notes that only the reader's device has. */
const WITHOUT_SCRIPT = { compare: [], shortlist: ['csv', 'bib'] } as const;

/** The choice to take away. */
function filesOf(page: 'compare' | 'shortlist', ids: readonly string[], t: Say, { file }: Chosen['pages']): string {
  if (!file) return '';
  const to = (format: string) => link(`${file(page, format)}?${queryOf(ids)}`, t(`shortlist.${format}`));
  const others = WITHOUT_SCRIPT[page].map((format) => ` · ${to(format)}`).join('');
  return `<p class="tools files">${escape(t('compare.export'))} ${FORMATS[page].map(to).join(' · ')}${others && `<noscript>${others}</noscript>`}</p>`;
}

const link = (href: string, words: string) => `<a href="${escape(href)}">${escape(words)}</a>`;
const notice = (words: string) => `<p class="notice">${escape(words)}</p>`;
const notices = (unknown: readonly string[], t: Say) =>
  unknown.length > 0 ? [notice(t('compare.unknown', { ids: unknown.join(', ') }))] : [];
