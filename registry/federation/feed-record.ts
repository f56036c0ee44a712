import type { CaseRecord } from '../case/record.ts';
import { publicCase } from '../publication/case-json.ts';
import type { RegistryRecord } from '../record/record.ts';
import { titleOf, viewRecord } from '../record/view.ts';
import type { Registry } from '../registry.ts';
import { labName } from '../lab/record.ts';
import { LICENCE } from './format.ts';

export interface Publisher {
  /** Address of the site. */
  siteUrl: string;
  /** What to cite of a record. */
  version: (record: RegistryRecord) => string;
}

export const originOf = (siteUrl: string): string => new URL(siteUrl).origin;

/**
 * A case as other registries read it: whole by itself, because they hold neither our sources nor our labs and methods, and with
 * the registry that every id in it belongs to.
 */
export function feedRecord(record: CaseRecord, registry: Registry, { siteUrl, version }: Publisher) {
  const { lineage, ...shown } = publicCase(record, registry, { siteUrl, version: version(record) });
  const { facts } = record;
  const labs = [facts.steward, facts.compiled.by, facts.reviewed?.by, ...facts.actors.map(({ lab }) => lab)];
  const origin = originOf(siteUrl);
  const confirms = registry.confirmed.filter(({ to }) => to === record.id).map(({ from, relation }) => ({ ...from, relation }));
  return {
    ...shown,
    registry: origin,
    licence: LICENCE,
    attribution: `${labName(registry, facts.steward)}, ${registry.name}`,
    ...(lineage
      ? {
          lineage: lineage.map(({ case: id, elsewhere, ...link }) => {
            const other = id === undefined ? elsewhere : { registry: origin, id };
            return other ? { ...link, case: other } : link;
          }),
        }
      : {}),
    ...(confirms.length > 0 ? { confirms } : {}),
    labs: Object.fromEntries(known(labs).map((id) => [id, labName(registry, id)])),
    methods: (facts.methods ?? []).map((id) => ({ id, name: methodNames(id, registry) })),
  };
}

const known = (ids: readonly (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))].toSorted();

/** What a method is called, by language. */
function methodNames(id: string, { methods }: Registry): Record<string, string> {
  const method = methods.get(id);
  if (!method) return {};
  const languages = [method.facts.language, ...method.translations.keys()];
  return Object.fromEntries(languages.map((language) => [language, titleOf(viewRecord(method, language))]));
}

export type FeedRecord = ReturnType<typeof feedRecord>;
