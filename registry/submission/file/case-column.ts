import { SECTIONS } from '../../case/sections.ts';
import type { Locale } from '../../locale/locale.ts';
import { translate } from '../../locale/translate.ts';
import type { Registry } from '../../registry.ts';
import { type Field, fieldAt, pathOf } from '../form/field.ts';

/** The column that names the case of a row, and the one that a file gets when it comes back: it is not read. */
export const KEY_COLUMN = 'case';
export const FINDINGS_COLUMN = 'findings';
/** Printed above the lists of possible answers, which are no answers. */
export const WORDS_MARK = 'words';

/** A column or question of a case template by its id: a field of the form, `title`, `places.1.country`, or of each item of a list, `lessons.kind`. */
export interface CaseColumn {
  id: string;
  field: Field;
  /** The list whose items its rows are; absent for what a case has once. */
  list?: string;
}

/**
 * Ids are names of the form without `case.`, and count from 1: any field of the form has one, also those that the template does
 * not show.
 */
export function columnById(id: string): CaseColumn | undefined {
  const name = nameOfColumn(id);
  const field = fieldAt(pathOf(name));
  if (!field || field.kind === 'group' || field.kind === 'list') return undefined;
  const list = listAbove(field.path);
  // With a position it is one item of a list that has a row of its own.
  const isOnce = list === undefined || pathOf(name) !== name;
  return { id, field, ...(isOnce ? {} : { list }) };
}

/** The list that a field is asked in, if it is. */
function listAbove(path: string): string | undefined {
  const keys = path.split('.');
  return keys.map((_, index) => keys.slice(0, index).join('.')).find((above) => fieldAt(above)?.kind === 'list');
}

/** The name of a form's field: `places.1.country` is `case.places.0.country`. */
export function nameOfColumn(id: string): string {
  const counted = id.replaceAll(/\.(\d{1,2})(?=\.|$)/g, (_, position: string) => `.${Math.max(0, Number(position) - 1)}`);
  return fieldAt(pathOf(`case.${counted}`)) ? `case.${counted}` : counted;
}

export const columnOfName = (name: string): string =>
  name.replace(/^case\./, '').replaceAll(/\.(\d{1,3})(?=\.|$)/g, (_, position: string) => `.${Number(position) + 1}`);

/** What a column is called in a language. */
export function columnLabel(column: string, registry: Registry, locale: Locale): string {
  const say = (key: string) => (locale.strings[key] === undefined ? undefined : translate(locale, key));
  if (column === KEY_COLUMN) return translate(locale, 'template.key');
  if (column === FINDINGS_COLUMN) return translate(locale, 'template.findings');
  const field = fieldAt(pathOf(nameOfColumn(column)));
  if (!field) return column;
  const section = SECTIONS.find((id) => field.path === `body.${id}`);
  if (section !== undefined) return registry.vocabularies.get('sections')?.concepts.get(section)?.label[locale.id] ?? section;
  const own = say(`field.${field.words}`) ?? column;
  // A part of the effort is asked for under its heading.
  const above = fieldAt(field.path.replace(/\.[^.]+$/, ''));
  const group = above?.kind === 'group' && above.path !== 'case' ? say(`field.${above.words}`) : undefined;
  return group === undefined ? own : `${group}${/[?…]$/.test(group) ? '' : ':'} ${own}`;
}

/** What a case has once, in the template's order. */
export const ONCE: readonly string[] = [
  ...['title', 'problem', 'summary', 'name', 'places.1.country', 'places.1.name', 'level'],
  ...['challenges', 'otherChallenge', 'instruments', 'sectors', 'methods'],
  ...['period.start', 'period.end', 'lifecycle.stage', 'effort.time.text', 'effort.team.text', 'since.asOf', 'since.text'],
  ...SECTIONS.map((id) => `body.${id}`),
  ...['organisation.name', 'organisation.type', 'organisation.role', 'firstHand', 'consent.license', 'consent.credit'],
];

/** Lists of a case that the template has a sheet or table for, each with its columns. */
export const TEMPLATE_LISTS: Readonly<Record<string, readonly string[]>> = {
  lessons: ['kind', 'text', 'conditions', 'caveat'],
  verdicts: ['about', 'outcome', 'basis', 'evidence.strength', 'evidence.note'],
  results: ['text', 'direction', 'value', 'qualifier', 'unit', 'who', 'date'],
  references: ['citation', 'URL'],
  cost: ['text', 'value', 'qualifier', 'currency', 'year', 'by'],
  milestones: ['text', 'due', 'status', 'reportedOn'],
  actors: ['name', 'role', 'type'],
  lineage: ['relation', 'case', 'name', 'note'],
};

export const listName = (list: string, locale: Locale): string =>
  translate(locale, `field.${list === 'references' ? list : `case.${list}`}`).replaceAll(/[¿?]/g, '');
