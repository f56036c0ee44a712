import { beforeAll, describe, expect, test } from 'vitest';
import { draftProposal } from '#registry/delivery/draft-proposal.ts';
import { checkRegistry } from '#registry/check.ts';
import { isError } from '#registry/finding/finding.ts';
import { makeTree } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { proposeRecordIds } from '#registry/submission/draft/propose-ids.ts';
import { type NewRecord, SENT_KIND_IDS } from '#registry/submission/new-record.ts';
import { subjectOf } from '#registry/submission/subject.ts';
import { newRecords } from './new-records.ts';
import { type FixtureContext, fixtureContext } from './quick-submission.ts';

let context: FixtureContext;
beforeAll(async () => void (context = await fixtureContext()));

const problemsOf = async (sent: unknown, lab?: string) => {
  const { problems } = await validateSubmission(sent, { ...context, lab }, context.es);
  return problems.map(({ pointer, code, severity }) => `${severity} ${pointer} ${code}`);
};
const errorsOf = async (sent: unknown, lab?: string) => (await problemsOf(sent, lab)).filter((each) => each.startsWith('error'));

/** The proposal of a submission, and the content once it is accepted. */
function propose(payload: NewRecord, lab?: string) {
  const caseId = proposeRecordIds(payload, lab, (id) => context.tree.has(id)).next().value as string;
  const entry = { id: 'abc', action: 'create', times: { received: 0 }, ...(lab ? { lab } : {}) } as const;
  const { proposal, parked } = draftProposal({ forge: 'local-git', entry, payload, caseId, day: context.day }, context);
  if (!proposal) throw new Error(JSON.stringify(parked));
  const files = Object.fromEntries(proposal.files.map(({ path, content }) => [path.replace('content/', ''), String(content)]));
  const tree = makeTree({ ...Object.fromEntries([...context.tree].map(([path, file]) => [path, textOf(file)])), ...files });
  return { proposal, files, tree, registry: readRegistry(tree).registry };
}
const textOf = (file: object) => ('text' in file ? (file.text as string) : '');

describe.each(SENT_KIND_IDS)('a new %s', (kind) => {
  test('becomes a record that the check finds nothing wrong with', async () => {
    const sent = newRecords[kind]();
    expect(await errorsOf(sent)).toEqual([]);
    const { files, tree, registry } = propose(sent);
    const [file] = Object.keys(files);
    expect(checkRegistry(tree, { today: context.day }).filter((found) => found.file === file && isError(found))).toEqual([]);
    expect([...registry.records.get(kind)!.values()].map((record) => record.file)).toContain(file);
  });

  test('is shown to reviewers whole, with words that are nobody’s instructions', () => {
    const { title } = subjectOf(newRecords[kind]());
    const { proposal, files } = propose(newRecords[kind]());
    expect(proposal.title).toContain(title.slice(0, 30));
    expect(proposal.labels).toEqual(['submission', `new ${kind}`, 'unverified']);
    expect(proposal.body).toContain(Object.values(files)[0]!.split('\n')[1]!.split(':')[0]!);
    const hostile = '<script>alert(1)</script> @everyone #1';
    const key = kind === 'session' ? 'why' : kind === 'comment' ? 'adapt' : 'adapting';
    expect(propose(newRecords[kind]({ [key]: hostile })).proposal.body).not.toMatch(/<script>|(?<![\\\w])@everyone/);
  });

  test('has all errors at once, at the fields that were sent', async () => {
    expect(await errorsOf({ ...newRecords[kind](), locale: 'xx' })).toEqual(['error /locale language-unknown']);
    expect(await errorsOf({ ...newRecords[kind](), record: {} })).not.toEqual([]);
    expect(await errorsOf({ ...newRecords[kind]({ language: 'es' }) })).toEqual(['error /record/language field-unknown']);
  });
});

test('findings of the rules are said where the words were sent', async () => {
  expect(await errorsOf(newRecords.comment({ case: 'no-such-case' }))).toEqual(
    expect.arrayContaining(['error /record/case case-unknown']),
  );
  expect(await errorsOf(newRecords.comment({ lessons: [{ id: 'no-such', holds: 'yes' }] }))).toEqual([
    'error /record/lessons/0/id statement-unknown',
  ]);
  expect(await errorsOf(newRecords.commitment({ because: ['worked-with-citations#lesson-x'] }))).toEqual([
    'error /record/because/0 statement-unknown',
  ]);
  expect(await problemsOf(newRecords.session({ highlights: ['worked-with-citations#result-meals-served'] }))).toContain(
    'warning /record/highlights highlights-without-failure',
  );
});

test('a lab that sends its token speaks for itself, and for nobody else', async () => {
  const withoutLab = newRecords.commitment();
  delete withoutLab.record['lab'];
  expect(await errorsOf(withoutLab)).toEqual(['error /record/lab field-missing']);
  expect(await errorsOf(withoutLab, 'test-lab')).toEqual([]);
  expect(await errorsOf(newRecords.commitment(), 'other-lab')).toEqual(['error /record/lab lab-other']);
  const { registry, proposal } = propose(withoutLab, 'test-lab');
  expect(registry.records.get('commitment')!.get('test-lab-probar-un-menu-unico-en-dos-municipios')?.facts).toMatchObject({
    lab: 'test-lab',
    made: context.day,
  });
  expect(proposal.labels).toContain('verified');
});

test('a session is proposed by the registry, whatever it says of itself', () => {
  const { registry } = propose(newRecords.session());
  const facts = registry.records.get('session')!.get('compra-cercana')?.facts;
  expect(facts).toMatchObject({ status: 'proposed', curators: ['test-lab'], proposed: context.day });
});

test('nobody can send a record of another kind', async () => {
  const sent = { ...newRecords.comment(), action: { new: 'lab' } };
  expect(await errorsOf(sent)).toEqual([expect.stringMatching(/\/action\/new/)]);
});
