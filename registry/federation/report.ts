import * as z from 'zod';
import { feedPaths } from '../addresses.ts';
import type { Between } from './between.ts';
import type { PeerSnapshot } from './snapshot.ts';

/** Where the report about a registry is published, by its address. */
export const reportPath = (registry: string): string =>
  `${feedPaths.reports}${new URL(registry).host.replaceAll(/[^a-z0-9.-]/g, '_')}.json`;

export const reportSchema = z.object({
  records: z.int().min(0),
  counts: z.record(z.string().max(20), z.int().min(0)),
  findings: z
    .array(
      z.object({
        id: z.string().max(80),
        state: z.string().max(20),
        findings: z.array(z.object({ code: z.string().max(60), pointer: z.string().max(300) })).max(1000),
      }),
    )
    .max(200_000),
  // Registries of before say nothing of these.
  lookAlikes: z
    .array(z.object({ id: z.string().max(80), like: z.string().max(80), score: z.number(), resemblance: z.string().max(20) }))
    .max(1000)
    .catch([]),
  toConfirm: z
    .array(
      z.object({
        from: z.object({ registry: z.string().max(200), id: z.string().max(80) }),
        relation: z.string().max(80),
        to: z.string().max(80),
      }),
    )
    .max(1000)
    .catch([]),
  terms: z
    .array(z.object({ vocabulary: z.string().max(80), id: z.string().max(80), cases: z.int().min(0) }))
    .max(1000)
    .catch([]),
});

/**
 * What we tell a registry of its own records: how they stand with us, everything that is wrong with each, and what there is to decide
 * between us.
 */
export function reportAbout(
  registry: string,
  { facts, records }: Pick<PeerSnapshot, 'facts' | 'records'>,
  { lookAlikes, toConfirm, terms }: Between,
) {
  const { state, reason, checkedAt, freshAt, unreadable = 0 } = facts;
  const day = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());
  return {
    registry,
    state,
    ...(reason ? { reason } : {}),
    checked: day(checkedAt),
    fresh: day(freshAt),
    records: records.filter((record) => record.state !== 'erased' && record.state !== 'gone').length,
    ...(unreadable > 0 ? { unreadable } : {}),
    counts: Object.fromEntries([...Map.groupBy(records, (record) => record.state)].map(([key, all]) => [key, all.length])),
    findings: records
      .filter((record) => record.findings.length > 0 || ['stale', 'quarantined', 'missing'].includes(record.state))
      .map(({ id, state: how, since, findings }) => ({ id, state: how, since, findings })),
    // A case of theirs, and the one of ours that it is like.
    lookAlikes: lookAlikes.map(({ theirs, ours, ...alike }) => ({ id: theirs, like: ours, ...alike })),
    toConfirm,
    terms,
  };
}
