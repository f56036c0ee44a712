import { finding } from '../../finding/finding.ts';
import type { Registry } from '../../registry.ts';
import type { CaseRule } from '../../rule.ts';
import { foldLookAlikes } from '../look-alikes.ts';
import type { CaseRecord } from '../record.ts';

/** Two cases with one title in a language are one case told twice, or cannot be told apart in a list. */
export const checkTitle: CaseRule = (record, registry) =>
  titlesOf(record).flatMap(({ locale, title, file, source }) => {
    const others = index(registry).get(keyOf(locale, title)) ?? [];
    const other = others.find((id) => id !== record.id);
    return other === undefined ? [] : [finding('title-duplicate', { ...source.yaml.locate(['title']), file }, { other, locale })];
  });

function titlesOf(record: CaseRecord) {
  const { facts, file, source } = record;
  const translations = [...record.translations.values()].map((translation) => ({
    ...translation,
    title: String(translation.words['title']),
  }));
  return [{ locale: facts.language, title: facts.title, file, source }, ...translations];
}

/** Made once for a registry: a record that is not part of it yet is held against it again and again. */
const indexes = new WeakMap<Registry, Map<string, string[]>>();

function index(registry: Registry): Map<string, string[]> {
  let ids = indexes.get(registry);
  if (!ids) {
    indexes.set(registry, (ids = new Map<string, string[]>()));
    for (const record of registry.cases.values()) {
      for (const { locale, title } of titlesOf(record)) {
        const key = keyOf(locale, title);
        ids.set(key, [...(ids.get(key) ?? []), record.id]);
      }
    }
  }
  return ids;
}

/** Case, accents, punctuation, spacing and letters that only look like others do not tell two titles apart. */
const keyOf = (locale: string, title: string) =>
  `${locale} ${foldLookAlikes(
    title
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .replace(/\p{M}/gu, '')
      .trim(),
  )}`;
