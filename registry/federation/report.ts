import * as z from 'zod';
import { feedPaths } from '../addresses.ts';
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
});

/** What we tell a registry of its own records: how they stand with us, and everything that is wrong with each. */
export function reportAbout(registry: string, { facts, records }: Pick<PeerSnapshot, 'facts' | 'records'>) {
  const { state, reason, checkedAt, freshAt } = facts;
  const day = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());
  return {
    registry,
    state,
    ...(reason ? { reason } : {}),
    checked: day(checkedAt),
    fresh: day(freshAt),
    records: records.filter((record) => record.state !== 'erased' && record.state !== 'gone').length,
    counts: Object.fromEntries([...Map.groupBy(records, (record) => record.state)].map(([key, all]) => [key, all.length])),
    findings: records
      .filter((record) => record.findings.length > 0 || ['stale', 'quarantined', 'missing'].includes(record.state))
      .map(({ id, state: how, since, findings }) => ({ id, state: how, since, findings })),
  };
}
