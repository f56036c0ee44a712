import { iso31661Alpha3ToAlpha2 } from 'iso-3166/1-a3-to-1-a2.js';
import { countryName } from '../../country/country.ts';
import { REGION } from '../../country/region.ts';
import type { Locale } from '../../locale/locale.ts';
import { titleOf, viewRecord } from '../../record/view.ts';
import type { Registry } from '../../registry.ts';
import { choicesIn } from '../../vocabulary/choices.ts';
import { areasOf, hasAreas } from '../../vocabulary/levels.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { Field } from './field.ts';

/** One option in the reader's language. */
export interface Option {
  value: string;
  label: string;
  definition?: string;
  /** The heading of its group. */
  area?: string;
  /** Options of the region come first, under their own heading. */
  isNear?: boolean;
}

/** The options of a field in display order. */
export function optionsOf(field: Field, { vocabularies, records }: Registry, locale: Locale): Option[] {
  const collator = new Intl.Collator(locale.tag);
  const byLabel = (a: Option, b: Option) => collator.compare(a.label, b.label);
  if (field.from === 'countries') {
    const all = Object.keys(iso31661Alpha3ToAlpha2).map((value) => ({
      value,
      label: countryName(value, locale.tag),
      isNear: REGION.has(value),
    }));
    return all.toSorted((a, b) => Number(b.isNear) - Number(a.isNear) || byLabel(a, b));
  }
  if (field.from) {
    return [...(records.get(field.from.record)?.values() ?? [])]
      .map((record) => ({ value: record.id, label: titleOf(viewRecord(record, locale.id)) }))
      .toSorted(byLabel);
  }
  const vocabulary = vocabularies.get(field.vocabulary!);
  const concepts = vocabulary?.concepts;
  if (vocabulary && hasAreas(vocabulary)) return optionsInAreas(vocabulary, locale);
  const ids = field.ids ?? (vocabulary ? choicesIn(vocabulary) : []);
  const options = ids.map((value) => {
    const concept = concepts?.get(value);
    const name = concept?.label[locale.id] ?? value;
    const definition = concept?.definition?.[locale.id];
    return { value, label: /^\d+$/.test(value) ? `${value}. ${name}` : name, ...(definition ? { definition } : {}) };
  });
  // Closed sets have a meaningful order; open vocabularies are sorted alphabetically.
  return field.ids || /^\d+$/.test(ids[0] ?? '') ? options : options.toSorted(byLabel);
}

/** Options grouped by area, in the order of the vocabulary, so that similar ones are close. Areas are not options. */
const optionsInAreas = (vocabulary: Vocabulary, { id }: Locale): Option[] =>
  areasOf(vocabulary).flatMap(({ concept: area, narrower }) =>
    narrower.map((concept) => ({
      value: concept.id,
      label: concept.label[id] ?? concept.id,
      area: area.label[id] ?? area.id,
      ...(concept.definition?.[id] ? { definition: concept.definition[id] } : {}),
    })),
  );
