import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBroken } from '../../../api/edition/broken.ts';
import { draftProposal, DraftTookTooLong, type DraftTask } from '#registry/delivery/draft-proposal.ts';
import { makeTree } from '#registry/content/tree.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { setDocument } from '../../../api/choice/document.ts';
import { type Checks, openChecks } from '../../../api/checking/checks.ts';
import { openForm } from '../../../api/form/form-state.ts';
import { JPEG, withExif } from '../photo/pictures.ts';
import { type FixtureContext, fixtureContext, improvement, quickSubmission } from '../submission/quick-submission.ts';
import type { CaseSubmission } from '#registry/submission/schema.ts';
import { PATIENCE_MS } from '../../patience.ts';

describe('what is looked at in threads', () => {
  let context: FixtureContext;
  let edition: Pick<FixtureContext, 'tree'> & { broken: ReadonlySet<string> };
  let checks: Checks;
  beforeAll(async () => {
    context = await fixtureContext();
    checks = openChecks(() => edition, { threads: 2, limitMs: PATIENCE_MS, waitMs: PATIENCE_MS });
  });
  beforeEach(() => void (edition = { tree: context.tree, broken: new Set() }));
  afterAll(() => checks.close());
  const options = () => ({ locale: context.es, now: Date.parse(context.day), sender: 'somebody', accepts: false });

  test('finds what is found without it, of good and bad ones that come together', async () => {
    const submitted = quickSubmission().case;
    const inputs = [
      ...[quickSubmission(), quickSubmission({ body: { results: 'Subió 45 % <b>mucho</b>.' } }), {}, null, 7],
      ...[
        quickSubmission({ case: { ...submitted, title: 'Agua segur\u0430' } }),
        quickSubmission({ case: { ...submitted, title: '' } }),
      ],
    ];
    const [there, here] = await Promise.all([
      Promise.all(inputs.map((input) => checks.check(input, options()))),
      Promise.all(inputs.map((input) => validateSubmission(input, context, context.es))),
    ]);
    expect(there).toEqual(here.map(({ submission, problems }) => ({ ...(submission ? { submission } : {}), problems })));
    expect(there.map(({ problems }) => problems.length > 0)).toEqual([false, true, true, true, true, true, true]);
  });

  test('says it in the language asked for, of the day and the lab', async () => {
    const bad = quickSubmission({ case: { ...quickSubmission().case, title: '' } });
    const pt = context.registry.locales.get('pt')!;
    expect((await checks.check(bad, { ...options(), locale: pt, lab: 'test-lab' })).problems[0]!.message).toMatch(/vazio/);
  });

  test('looks with the content that is published now, without what is broken', async () => {
    const codes = async (input: unknown) => (await checks.check(input, options())).problems.map(({ code }) => code);
    const change = improvement(context.registry, { case: { level: 'city' } });
    expect(await codes(change)).toEqual([]);
    edition = { tree: context.tree, broken: new Set(['cases/ury/worked-with-citations/index.md']) };
    expect(await codes(change)).toContain('original-missing');
    edition = { tree: new Map([...context.tree].filter(([file]) => file !== 'locales/es.json')), broken: new Set() };
    expect(await codes(quickSubmission())).toContain('language-unknown');
  });

  test('gives what is to be kept of a submission: pictures that say nothing of people, and what a correction was made from', async () => {
    const photo = { name: 'a.jpg', type: 'image/jpeg' as const, description: 'x', data: withExif(JPEG, 3).toString('base64') };
    const sent = improvement(context.registry, { case: { level: 'city' }, attachments: [photo] });
    const { submission, original } = await checks.check(sent, { ...options(), accepts: true });
    expect(Buffer.from((submission as CaseSubmission).attachments![0]!.data, 'base64').includes('GPS-CANARY')).toBe(false);
    expect(Object.keys(original!)).toEqual(['case/level']);
    expect(((await checks.check(sent, options())).submission as CaseSubmission).attachments).toBeUndefined();
    expect((await checks.check({}, { ...options(), accepts: true })).submission).toBeUndefined();
  });

  test('looks at a form step by step, and shows the page it would make', async () => {
    const state = openForm('improve', 'es', 0, context.registry.cases.get('worked-with-citations'), context.registry);
    expect((await checks.step(openForm('quick', 'es', 0), 'x')).map(({ name }) => name)).toContain('case.title');
    const consenting = { ...state, values: { ...state.values, 'consent.license': ['CC-BY-4.0'], 'case.level': ['city'] } };
    const { problems, preview, checked } = await checks.form(consenting, { ...options(), contactDays: 30 });
    expect(problems).toEqual([]);
    expect(JSON.stringify(preview)).toContain('Almuerzo escolar');
    expect(checked).toBeUndefined();
    const kept = await checks.form(consenting, { ...options(), contactDays: 30, accepts: true });
    expect(kept.checked).toMatchObject({
      submission: { case: { level: 'city' } },
      original: { 'case/level': expect.any(String) as string },
    });
  });

  test('sets the documents that readers ask for as they are set without it', async () => {
    const common = { locale: 'es', siteUrl: 'https://registry.example' };
    const cases = ['worked-with-citations'];
    const brief = {
      ...common,
      of: 'choice',
      page: 'shortlist',
      format: 'docx',
      cases,
      versions: new Map([[cases[0]!, 'v7']]),
    } as const;
    const letter = { ...common, of: 'letter', lab: 'test-lab', today: context.day } as const;
    for (const task of [brief, letter])
      expect(Buffer.compare(await checks.document(task, 'x'), await setDocument(task, context.registry)), task.of).toBe(0);
  });

  test('makes the same proposal as is made without it, from the content of the base branch', async () => {
    const { contact: _contact, ...payload } = quickSubmission();
    const task: DraftTask = {
      ...{ forge: 'local-git', payload, caseId: 'uruguay-agua', day: context.day },
      entry: { id: 's1', action: 'create', times: { received: 1 } },
    };
    const drafted = await checks.draft(task, { commit: 'x', tree: context.tree });
    expect(drafted).toEqual(draftProposal(task, context));
    const { contact: _none, ...change } = improvement(context.registry, { case: { level: 'city' } });
    const correction = {
      ...task,
      payload: change,
      caseId: 'worked-with-citations',
      entry: { ...task.entry, action: 'improve' as const },
    };
    expect((await checks.draft(correction, { commit: 'x', tree: context.tree })).proposal).toMatchObject({ action: 'improve' });
    const without = new Map([...context.tree].filter(([file]) => !file.includes('worked-with-citations')));
    expect((await checks.draft(correction, { commit: 'y', tree: without })).parked).toMatchObject({ reason: 'changed' });
  });

  test('is a problem that says what to do when it takes too long, and of a delivery one that is tried again', async () => {
    const script = new URL('./odd-thread.ts', import.meta.url);
    const slow = openChecks(() => edition, { threads: 2, limitMs: 100, waitMs: PATIENCE_MS, script });
    await expect(slow.check('for ever', options())).rejects.toMatchObject({
      ...{ name: 'ProblemError', code: 'check-took-too-long', status: 503, retryAfter: expect.any(Number) as number },
    });
    const task = { input: 'for ever' } as unknown as DraftTask;
    await expect(slow.draft(task, { commit: 'x', tree: makeTree({}) })).rejects.toThrow(DraftTookTooLong);
    await slow.close();
  });
});

test('which records are broken is found in a thread too', async () => {
  const { tree } = await fixtureContext();
  const file = 'cases/ury/worked-with-citations/index.md';
  expect(await findBroken(tree, 'test')).toEqual(new Set());
  const { text } = tree.get(file) as { text: string };
  const broken = new Map(tree).set(file, { text: text.replace(/^steward: .*$/m, 'steward: nobody') });
  expect(await findBroken(broken, 'test')).toEqual(new Set([file]));
});
