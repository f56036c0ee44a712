import { paths } from '../addresses.ts';
import { columnOf } from '../compare/column.ts';
import { briefsPack, type Choice, comparisonPack, comparisonRows, dayOf } from '../pack/choice.ts';
import { renderPack } from '../pack/format/formats.ts';
import { onePage } from '../pack/format/one-page.ts';
import { workbook } from '../pack/format/workbook.ts';
import { viewRecord } from '../record/view.ts';
import { toBibtex } from './bibtex.ts';
import { cslItem } from './csl-item.ts';
import { csvOf, cutsAtSemicolons } from './table-csv.ts';

type Make = (choice: Choice) => Promise<Uint8Array | string>;

/** What a reader can take away of the cases that they chose, by the page and the end of the file's name. */
export const CHOICE_FILES = {
  compare: {
    docx: async (choice) => await renderPack(comparisonPack(choice), 'docx'),
    xlsx: async (choice) => {
      const { head, rows } = comparisonRows(choice);
      const columns = head.map((title, index) => ({ title, width: index === 0 ? 24 : 50 }));
      return await workbook([{ name: choice.speaker.t('compare.title'), columns, rows }], dayOf(choice.cases));
    },
  },
  shortlist: {
    docx: async (choice) => await renderPack(briefsPack(choice), 'docx'),
    pdf: async (choice) =>
      choice.cases.length === 1 ? (await onePage(choice)).pdf : await renderPack(briefsPack(choice), 'pdf'),
    xlsx: async (choice) => {
      const { head, rows } = listRows(choice);
      const columns = head.map((title, index) => ({ title, width: [60, 30, 60, 60][index]! }));
      return await workbook([{ name: choice.speaker.t('shortlist.title'), columns, rows }], dayOf(choice.cases));
    },
    csv: (choice) => {
      const { head, rows } = listRows(choice);
      return Promise.resolve(csvOf([head, ...rows], cutsAtSemicolons(choice.speaker.locale.tag) ? ';' : ','));
    },
    bib: (choice) => Promise.resolve(bibliography(choice)),
  },
} as const satisfies Readonly<Record<'compare' | 'shortlist', Readonly<Record<string, Make>>>>;

/** The shortlist as a table: each case with where and when it was, how it went, and where to read it. */
function listRows({ cases, speaker, siteUrl }: Choice): { head: string[]; rows: string[][] } {
  return {
    head: ['title', 'where', 'outcome', 'url'].map((name) => speaker.t(`shortlist.csv.${name}`)),
    rows: cases.map((record) => {
      const { title, where, outcome, href } = columnOf(record, speaker);
      return [title, where, outcome, new URL(href, siteUrl).href];
    }),
  };
}

function bibliography({ cases, speaker, siteUrl, versionOf }: Choice): string {
  const { locale, registry } = speaker;
  const items = cases.map((record) => {
    const url = new URL(paths.case(locale.id, record.id), siteUrl).href;
    return cslItem(viewRecord(record, locale.id), registry, { url, version: versionOf(record) });
  });
  return items.map(toBibtex).join('\n');
}
