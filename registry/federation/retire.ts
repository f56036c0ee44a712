import type { Imported } from './imported.ts';

/**
 * Ends what we hold of a registry: every word goes. What is left is that there were such records, so that their pages can say so,
 * and the log.
 */
export async function retire(imported: Imported, peer: string, now: number): Promise<number> {
  const [facts, held] = await Promise.all([imported.peer(peer), imported.held(peer)]);
  if (!facts || facts.state === 'retired') return 0;
  const today = new Date(now).toISOString().slice(0, 10);
  const { registry, addedAt, freshAt } = facts;
  await imported.settle(peer, {
    facts: {
      state: 'retired',
      addedAt,
      failures: 0,
      changedAt: now,
      ...(registry ? { registry } : {}),
      ...(freshAt ? { freshAt } : {}),
    },
    records: new Map([...held].map(([id]) => [id, { state: 'erased' as const, good: undefined, since: today, missed: 0 }])),
    erased: [...held.keys()],
    pages: [],
    log: [{ at: now, event: 'retired', detail: '' }],
  });
  await imported.saveGone(peer, '', []);
  await imported.saveVocabularies(peer, '', '{"vocabularies":{}}');
  await imported.saveTranslations(peer, '', '{"translations":[]}');
  return held.size;
}
