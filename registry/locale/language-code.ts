/** ISO 639-3 codes of languages in which registries of the region may write, by the two letters of ISO 639-1. */
const CODES: Readonly<Record<string, string>> = {
  ...{ ay: 'aym', en: 'eng', es: 'spa', fr: 'fra', gn: 'grn', ht: 'hat', nl: 'nld', pt: 'por', qu: 'que' },
};

/** The three letters by which catalogues name a language; a language that they are not known of keeps its own. */
export const languageCode = (locale: string): string => CODES[locale] ?? locale;
