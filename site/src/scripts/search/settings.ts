import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import type { RemoteEngine } from './multi-search.ts';

/** What the page tells its script: the words, the labels and where the index is. */
export interface Settings {
  locale: Locale;
  languages: Record<string, { tag: string; name: string }>;
  outcomes: Record<string, string>;
  strengths: string[];
  lessonKinds: Record<string, string>;
  index: string;
  late: string;
  /** The server that searches, if the deployment has one. */
  remote?: RemoteEngine;
  /** Addresses of pages by kind of record, with `{id}` in the place of the record's id. */
  paths: Record<string, string>;
  /** Names of the registries that are read, by their ids, and the address of a case of theirs with `{peer}` and `{id}` in it. */
  origins: Record<string, string>;
  foreignPath: string;
  /** What kinds are called. */
  kinds: Record<string, string>;
}

export const settings = JSON.parse(document.getElementById('search-settings')!.textContent) as Settings;

export const t = (key: string, values?: Record<string, string | number>) => translate(settings.locale, key, values);

/** An element of the page that the script cannot do without. */
export const byId = <Type extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as Type;

/** Makes an element; text becomes text nodes, so nothing that is searched can become markup. */
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
