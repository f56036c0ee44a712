import { finding } from '../../finding/finding.ts';
import { gistOf } from '../gist.ts';
import { foldLookAlikes } from '../look-alikes.ts';
import { type RuleAmong, type Records, recordsOf, type RegistryRecord } from '../record.ts';

/** Titles of a kind are unique in each language: equal ones are duplicates, or confusing in a list. */
export const checkTitle: RuleAmong = (record, registry) =>
  gistOf(record).titles.flatMap(({ locale, title, file }) => {
    const others = index(registry).get(keyOf(record, locale, title)) ?? [];
    const other = others.find((id) => id !== record.id);
    if (other === undefined) return [];
    const source = file === record.file ? record.source : record.translations.get(locale)!.source;
    return [finding('title-duplicate', { ...source.yaml.locate([record.kind.title]), file }, { other, locale })];
  });

/** Computed once per registry, because a draft is compared with it repeatedly. */
const indexes = new WeakMap<Records, Map<string, string[]>>();

function index(registry: Records): Map<string, string[]> {
  let ids = indexes.get(registry);
  if (!ids) {
    indexes.set(registry, (ids = new Map<string, string[]>()));
    for (const record of registry.kinds.flatMap((kind) => [...recordsOf(registry, kind).values()])) {
      for (const { locale, title } of gistOf(record).titles) {
        const key = keyOf(record, locale, title);
        ids.set(key, [...(ids.get(key) ?? []), record.id]);
      }
    }
  }
  return ids;
}

/** Titles are compared without case, accents, punctuation, spacing and look-alike letters. */
const keyOf = ({ kind }: RegistryRecord, locale: string, title: string) =>
  `${kind.id} ${locale} ${foldLookAlikes(
    title
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .replace(/\p{M}/gu, '')
      .trim(),
  )}`;
