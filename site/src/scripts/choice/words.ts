import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';

/** The language of the page, with the words that its scripts say, and whether a server makes files of what is chosen. */
export const { hasServer, ...locale } = JSON.parse(document.getElementById('choice-settings')!.textContent) as Locale & {
  hasServer: boolean;
};
export const t = (key: string, values?: Record<string, string | number>) => translate(locale, key, values);
