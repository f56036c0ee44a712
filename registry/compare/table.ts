/** One value of a case under one field: safe HTML, and what it is, where others can have the same. */
export interface Cell {
  html: string;
  same?: string;
}

/** A case as a column of a comparison: plain data, the same for the server and for a browser. */
export interface Column {
  id: string;
  /** The short name that heads the column, the title, and the page. */
  name: string;
  title: string;
  /** Language tag of the case's words, where it is not the page's. */
  lang?: string;
  href: string;
  /** The case in short, for lists: where and when, and how it went. */
  where: string;
  outcome: string;
  cells: Partial<Record<ComparedField, Cell[]>>;
}

/** The rows of a comparison, in their order: what was wanted, whether it came, and what it took, before what it is. */
export const FIELDS = [
  ...(['problem', 'verdicts', 'results', 'cost', 'time', 'team', 'agreements', 'law', 'depends', 'lessons'] as const),
  ...(['where', 'level', 'when', 'lifecycle', 'challenges', 'instruments', 'sectors', 'methods', 'who'] as const),
] as const;
export type ComparedField = (typeof FIELDS)[number];

/** The words of a locale, as `translate` gives them. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** How many cases can stand side by side. */
export const MOST_COLUMNS = 6;

/**
 * Cases side by side, one row for each field that any of them has. A value that not all of them have is marked; a row in which
 * all are the same says so. `address` gives that of a comparison of other cases.
 */
export function compareTable(columns: readonly Column[], t: Say, address: (ids: readonly string[]) => string): string {
  const ids = columns.map(({ id }) => id);
  const heads = columns.map(({ id, name, title, lang, href }) => {
    const without = address(ids.filter((other) => other !== id));
    const remove = `<a class="remove" href="${escape(without)}" aria-label="${escape(`${t('compare.remove')}: ${name}`)}">${escape(t('compare.remove'))}</a>`;
    return `<th scope="col"><a href="${escape(href)}"${langOf(lang)} title="${escape(title)}">${escape(name)}</a> ${remove}</th>`;
  });
  const rows = FIELDS.filter((field) => columns.some(({ cells }) => cells[field]?.length));
  return [
    `<div class="compare-scroll" tabindex="0" role="region" aria-label="${escape(t('compare.title'))}">`,
    `<table class="compare"><caption class="hidden">${escape(t('compare.title'))}</caption>`,
    `<thead><tr>${heads.join('')}</tr></thead>`,
    ...rows.map((field) => row(field, columns, t)),
    '</table></div>',
  ].join('');
}

/** A field: its name over the whole width, then the value of each case. */
function row(field: ComparedField, columns: readonly Column[], t: Say): string {
  const cells = columns.map((column) => column.cells[field] ?? []);
  const common = sharedBy(cells);
  const isSame = columns.length > 1 && cells.every((all) => all.length > 0 && all.every(({ same }) => common.has(same ?? '')));
  const tag = isSame ? ` <span class="tag">${escape(t('compare.same'))}</span>` : '';
  const values = cells.map((all, index) => {
    if (all.length === 0) return `<td class="nothing">${escape(t('compare.nothing'))}</td>`;
    const items = all.map(({ html, same }) => {
      const differs = columns.length > 1 && same !== undefined && !common.has(same);
      return differs ? `<li class="differs">${html}</li>` : `<li>${html}</li>`;
    });
    return `<td${langOf(columns[index]!.lang)}><ul>${items.join('')}</ul></td>`;
  });
  const head = `<tr><th scope="rowgroup" colspan="${columns.length}">${escape(t(`compare.field.${field}`))}${tag}</th></tr>`;
  return `<tbody>${head}<tr>${values.join('')}</tr></tbody>`;
}

/** What every column has. */
function sharedBy(cells: readonly (readonly Cell[])[]): ReadonlySet<string> {
  const [first = [], ...others] = cells.map((all) => all.flatMap(({ same }) => same ?? []));
  return new Set(first.filter((same) => others.every((other) => other.includes(same))));
}

const langOf = (lang: string | undefined) => (lang === undefined ? '' : ` lang="${escape(lang)}"`);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text as HTML. */
export const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign]!);
