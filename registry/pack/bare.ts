import type { Speaker } from '../page/speaker.ts';
import type { Block, Pack, PackText } from './document.ts';
import { columnNames, type PackWords } from './words.ts';

interface BareDocument {
  /** What its file says it is of. */
  name: string;
  title: PackText;
  /** A day, YYYY-MM-DD. */
  date: string;
  /** The version of the one case that it is of. */
  version?: string;
  blocks: Block[];
}

/** A document that is no session's: without cover and contents. */
export const barePack = (
  words: PackWords,
  { locale, registry }: Pick<Speaker, 'locale' | 'registry'>,
  { name, version = '', ...document }: BareDocument,
): Pack => ({
  isBare: true,
  session: name,
  locale: locale.id,
  tag: locale.tag,
  version,
  cover: [],
  author: words.fact(registry.name),
  contents: words.say('pack.contents'),
  words: columnNames(words),
  ...document,
});
