import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';

/** The texts of the script in the page's language. */
const locale = JSON.parse(document.getElementById('submit-settings')!.textContent) as Locale;

export const { tag } = locale;

export const t = (key: string, values?: Record<string, string | number>) => translate(locale, key, values);
