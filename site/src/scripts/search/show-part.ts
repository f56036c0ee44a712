import type { ElementContent } from 'hast';
import { unbroken } from '#registry/page/unbroken.ts';
import type { AnswerPart } from '#registry/search/answer-parts.ts';
import type { AnswerWords } from '#registry/search/wording.ts';
import { namesOf } from './filters.ts';
import { byId, settings, t } from './settings.ts';
import { keepTicks } from './ticks.ts';

const countryNames = namesOf('country');

/** What the page calls things, from its settings and its filters. */
export const words: AnswerWords = {
  ...{ t, tag: settings.locale.tag, locale: settings.locale.id },
  label: (vocabulary, id) => settings.labels[vocabulary]?.[id] ?? String(id),
  country: (code) => countryNames.get(code) ?? code,
  language: (id) => settings.languages[id] ?? { name: id, tag: id },
  origin: (peer) => settings.origins[peer],
  addresses: {
    record: (kind, id) => (settings.records[kind] ?? settings.records['case']!).replace('{id}', id),
    foreignCase: (peer, id) => settings.foreignCase.replace('{peer}', peer).replace('{id}', id),
    problem: (id) => settings.problem.replace('{id}', id),
    feed: settings.feed,
    searchFeed: settings.searchFeed,
  },
};

export function showPart(id: string, { isShown, attributes = {}, content, isList }: AnswerPart): void {
  const place = byId(id);
  for (const [name, value] of Object.entries(attributes)) place.setAttribute(name, value);
  if (isShown !== undefined) place.hidden = !isShown;
  if (content) {
    const shown = isList ? place.querySelector('ul')! : place;
    const made = shown.cloneNode() as Element;
    made.append(...content.map(nodeOf));
    made.normalize();
    // What stands there already stays, and with it the focus of who is reading it.
    if (!made.isEqualNode(shown)) shown.replaceChildren(...made.childNodes);
  }
  keepTicks();
}

export function appendPart(id: string, content: readonly ElementContent[]): void {
  byId(id).append(...content.map(nodeOf));
  keepTicks();
}

/** Texts become text nodes, so that results can never become markup. */
function nodeOf(content: ElementContent): Node | string {
  if (content.type !== 'element') return content.type === 'text' ? unbroken(content.value) : '';
  const { tagName, properties, children } = content;
  const isDrawn = tagName === 'svg' || tagName === 'use';
  const made = document.createElementNS(isDrawn ? 'http://www.w3.org/2000/svg' : 'http://www.w3.org/1999/xhtml', tagName);
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) made.setAttribute(name, String(value));
  made.append(...children.map(nodeOf));
  return made;
}
