import { expect, test } from 'vitest';
import type { Io } from '../../../scripts/command.ts';
import { showProgress } from '../../../scripts/progress.ts';

test('long work says every two seconds how far it has come, and short work says nothing', () => {
  const said: string[] = [];
  let now = 0;
  const show = showProgress({ stderr: (text: string) => void said.push(text) } as Io, () => now);
  const at = (time: number, ...progress: Parameters<typeof show>) => {
    now = time;
    show(...progress);
  };
  at(1000, { stage: 'lessons', done: 100, total: 900 });
  expect(said).toEqual([]);
  at(2100, { stage: 'lessons', done: 200, total: 900 });
  at(2200, { stage: 'lessons', done: 300, total: 900 });
  at(4200, { stage: 'cases', done: 100, total: 900 });
  at(6300, { stage: 'indexing', done: 2, total: 15 });
  expect(said).toEqual([
    'Sent the lessons of 200 of 900 cases\n',
    'Sent 100 of 900 cases\n',
    'The server has done 2 of 15 tasks\n',
  ]);
});
