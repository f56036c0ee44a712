import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openTextStore, textStoreIn } from '../../../api/edition/text-store.ts';

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
