import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTextStore, textStoreIn } from '#registry/content/text-store.ts';

const TEXTS = ['uno', '', 'ñandú 🌱', 'x'.repeat(100_000), 'uno'];

test('texts come back from the disk, in any order', () => {
  const store = openTextStore();
  const reads = TEXTS.map((text) => store.keep(text));
  expect(reads.toReversed().map((read) => read())).toEqual(TEXTS.toReversed());
  store.close();
});

test.runIf(existsSync('/dev/full'))('on a full disk they stay in memory', () => {
  const full = openSync('/dev/full', 'w+');
  const keep = textStoreIn(full);
  expect(TEXTS.map((text) => keep(text)()).join(' ')).toBe(TEXTS.join(' '));
  closeSync(full);
});

test('what is kept is not in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const store = openTextStore();
  const before = inUse();
  const megabyte = 2 ** 20;
  const kept = Array.from({ length: 50 }, (_, at) => store.keep(String(at).padEnd(megabyte, 'x')));
  expect(inUse() - before).toBeLessThan(10 * megabyte);
  expect(kept.map((read) => Number.parseInt(read(), 10))).toEqual([...kept.keys()]);
  store.close();
});
