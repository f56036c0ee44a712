import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import type { Finding } from './finding.ts';

/** Values that are internal names, and the keys of their translations. */
const NAMED = { expected: 'type', record: 'record', character: 'character', detail: 'yaml' };

/**
 * A finding in a reader's language: the problem, and the advice. Falls back to the code and its values when a locale lacks the
 * words, because a broken locale must not hide other errors.
 */
export function describeFinding({ code, params }: Finding, locale: Locale): { message: string; hint: string } {
  const shown = { ...params };
  for (const [param, words] of Object.entries(NAMED)) {
    const given = shown[param];
    if (typeof given === 'string') shown[param] = say(locale, `finding.report.${words}.${given}`) ?? given;
  }
  const message = say(locale, `finding.${code}`, shown) ?? `${code} ${JSON.stringify(params)}`;
  const suggestion = params['suggestion'] ? say(locale, 'finding.report.suggestion', shown) : undefined;
  return { message, hint: [suggestion, say(locale, `finding.${code}.hint`, shown)].filter(Boolean).join(' ') };
}

function say(locale: Locale, key: string, values: Finding['params'] = {}): string | undefined {
  return locale.strings[key] === undefined ? undefined : translate(locale, key, values);
}
