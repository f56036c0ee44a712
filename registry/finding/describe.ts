import type { Locale } from '../locale/locale.ts';
import { translate } from '../locale/translate.ts';
import type { Finding } from './finding.ts';

/**
 * A finding in a reader's language: what is wrong, and what to write instead. A locale that lacks the words gives the code
 * and its values, because a broken locale must not hide what else is broken.
 */
export function describeFinding({ code, params }: Finding, locale: Locale): { message: string; hint: string } {
  const shown = { ...params };
  if (typeof shown['expected'] === 'string')
    shown['expected'] = say(locale, `finding.report.type.${shown['expected']}`) ?? shown['expected'];
  const message = say(locale, `finding.${code}`, shown) ?? `${code} ${JSON.stringify(params)}`;
  const suggestion = params['suggestion'] ? say(locale, 'finding.report.suggestion', shown) : undefined;
  return { message, hint: [suggestion, say(locale, `finding.${code}.hint`, shown)].filter(Boolean).join(' ') };
}

function say(locale: Locale, key: string, values: Finding['params'] = {}): string | undefined {
  return locale.strings[key] === undefined ? undefined : translate(locale, key, values);
}
