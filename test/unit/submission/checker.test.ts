import { beforeAll, describe, expect, test } from 'vitest';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { openChecker } from '../../../api/submissions/checker.ts';
import { type FixtureContext, fixtureContext, quickSubmission } from './quick-submission.ts';

describe('the thread that checks submissions', () => {
  let context: FixtureContext;
  beforeAll(async () => void (context = await fixtureContext()));
  const options = () => ({ locale: context.es, now: Date.parse(context.day) });

  test('finds what is found without it, of good and bad ones that come together', async () => {
    const check = openChecker(() => context);
    const told = quickSubmission().case;
    const inputs = [
      ...[quickSubmission(), quickSubmission({ body: { results: 'Subió 45 % <b>mucho</b>.' } }), {}, null, 7],
      ...[quickSubmission({ case: { ...told, title: 'Agua segur\u0430' } }), quickSubmission({ case: { ...told, title: '' } })],
    ];
    const [there, here] = await Promise.all([
      Promise.all(inputs.map((input) => check(input, options()))),
      Promise.all(inputs.map((input) => validateSubmission(input, context, context.es))),
    ]);
    expect(there).toEqual(here.map(({ submission, problems }) => ({ ...(submission ? { submission } : {}), problems })));
    expect(there.map(({ problems }) => problems.length > 0)).toEqual([false, true, true, true, true, true, true]);
  });

  test('says it in the language asked for, of the day and the lab', async () => {
    const check = openChecker(() => context);
    const bad = quickSubmission({ case: { ...quickSubmission().case, title: '' } });
    const pt = context.registry.locales.get('pt')!;
    expect((await check(bad, { ...options(), locale: pt, lab: 'test-lab' })).problems[0]!.message).toMatch(/vazio/);
  });

  test('checks against the content that is published now', async () => {
    let edition: Pick<FixtureContext, 'tree'> = context;
    const check = openChecker(() => edition);
    const codes = async () => (await check(quickSubmission(), options())).problems.map(({ code }) => code);
    expect(await codes()).toEqual([]);
    edition = { tree: new Map([...context.tree].filter(([file]) => file !== 'locales/es.json')) };
    expect(await codes()).toContain('language-unknown');
  });

  test('fails what it had when it dies, and is there again for the next', async () => {
    const check = openChecker(() => context, new URL('./dying-thread.ts', import.meta.url));
    expect(await check('a', options())).toEqual({ problems: [] });
    await expect(Promise.all([check('die', options()), check('b', options())])).rejects.toThrow('ended with 3');
    expect(await check('c', options())).toEqual({ problems: [] });
  });

  test('fails what cannot be sent to it', async () => {
    const check = openChecker(() => context, new URL('./dying-thread.ts', import.meta.url));
    await expect(check({ run: () => 1 }, options())).rejects.toThrow(/could not be cloned/);
    expect(await check('a', options())).toEqual({ problems: [] });
  });
});
