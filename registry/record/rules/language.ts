import { finding, type Place } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';

/** A text's language has a locale in the registry: without one it could not be shown, nor its headings recognised. */
export const checkLanguage: RecordRule = (record, _registry, { locales }) => {
  const say = (place: Place, given: string) => finding('language-unknown', place, { given, known: [...locales].join(', ') });
  const { language } = record.facts;
  const original = locales.has(language) ? [] : [say(record.source.yaml.locate(['language']), language)];
  const translations = [...record.translations.values()].filter(({ locale }) => !locales.has(locale));
  return [...original, ...translations.map(({ file, locale }) => say({ file, line: 1 }, locale))];
};
