import type { CaseRecord } from '../case/record.ts';
import { SHEET_FIELDS } from '../comment/sheet.ts';
import type { SessionView } from '../session/record.ts';
import type { Block, Sheet } from './document.ts';
import type { PackSource } from './source.ts';

/** One sheet for each case, for another lab to fill. The ids of fields are printed: no program that saves it again drops them. */
export function sheets(cases: readonly CaseRecord[], source: PackSource): Block[] {
  const { words } = source;
  return [
    { type: 'heading', level: 1, id: 'sheets', text: words.say('pack.sheets') },
    { type: 'paragraph', style: 'text', runs: [words.say('pack.sheets.intro')] },
    ...cases.map((record) => sheet(record, source)),
  ];
}

export function sheet(record: CaseRecord, { words, viewOf, versionOf }: PackSource): Sheet {
  const view = viewOf(record);
  return {
    type: 'sheet',
    id: `sheet-${record.id}`,
    title: words.of(view, 'name', view.facts.name),
    intro: words.say('pack.sheet.intro'),
    key: `${record.id}@${versionOf(record)}`,
    head: [words.say('pack.sheet.question'), words.say('pack.sheet.answer')],
    fields: SHEET_FIELDS.map((id) => ({ id, label: words.say(`pack.sheet.${id}`) })),
    lessonHead: [words.say('pack.sheet.lesson'), words.say('pack.sheet.holds'), words.say('pack.sheet.seen')],
    lessons: (view.facts.lessons ?? []).map(({ id, kind, text }) => ({
      id,
      kind: words.label('lesson-kinds', kind),
      text: words.of(view, `lessons.${id}.text`, text),
    })),
  };
}

/** One card for each question, to be cut out and laid on a table. */
export function cards(view: SessionView, source: PackSource): Block[] {
  const { words } = source;
  return [
    { type: 'heading', level: 1, id: 'cards', text: words.say('pack.cards') },
    ...view.facts.questions.map(({ id, text, lessons }): Block => ({
      type: 'card',
      id: `card-${id}`,
      blocks: [
        { type: 'heading', level: 2, id: `card-title-${id}`, text: words.of(view, `questions.${id}.text`, text) },
        { type: 'statements', compact: true, items: lessons.flatMap(source.quote) },
      ],
    })),
  ];
}
