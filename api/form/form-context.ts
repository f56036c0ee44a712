import type { Locale, StringKey } from '#registry/locale/locale.ts';
import { makeSpeaker, type Speaker } from '#registry/page/speaker.ts';
import type { Registry } from '#registry/registry.ts';
import { type Field, fieldAt, pathOf } from '#registry/submission/form/field.ts';
import { ATTACHMENTS, CONFIRMS, LAB_TOKEN } from '#registry/submission/form/form-problem.ts';

/** What each page of the form needs to be shown in one language. */
export type FormContext = Speaker & {
  /** Days after a decision until a contact is erased; shown beside the contact field. */
  contactDays: number;
};

export const formContextFor = (registry: Registry, locale: Locale, contactDays: number): FormContext => ({
  ...makeSpeaker(registry, locale),
  contactDays,
});

/** The label of a field: the name of its concept, or its own words. */
export const nameField = ({ concept, words }: Field, { t, label }: FormContext) =>
  concept ? label(concept.vocabulary, concept.id) : t(`field.${words}`);

/** The labels of what the last page asks outside the fields of a record. */
const OF_LAST_PAGE: Readonly<Record<string, StringKey>> = {
  [ATTACHMENTS]: 'form.files',
  [LAB_TOKEN]: 'token.label',
  [CONFIRMS]: 'form.confirms',
};

/** The label of a field where its list is not visible: "Lesson 2: What you learned". */
export function nameWithPlace(name: string, context: FormContext): string {
  const ofLastPage = OF_LAST_PAGE[name];
  if (ofLastPage !== undefined) return context.t(ofLastPage);
  const keys = name.split('.');
  const parts = keys.flatMap((key, index) => {
    const soFar = keys.slice(0, index + 1).join('.');
    const field = fieldAt(pathOf(soFar));
    if (/^\d+$/.test(key)) return [nameItem(field!, Number(key), context)];
    const isPassedBy = index < keys.length - 1 && field?.kind !== 'group';
    return !field || field.path === 'case' || field.path === 'body' || isPassedBy ? [] : [nameField(field, context)];
  });
  return parts.reduce((said, part) => join(said, part));
}

/** A label that ends in a question mark gets no colon. */
export const join = (name: string, words: string) => `${name}${/[?…]$/.test(name) ? '' : ':'} ${words}`;

/** "Lesson 2". */
export function nameItem(list: Field, position: number, { t }: FormContext): string {
  const item = t(`field.${list.words}.item`);
  return `${item[0]!.toLocaleUpperCase()}${item.slice(1)} ${position + 1}`;
}
