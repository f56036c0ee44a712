import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Speaker } from '../../page/speaker.ts';

/** Why a case is gone, as its registry says: in the reader's language, else in the first that it was said in. */
export function toldWhy(text: Readonly<Record<string, string>> | undefined, { locale, tagOf }: Speaker): Element | undefined {
  const [language, words] =
    Object.entries(text ?? {}).toSorted(([a], [b]) => Number(b === locale.id) - Number(a === locale.id))[0] ?? [];
  if (language === undefined || words === undefined) return undefined;
  return h('q', { lang: language === locale.id ? undefined : tagOf(language) }, words);
}
