import type { Element } from 'hast';
import { h } from 'hastscript';
import type { CaseView } from '../../case/record.ts';
import { labName } from '../../lab/record.ts';
import type { Speaker } from '../../page/speaker.ts';
import type { Comment } from '../schema.ts';
import { SHEET_FIELDS } from '../sheet.ts';

/** What a comment sheet says, and of each lesson of the case that it names. `lang` is the tag of its own words, where another. */
export function sheetAnswers(
  said: Partial<Comment>,
  about: CaseView | undefined,
  { t, label, registry }: Speaker,
  lang?: string,
): Element[] {
  const wordsOf = (field: (typeof SHEET_FIELDS)[number], value: string | true) => {
    if (value === true) return label('comment-answers', 'yes');
    if (field === 'wouldTry') return label('comment-answers', value);
    return field === 'lab' ? labName(registry, value) : h('span', { lang }, value);
  };
  const answers = SHEET_FIELDS.flatMap((field) => {
    const value = said[field];
    return value === undefined ? [] : [h('dt', t(`pack.sheet.${field}`)), h('dd', wordsOf(field, value))];
  });
  const textOf = (id: string) => about?.facts.lessons?.find((lesson) => lesson.id === id)?.text ?? id;
  const lessons = (said.lessons ?? []).map(({ id, holds, seen }) =>
    h('li', [
      h('strong', `${label('lesson-holds', holds)}: `),
      textOf(id),
      ...(seen === undefined ? [] : [' — ', h('span', { lang }, seen)]),
    ]),
  );
  return [h('dl.facts', answers), ...(lessons.length > 0 ? [h('ul', lessons)] : [])];
}
