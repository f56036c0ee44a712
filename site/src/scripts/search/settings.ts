import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import type { RemoteEngine } from './multi-search.ts';

/** Settings from the page: texts, labels and the address of the index. */
export interface Settings {
  locale: Locale;
  languages: Record<string, { tag: string; name: string }>;
  outcomes: Record<string, string>;
  strengths: string[];
  lessonKinds: Record<string, string>;
  /** How many records there are. */
  total: number;
  /** What problems are called, by id, and the address of one's page with `{id}` in the place of its id. */
  problems: Record<string, string>;
  problemPath: string;
  /** Whether the server counts questions that found nothing: it is told of those that were answered here. */
  countsDemand: boolean;
  index: string;
  /** The words of problems, for the search server. */
  problemIndex: string;
  /** The server that searches, if the deployment has one. */
  remote?: RemoteEngine;
  /** Addresses of pages by kind of record, with `{id}` as a placeholder. */
  paths: Record<string, string>;
  /** Names of the registries that are read, by their ids, and the address of a case of theirs with `{peer}` and `{id}` in it. */
  origins: Record<string, string>;
  foreignPath: string;
  /** Labels of kinds. */
  kinds: Record<string, string>;
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
