import { paths } from '#registry/addresses.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { columnOf } from '#registry/compare/column.ts';
import { toBibtex } from '#registry/publication/bibtex.ts';
import { publicCase } from '#registry/publication/case-json.ts';
import { type CslItem, cslItem } from '#registry/publication/csl-item.ts';
import { toRis } from '#registry/publication/ris.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Context } from './context.ts';

type CitationFormat = Parameters<typeof paths.citation>[2];

const citations: Readonly<Record<CitationFormat, (item: CslItem) => string>> = {
  bib: toBibtex,
  ris: toRis,
  'csl.json': (item) => JSON.stringify([item], undefined, 2) + '\n',
};

/** The column of the comparison beside the formats of citations. */
const COLUMN = 'column.json';

export type CaseFormat = CitationFormat | typeof COLUMN;

/** The endings of the files that a case has in each language. */
export const CASE_FORMATS: readonly CaseFormat[] = [...(Object.keys(citations) as CitationFormat[]), COLUMN];

/** The address of one of them. */
export const caseFileAddress = (id: string, format: CaseFormat, { locale }: Context): string =>
  format === COLUMN ? paths.caseColumn(locale.id, id) : paths.citation(locale.id, id, format);

/** What stands in it. */
export function caseFile(record: CaseRecord, format: CaseFormat, context: Context): string {
  if (format === COLUMN) return JSON.stringify(columnOf(record, context));
  const { registry, siteUrl, version, locale } = context;
  const url = new URL(paths.case(locale.id, record.id), siteUrl).href;
  return citations[format](cslItem(viewRecord(record, locale.id), registry, { url, version: version(record) }));
}

/** What stands in the file of a case that is the same in all languages. */
export const caseJson = (record: CaseRecord, { registry, siteUrl, version, modified }: Context): string =>
  JSON.stringify(
    publicCase(record, registry, {
      ...{ siteUrl, version: version(record) },
      modified: (locale) => modified(viewRecord(record, locale)),
    }),
  );
