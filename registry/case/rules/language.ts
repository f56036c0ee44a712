import { finding } from '../../finding/finding.ts';
import type { CaseRule } from '../../rule.ts';

/** A text is in a language the registry has a locale for: otherwise nobody could be shown it, nor its headings be recognised. */
export const checkLanguage: CaseRule = (record, _registry, { locales }) => {
  const known = [...locales].join(', ');
  const { language } = record.facts;
  const original = locales.has(language)
    ? []
    : [finding('language-unknown', record.source.yaml.locate(['language']), { given: language, known })];
  const translations = [...record.translations.values()].filter(({ locale }) => !locales.has(locale));
  return [
    ...original,
    ...translations.map(({ file, locale }) => finding('language-unknown', { file, line: 1 }, { given: locale, known })),
  ];
};
