import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import type { RemoteEngine } from './multi-search.ts';

/** Settings from the page: texts, labels and the address of the index. */
export interface Settings {
  locale: Locale;
  languages: Record<string, { tag: string; name: string }>;
  /** Labels of concepts, by vocabulary and id. */
  labels: Record<string, Record<string, string>>;
  /** How many records there are. */
  total: number;
  /** Whether the server counts questions that found nothing: it is told of those that were answered here. */
  countsDemand: boolean;
  index: string;
  /** The index is in pieces: what says which there are is small, and is there before a question. */
  isInPieces: boolean;
  /** The words of problems, for the search server. */
  problemIndex: string;
  /** The server that searches, if the deployment has one. */
  remote?: RemoteEngine;
  /** Addresses with `{id}` and `{peer}` in the place of ids: of a record, by its kind, of a copy, and of a problem. */
  records: Record<string, string>;
  foreignCase: string;
  problem: string;
  /** The news of the registry, and of a question if a server answers for it. */
  feed: string;
  searchFeed?: string;
  /** Names of the registries that are read, by their ids. */
  origins: Record<string, string>;
}

export const settings = JSON.parse(document.getElementById('search-settings')!.textContent) as Settings;

export const t = (key: string, values?: Record<string, string | number>) => translate(settings.locale, key, values);

/** A required element of the page. */
export const byId = <Type extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as Type;

/** Creates an element; texts become text nodes, so search results can never become markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | undefined> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
