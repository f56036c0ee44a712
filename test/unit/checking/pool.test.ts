import { afterEach, describe, expect, test } from 'vitest';
import { makeTree } from '#registry/content/tree.ts';
import { openPool, type Pool, type PoolOptions, TooBusy, TookTooLong } from '../../../api/checking/pool.ts';
import type { TaskContent } from '../../../api/checking/task.ts';
import { PATIENCE_MS } from '../../patience.ts';

type Told = { thread: string; files: number[] };
const content: TaskContent = { key: 'edition', tree: makeTree({ a: '1', b: '2' }) };

let pool: Pool;
afterEach(() => pool.close());
const open = (options: Partial<PoolOptions> = {}) =>
  (pool = openPool({
    threads: 2,
    limitMs: PATIENCE_MS,
    waitMs: PATIENCE_MS,
    script: new URL('./odd-thread.ts', import.meta.url),
    ...options,
  }));
const run = (input: unknown, sender = 'somebody', of = content) =>
  pool.run(
    'check',
    { input, locale: 'es', day: '2026-11-29', lab: undefined, accepts: false },
    of,
    sender,
  ) as unknown as Promise<Told>;

describe('threads', () => {
  test('are ended by the clock, and the next task has another one', async () => {
    open({ threads: 1, limitMs: 1000 });
    const [slow, next] = [run('for ever'), run('0')];
    await expect(slow).rejects.toThrow(TookTooLong);
    expect((await next).thread).toBeTruthy();
  });

  test('are under the clock with every task, not only with their first', async () => {
    open({ threads: 1, limitMs: 1000 });
    const { thread } = await run('0');
    expect((await run('0')).thread).toBe(thread);
    await expect(run('for ever')).rejects.toThrow(TookTooLong);
    expect((await run('0')).thread).not.toBe(thread);
  });

  test('that die take their task with them, and nothing else', async () => {
    open({ threads: 1 });
    const [dying, next] = [run('die'), run('0')];
    await expect(dying).rejects.toThrow('ended with 3');
    expect((await next).thread).toBeTruthy();
  });

  test('tell what was thrown, and go on', async () => {
    open({ threads: 1 });
    const before = await run('0');
    await expect(run('throw')).rejects.toThrow('thrown in the thread');
    expect((await run('0')).thread).toBe(before.thread);
  });

  test('never take what cannot be sent to them, and go on with what waits', async () => {
    open({ threads: 1 });
    const [wrong, next] = [run({ now: () => 1 }), run('0')];
    await expect(wrong).rejects.toThrow(/could not be cloned/);
    expect((await next).files).toEqual([2]);
  });

  test('are sent a large content piece by piece, while others are answered', async () => {
    open({ threads: 1 });
    let turn = 0;
    const count = () => void (turn++, (counting = setImmediate(count)));
    let counting = setImmediate(count);
    const readIn = new Set<number>();
    const file = () => ({
      get text() {
        readIn.add(turn);
        for (const until = performance.now() + 1; performance.now() < until;);
        return 'read from the disk';
      },
    });
    const tree = new Map(
      Array.from({ length: 100 }, (_none, index) => [`${index}.md`, file()]),
    ) as unknown as TaskContent['tree'];
    expect((await run('0', 'somebody', { key: 'edition', tree })).files).toEqual([100]);
    clearImmediate(counting);
    expect(readIn.size).toBeGreaterThan(2);
  });

  test('are not all taken by one sender: another one is answered while the first thinks for ever', async () => {
    open();
    const slow = [run('for ever', 'slow'), run('for ever', 'slow')].map((each) => each.catch((error: unknown) => error));
    expect((await run('0', 'other')).thread).toBeTruthy();
    expect((await run('0', 'another')).thread).toBeTruthy();
    await pool.close();
    for (const error of await Promise.all(slow)) expect(error).toBeInstanceOf(Error);
  });

  test('take turns: who sends one is not behind all that somebody else has sent', async () => {
    open({ threads: 1 });
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    const many = ['many 1', 'many 2', 'many 3'].map((name) => run('20', 'many').then(note(name)));
    await Promise.all([...many, run('0', 'one').then(note('one'))]);
    expect(order).toEqual(['many 1', 'one', 'many 2', 'many 3']);
  });

  test('are waited for only so long', async () => {
    open({ threads: 1, waitMs: 100 });
    const slow = run('for ever').catch((error: unknown) => error);
    await expect(run('0', 'other')).rejects.toThrow(TooBusy);
    await pool.close();
    expect(await slow).toBeInstanceOf(Error);
  });

  test('turn away a sender of too much, and not the others', async () => {
    open({ threads: 1, limitMs: 1000 });
    const all = Array.from({ length: 60 }, () => run('for ever', 'many').catch((error: unknown) => error));
    const other = run('0', 'other');
    const refused = (await Promise.race([Promise.all(all.slice(50)), other.then(() => undefined)])) as unknown[] | undefined;
    expect(refused?.every((error) => error instanceof TooBusy)).toBe(true);
    expect((await other).thread).toBeTruthy();
    await pool.close();
    await Promise.all(all);
  });

  test('get of content only what they do not have', async () => {
    open({ threads: 1 });
    expect((await run('0')).files).toEqual([2]);
    expect((await run('0')).files).toEqual([2]);
    const more: TaskContent = { key: 'edition', tree: new Map([...content.tree, ['c', { text: '3' }]]) };
    expect((await run('0', 'x', more)).files).toEqual([2, 1]);
    const base: TaskContent = { key: 'base', tree: more.tree };
    expect((await run('0', 'x', base)).files).toEqual([2, 1, 0]);
    expect((await run('0', 'x', more)).files).toEqual([2, 1, 0]);
  });

  test('end when nothing comes for a while, but not while they work, and the next task has another one', async () => {
    open({ threads: 1, idleMs: 150 });
    const { thread } = await run('0');
    expect((await run('400')).thread).toBe(thread);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await run('0')).thread).not.toBe(thread);
  });

  test('end with the pool, and whoever waits learns it', async () => {
    open({ threads: 1 });
    const waiting = [run('for ever'), run('0')].map((each) => each.catch((error: unknown) => error));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await pool.close();
    for (const error of await Promise.all(waiting)) expect(error).toBeInstanceOf(Error);
    await expect(run('0')).rejects.toThrow(TooBusy);
  });
});
