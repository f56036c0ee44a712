import { describe, expect, test } from 'vitest';
import { inRequests } from '#registry/search/meilisearch/requests.ts';

const entries = Array.from({ length: 7 }, (_, id) => ({ id, text: 'línea\nnueva' }));
const read = (lines: string) => lines.split('\n').map((line) => JSON.parse(line) as unknown);

describe('the requests that entries are sent in', () => {
  test('hold all entries, once and in order, a line each', () => {
    const requests = [...inRequests(entries, 100)];
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.flatMap(({ lines }) => read(lines))).toEqual(entries);
    for (const { lines, count } of requests) {
      expect(lines.length).toBeLessThanOrEqual(100);
      expect(count).toBe(read(lines).length);
    }
  });

  test('are one when everything goes into one, and none for nothing', () => {
    expect([...inRequests(entries)]).toHaveLength(1);
    expect([...inRequests([])]).toEqual([]);
  });

  test('take an entry alone that is too large for any', () => {
    const large = { id: 9, text: 'x'.repeat(300) };
    expect([...inRequests([entries[0]!, large, entries[1]!], 100)].map(({ count }) => count)).toEqual([1, 1, 1]);
  });
});
