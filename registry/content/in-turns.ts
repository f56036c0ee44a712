/**
 * Runs `work` on each item with at most `atOnce` running at a time, and returns the results in the order of the items: a
 * registry has more files than a process may open. When one fails, no other begins, and it rejects once none is running.
 */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  results.length = items.length;
  let next = 0;
  const takeTurns = async () => {
    try {
      for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!);
    } catch (error) {
      next = items.length;
      throw error;
    }
  };
  const turns = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns));
  const failed = turns.find((turn) => turn.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
}
