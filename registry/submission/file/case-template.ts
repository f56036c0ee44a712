import type { CaseRecord } from '../../case/record.ts';
import { SECTIONS } from '../../case/sections.ts';
import type { Speaker } from '../../page/speaker.ts';
import { barePack } from '../../pack/bare.ts';
import type { Block, Pack, Run } from '../../pack/document.ts';
import { renderPack } from '../../pack/format/formats.ts';
import { workbook, type WorkbookSheet } from '../../pack/format/workbook.ts';
import { makeWords, type PackWords } from '../../pack/words.ts';
import { viewRecord } from '../../record/view.ts';
import type { Registry } from '../../registry.ts';
import { type Field, fieldAt, pathOf } from '../form/field.ts';
import { optionsOf } from '../form/option.ts';
import { prefill } from '../form/prefill.ts';
import { type FormValues, positions } from '../form/values.ts';
import { columnLabel, columnById, KEY_COLUMN, TEMPLATE_LISTS, listName, nameOfColumn, ONCE, WORDS_MARK } from './case-column.ts';
import { listChoices, type ListedChoice } from './list-validation.ts';

export const TEMPLATE_FORMATS = ['docx', 'xlsx'] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

/** Nothing of the day on which it is made stays in a template. */
const DATE = '2026-01-01';
const LIST_ROWS = 4;

/** The empty template of a case, for people who work in Word or in spreadsheets. */
export const caseTemplate = async (format: TemplateFormat, speaker: Speaker): Promise<Uint8Array> =>
  format === 'xlsx' ? await caseWorkbook(speaker) : await renderPack(caseDocument(speaker), 'docx');

const listColumns = (list: string) => TEMPLATE_LISTS[list]!.map((key) => `${list}.${key}`);

/**
 * A row for each case, and a sheet for each list, whose rows name their case. The first row has the ids by which it is read, the
 * second what people read, the third a case of the registry as an example.
 */
async function caseWorkbook(speaker: Speaker): Promise<Uint8Array> {
  const { registry, locale, t } = speaker;
  const example = exampleOf(registry, locale.id);
  const label = (id: string) => columnLabel(id, registry, locale);
  const sheetOf = (name: string, ids: readonly string[], examples: readonly (readonly string[])[]): WorkbookSheet => ({
    name,
    columns: [KEY_COLUMN, ...ids].map((id) => ({ title: id, width: widthOf(id) })),
    rows: [[KEY_COLUMN, ...ids].map(label), ...examples.map((row) => [t('template.example'), ...row])],
  });
  const cellsOf = (ids: readonly string[], position?: number) =>
    ids.map((id) => sayValues(fieldAt(pathOf(nameOfColumn(id)))!, example[nameIn(id, position)] ?? [], speaker));
  const lists = Object.keys(TEMPLATE_LISTS).map((list) => {
    const items = positions(example, list === 'references' ? list : `case.${list}`).slice(0, 2);
    return sheetOf(
      listName(list, locale),
      listColumns(list),
      items.map((position) => cellsOf(listColumns(list), position)),
    );
  });
  const asked = [...ONCE, ...Object.keys(TEMPLATE_LISTS).flatMap(listColumns)];
  const words = wordsSheet(asked, speaker);
  const guide: WorkbookSheet = {
    name: t('template.guide'),
    columns: [{ title: t('template.case'), width: 100 }],
    rows: ['how', 'keys', 'rows', 'several', 'formulas', 'back'].map((id) => [t(`template.guide.${id}`)]),
  };
  const sheets = [sheetOf(t('template.cases'), ONCE, [cellsOf(ONCE)]), ...lists];
  return workbook([...sheets, words.sheet, guide], DATE, (parts) => listChoices(parts, sheets, words.choices, words.sheet.name));
}

/** The name of an id in the form, for one item of its list. */
function nameIn(id: string, position?: number): string {
  if (position === undefined) return nameOfColumn(id);
  const [list, ...rest] = nameOfColumn(id).split(/(?<=^references|^case\.[^.]+)\./);
  return `${list}.${position}.${rest.join('.')}`;
}

/** A case of the registry that shows what each column takes, in the reader's language; none where there is no such case. */
function exampleOf(registry: Registry, locale: string): FormValues {
  const rich = ({ facts }: CaseRecord) => facts.lessons?.length && facts.results?.length && facts.milestones?.length;
  const found = [...registry.cases.values()].filter(rich).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const record = found.find(({ facts, translations }) => facts.language === locale || translations.has(locale));
  if (!record) return {};
  const { facts, body } = viewRecord(record, locale);
  return prefill({ ...record, facts: { ...facts, language: locale }, body }, registry.vocabularies.get('sections')!);
}

/** Values as people read them: labels, with semicolons between several. */
function sayValues(field: Field, values: readonly string[], speaker: Speaker): string {
  const options = /select|radios|checks/.test(field.kind) ? optionsOf(field, speaker.registry, speaker.locale) : [];
  const said = values.map((value) => options.find((option) => option.value === value)?.label ?? value);
  // Of prose the first paragraph shows what is meant.
  if (field.path.startsWith('body.')) return values[0]?.split(/\n\s*\n/)[0] ?? '';
  return field.kind === 'flag' ? (values.length > 0 ? speaker.label('comment-answers', 'yes') : '') : said.join('; ');
}

const widthOf = (id: string): number => {
  const kind = columnById(id)?.field.kind;
  return id === KEY_COLUMN ? 12 : kind === 'text' ? 50 : kind === 'line' ? 30 : 22;
};

/** The answers of each column that has options, a column for each, and where each list of answers is. */
function wordsSheet(ids: readonly string[], speaker: Speaker): { sheet: WorkbookSheet; choices: ListedChoice[] } {
  const { registry, locale, t } = speaker;
  const fields = ids.flatMap((id) => {
    const { field } = columnById(id)!;
    // Cases and methods are many, and most countries are not of the region.
    return /select|radios|checks/.test(field.kind) && field.from === undefined ? [{ id, field }] : [];
  });
  const lists = fields.map(({ id, field }) => ({
    id,
    field,
    labels: optionsOf(field, registry, locale).map((each) => each.label),
  }));
  const longest = Math.max(...lists.map(({ labels }) => labels.length));
  return {
    sheet: {
      name: t('template.words'),
      columns: [
        { title: `‹${WORDS_MARK}›`, width: 12 },
        ...lists.map(({ id }) => ({ title: columnLabel(id, registry, locale), width: 36 })),
      ],
      rows: Array.from({ length: longest }, (_, row) => [undefined, ...lists.map(({ labels }) => labels[row])]),
    },
    // A list of answers takes one of them: where several may stand, nothing is offered.
    choices: lists.flatMap(({ id, field, labels }, column) =>
      field.kind === 'checks' ? [] : [{ id, column: column + 2, count: labels.length }],
    ),
  };
}

/** One case: a table of questions, a table for each list, and the headings of the body. */
function caseDocument(speaker: Speaker): Pack {
  const words = makeWords(speaker);
  const { t, registry, locale } = speaker;
  const printed = (id: string): Run => words.fact(`‹${id}›`);
  const help = (id: string): Run[] => {
    const field = fieldAt(pathOf(nameOfColumn(id)));
    const key = field && `field.${field.words}.help`;
    return key !== undefined && locale.strings[key] !== undefined ? [{ ...words.fact(t(key)), startsLine: true }] : [];
  };
  const labelled = (id: string): Run => ({ ...words.fact(columnLabel(id, registry, locale)), strong: true });
  const once = ONCE.filter((id) => !id.startsWith('body.'));
  const head = (key: 'template.question' | 'template.answer') => words.say(key);
  const heading = (id: string, text: string): Block => ({ type: 'heading', level: 2, id, text: words.fact(text) });
  const blocks: Block[] = [
    heading('case', t('template.case')),
    { type: 'paragraph', style: 'text', runs: [words.say('template.intro')] },
    {
      type: 'table',
      isForm: true,
      caption: words.say('template.table.once'),
      head: [head('template.question'), head('template.answer')],
      widths: [1, 1.6],
      rows: once.map((id) => [[labelled(id), printed(id), ...help(id), ...answersOf(id, words, speaker)], []]),
    },
    ...Object.keys(TEMPLATE_LISTS).flatMap((list): Block[] => [
      heading(list, listName(list, locale)),
      {
        type: 'table',
        isForm: true,
        caption: words.say('template.table.list'),
        head: listColumns(list).map((id) => words.fact(`${columnLabel(id, registry, locale)} ‹${id}›`)),
        widths: listColumns(list).map((id) => (columnById(id)!.field.kind === 'text' ? 2 : 1)),
        rows: Array.from({ length: LIST_ROWS }, () => listColumns(list).map(() => [])),
      },
    ]),
    heading('words', t('template.words')),
    ...[...once, ...Object.keys(TEMPLATE_LISTS).flatMap(listColumns)].flatMap((id): Block[] => {
      const { field } = columnById(id)!;
      if (!/select|radios|checks/.test(field.kind) || field.from !== undefined) return [];
      const labels = optionsOf(field, registry, locale).map((each) => each.label);
      if (labels.length <= FEW && field.path.split('.').length === 2) return [];
      return [{ type: 'paragraph', style: 'small', runs: [labelled(id), words.fact(`${labels.join('; ')}.`)] }];
    }),
    heading('told', t('template.told')),
    { type: 'paragraph', style: 'small', runs: [words.say('template.told.text')] },
    ...SECTIONS.map((id): Block => ({ type: 'heading', level: 3, id: `body-${id}`, text: words.label('sections', id) })),
  ];
  return barePack(words, speaker, {
    name: 'case-template',
    title: words.say('template.case'),
    date: DATE,
    // One after another: each block by itself would begin a page.
    blocks: [{ type: 'card', id: 'template', blocks }],
  });
}

/** Answers that can be read in a cell; longer lists stand after the tables. */
const FEW = 8;

/** The possible answers, where they are few. */
function answersOf(id: string, words: PackWords, { registry, locale }: Speaker): Run[] {
  const { field } = columnById(id)!;
  if (!/select|radios|checks/.test(field.kind) || field.from !== undefined) return [];
  const labels = optionsOf(field, registry, locale).map(({ label }) => label);
  return labels.length > FEW ? [] : [{ ...words.fact(labels.join('; ')), startsLine: true }];
}
