import * as z from 'zod';
import type { CaseRecord } from '../../case/record.ts';
import { mapInTurns } from '../../content/in-turns.ts';
import { countryName } from '../../country/country.ts';
import type { Registry } from '../../registry.ts';
import { sha256 } from '../format.ts';
import { xmlDocument } from '../../content/xml.ts';
import { entryOf } from './entry.ts';
import type { OaiHeader, OaiRepository } from './oai.ts';
import { METADATA_FORMATS } from './oai-metadata.ts';

/**
 * When harvesters could first see each record as it is: what they ask for "since then" must count from there, and a commit is
 * older than the edition that it is published with. Digests are of what harvesters get; a record that is gone keeps its last.
 */
const changesSchema = z.record(
  z.string(),
  z.object({ digest: z.string(), on: z.iso.date(), gone: z.boolean().optional(), sets: z.array(z.string()) }),
);
export type Changes = z.infer<typeof changesSchema>;

/** What was known before; nothing when it cannot be read: then everything is new today, and is told again. */
export function readChanges(text: string): Changes {
  try {
    return changesSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The sets that a case is in: its countries and its problems. */
const setsOf = ({ facts }: CaseRecord): string[] => [
  ...new Set(facts.places.map(({ country }) => `country:${country}`)),
  ...facts.challenges.map((challenge) => `challenge:${challenge}`),
];

/** What is known of all records today. Records that are neither here nor told to be gone stay as they were, and are not told. */
export async function noteChanges(before: Changes, registry: Registry, siteUrl: string, today: string): Promise<Changes> {
  const now: Changes = { ...before };
  // One after another: a large registry takes seconds, and requests are answered in between.
  await mapInTurns([...registry.cases.values()], 1, async (record) => {
    const entry = entryOf(record, registry, siteUrl);
    const digest = sha256(METADATA_FORMATS.map(({ write }) => xmlDocument(write(entry))).join(''));
    const sets = setsOf(record);
    const known = before[record.id];
    const isSame = known?.digest === digest && !known.gone && known.sets.join() === sets.join();
    now[record.id] = isSame ? known : { digest, on: today, sets };
    await new Promise((resolve) => setImmediate(resolve));
  });
  for (const id of [...registry.redirects.keys(), ...registry.gone.map((told) => told.id)]) {
    if (registry.cases.has(id)) continue;
    const known = before[id];
    now[id] = known?.gone ? known : { digest: '', on: today, gone: true, sets: known?.sets ?? [] };
  }
  return now;
}

/** What harvesters read of a registry. */
export function oaiRepository(
  registry: Registry,
  changes: Changes,
  { siteUrl, baseUrl, email }: { siteUrl: string; baseUrl: string; email: string },
): OaiRepository {
  const told = Object.entries(changes).filter(([id, { gone }]) => gone ?? registry.cases.has(id));
  const headers = told
    .map(([id, { on, gone = false, sets }]): OaiHeader => ({ id, datestamp: on, isDeleted: gone, sets }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...{ name: registry.name, baseUrl, email, headers },
    sets: new Map(
      [...new Set(headers.flatMap(({ sets }) => sets))].toSorted().map((set) => [set, nameOfSet(set, registry)] as const),
    ),
    metadata: (id, { write }) => write(entryOf(registry.cases.get(id)!, registry, siteUrl)),
  };
}

function nameOfSet(set: string, { locales, vocabularies }: Registry): string {
  const [kind, value = ''] = set.split(':');
  const locale = [...locales.values()][0];
  if (!locale) return value;
  if (kind === 'country') return countryName(value, locale.tag);
  return vocabularies.get('challenges')?.concepts.get(value)?.label[locale.id] ?? value;
}
