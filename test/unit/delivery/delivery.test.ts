import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeliveryServices, runOnce } from '#registry/delivery/delivery.ts';
import { draftProposal } from '#registry/delivery/draft-proposal.ts';
import { Unavailable } from '#registry/forge/errors.ts';
import { type LocalForge, openLocalGit } from '#registry/forge/git/local-git.ts';
import type { Entry, Outbox } from '#registry/outbox/outbox.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { readRegistry } from '#registry/read.ts';
import { digestParts } from '#registry/submission/draft/meanwhile.ts';
import type { Improvement, Submission } from '#registry/submission/schema.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { JPEG, withExif } from '../photo/pictures.ts';
import { onDisk } from '../scripts/scratch.ts';
import { fixtureContext, improvement, quickSubmission } from '../submission/quick-submission.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const run = promisify(execFile);

describe('delivery to a git repository', () => {
  let folder: string;
  let outbox: Outbox;
  let forge: LocalForge;
  let services: DeliveryServices;
  let published: string[];
  const git = async (...args: string[]) =>
    (await run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: folder })).stdout;

  beforeEach(async () => {
    folder = await onDisk(await readFixtureRegistry());
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message=Begin');
    outbox = openSqliteOutbox(join(folder, '.data', 'outbox.sqlite'), { capacity: 100 });
    forge = await openLocalGit({ dir: join(folder, 'content') });
    published = [];
    services = {
      outbox,
      forge,
      owner: 'worker',
      random: () => 0.5,
      statusUrl: (id) => `https://registry.example/es/submissions/${id}`,
      onPublished: async ({ id }) => void published.push(id),
      draft: async (task, { tree }) => draftProposal(task, { tree, registry: readRegistry(tree).registry }),
    };
  });
  afterEach(async () => {
    await outbox.close();
    await forge.close();
  });

  const accept = async ({ contact, ...payload }: Submission = quickSubmission(), lab?: string): Promise<Entry> =>
    (await outbox.accept({ id: randomUUID(), payload, ...(contact ? { contact } : {}), ...(lab ? { lab } : {}) }, NOW)).entry;
  const contentNow = async () => {
    const { tree } = await forge.readBase();
    return { tree, registry: readRegistry(tree).registry };
  };
  const filesOf = async (id: string) => (await git('diff', '--name-only', `main...proposals/${id}`)).trim().split('\n');

  test('makes a proposal with the record and nothing besides', async () => {
    const { id } = await accept();
    expect(await runOnce(services, NOW)).toEqual({ did: 'moved', id });
    expect(await outbox.find(id)).toMatchObject({ state: 'proposed', caseId: 'uruguay-agua-segura-en-escuelas-rurales' });
    expect(await filesOf(id)).toEqual(['content/cases/ury/uruguay-agua-segura-en-escuelas-rurales/index.md']);
    expect(await runOnce(services, NOW)).toEqual({ did: 'nothing' });
  });

  test('no address of a person comes into the repository, and credit only for who asked for it', async () => {
    const contact = { name: 'Ana Prueba', email: 'ana@example.org' };
    const { id } = await accept(quickSubmission({ contact, consent: { license: 'CC-BY-4.0', credit: 'Equipo de agua' } }));
    await runOnce(services, NOW);
    const everything = JSON.stringify([
      await git('log', '-p', '--format=%B', `main..proposals/${id}`),
      (await forge.show(id)).note,
    ]);
    expect(everything).not.toMatch(/ana@|Ana Prueba/);
    expect(everything).toContain('Co-authored-by: Equipo de agua <submission@labs.invalid>');
  });

  test('attachments stand beside the record, under names of ours', async () => {
    const data = Buffer.from('%PDF-1.7\n%%EOF').toString('base64');
    const attachments = [{ name: '../../evil.pdf', type: 'application/pdf' as const, description: 'Informe', data }];
    const { id } = await accept(quickSubmission({ attachments }));
    await runOnce(services, NOW);
    const folder = 'content/cases/ury/uruguay-agua-segura-en-escuelas-rurales';
    expect(await filesOf(id)).toContain(`${folder}/files/1.pdf`);
    expect(await git('show', `proposals/${id}:${folder}/index.md`)).toContain(
      'attachments:\n  - file: 1.pdf\n    text: Informe\n',
    );
  });

  test('pictures of an improved case are added to those it has, under numbers that are free, without where they were taken', async () => {
    const { registry } = await fixtureContext();
    const photo = (description: string) => ({
      name: 'IMG_1.JPG',
      type: 'image/jpeg' as const,
      description,
      data: withExif(JPEG, 6).toString('base64'),
    });
    const { id } = await accept(improvement(registry, { case: {}, attachments: [photo('La cocina'), photo('El patio')] }));
    await runOnce(services, NOW);
    await forge.decide(id, { verdict: 'accept', by: 'Rita', reason: '' });
    const { registry: grown } = await contentNow();
    const { digest, folder: place } = {
      ...grown.cases.get('worked-with-citations')!,
      folder: 'content/cases/ury/worked-with-citations',
    };
    const again = await accept({
      ...improvement(grown, { case: {}, attachments: [photo('El huerto')] }),
      action: { improve: 'worked-with-citations', digest },
    });
    await runOnce(services, NOW);
    expect((await filesOf(again.id)).toSorted()).toEqual([`${place}/files/3.jpg`, `${place}/index.md`]);
    const record = await git('show', `proposals/${again.id}:${place}/index.md`);
    expect(record.match(/^  - file: \d\.jpg$/gm)).toHaveLength(3);
    expect(await git('log', '--all', '--patch', '--text')).not.toContain('GPS-CANARY');
  });

  test('two new cases of one name get ids of their own', async () => {
    const [one, two] = [await accept(), await accept()];
    await runOnce(services, NOW);
    await runOnce(services, NOW);
    const ids = [await outbox.find(one.id), await outbox.find(two.id)].map((entry) => entry?.caseId);
    expect(ids.toSorted()).toEqual(['uruguay-agua-segura-en-escuelas-rurales', 'uruguay-agua-segura-en-escuelas-rurales-2']);
  });

  test('an id that the repository has already gives way to the next', async () => {
    const stale = await forge.readBase();
    await accept();
    await runOnce(services, NOW);
    const [first] = await outbox.list();
    await forge.decide(first!.id, { verdict: 'accept', by: 'Rita', reason: '' });
    await outbox.close();
    // Another outbox knows nothing of the first submission, and its base does not have the merged case yet.
    outbox = openSqliteOutbox(join(folder, '.data', 'other.sqlite'), { capacity: 100 });
    const behind = { ...forge, readBase: async () => ({ ...(await forge.readBase()), tree: stale.tree }) };
    services = { ...services, outbox, forge: behind };
    const { id } = await accept();
    expect(await runOnce(services, NOW)).toEqual({ did: 'failed', id });
    expect(await runOnce(services, NOW)).toEqual({ did: 'moved', id });
    expect((await outbox.find(id))?.caseId).toBe('uruguay-agua-segura-en-escuelas-rurales-2');
  });

  test('a worker that was cut off before it could say so leaves one proposal', async () => {
    const { id } = await accept();
    await runOnce({ ...services, outbox: { ...outbox, settle: async () => false } }, NOW);
    expect((await outbox.find(id))?.state).toBe('received');
    expect(await runOnce(services, NOW + 5 * MINUTE)).toEqual({ did: 'moved', id });
    expect(await outbox.find(id)).toMatchObject({ state: 'proposed', crashes: 0 });
    expect((await git('branch', '--list', 'proposals/*')).trim().split('\n')).toHaveLength(1);
  });

  test('a proposal that was made and not written down is found again, whatever has become of the content since', async () => {
    const { id } = await accept();
    await runOnce({ ...services, outbox: { ...outbox, settle: async () => false } }, NOW);
    const readBase = async () => Promise.reject(new Error('no content'));
    const unreadable = { ...services, forge: { ...forge, readBase } };
    expect(await runOnce(unreadable, NOW + 5 * MINUTE)).toEqual({ did: 'moved', id });
  });

  test('a proposal that was only half made is completed, and stays the one that there is', async () => {
    const { id } = await accept();
    let calls = 0;
    const propose: DeliveryServices['forge']['propose'] = async (proposal) => {
      const made = await forge.propose(proposal);
      if ((calls += 1) === 1) throw new Unavailable('The labels could not be put on it.');
      return made;
    };
    const halting = { ...services, forge: { ...forge, propose } };
    expect(await runOnce(halting, NOW)).toEqual({ did: 'failed', id });
    expect(await runOnce(halting, NOW + 5 * MINUTE)).toEqual({ did: 'moved', id });
    expect(calls).toBe(2);
    expect((await git('branch', '--list', 'proposals/*')).trim().split('\n')).toHaveLength(1);
  });

  test('a submission that takes its worker down again and again is left to a person', async () => {
    const { id } = await accept();
    for (let crash = 0; crash < 8; crash++) await outbox.claim({ owner: 'doomed', leaseMs: 1 }, NOW + crash);
    await runOnce(services, NOW + MINUTE);
    expect(await outbox.find(id)).toMatchObject({ state: 'parked', parked: { reason: 'crashing' } });
  });

  test('becomes published when somebody accepts it, and says so once it is', async () => {
    const { id } = await accept();
    await runOnce(services, NOW);
    await runOnce(services, NOW + 6 * MINUTE);
    expect((await outbox.find(id))?.state).toBe('in-review');
    await forge.decide(id, { verdict: 'accept', by: 'Rita', reason: '' });
    expect(published).toEqual([]);
    await outbox.markDue(id, NOW + 7 * MINUTE);
    await runOnce(services, NOW + 7 * MINUTE);
    expect((await outbox.find(id))?.state).toBe('published');
    expect(published).toEqual([id]);
    expect(await runOnce(services, NOW + 100 * MINUTE)).toEqual({ did: 'nothing' });
  });

  test('becomes declined when somebody declines it', async () => {
    const { id } = await accept();
    await runOnce(services, NOW);
    await forge.decide(id, { verdict: 'decline', by: 'Rita', reason: 'Es publicidad.' });
    await runOnce(services, NOW + 6 * MINUTE);
    expect(await outbox.find(id)).toMatchObject({ state: 'declined', times: { declined: NOW + 6 * MINUTE } });
  });

  test('whose proposal a restored repository does not have is proposed again', async () => {
    const { id } = await accept();
    await runOnce(services, NOW);
    await runOnce(services, NOW + 6 * MINUTE);
    expect((await outbox.find(id))?.state).toBe('in-review');
    const refs = await git('for-each-ref', '--format=%(refname)', 'refs/heads/proposals', 'refs/proposals');
    for (const ref of refs.trim().split('\n')) await git('update-ref', '-d', ref);
    await outbox.markDue(id, NOW + 20 * MINUTE);
    expect(await runOnce(services, NOW + 20 * MINUTE)).toEqual({ did: 'lost', id });
    expect(await runOnce(services, NOW + 20 * MINUTE)).toEqual({ did: 'moved', id });
    expect(await forge.read(id)).toMatchObject({ status: 'open' });
    expect(await outbox.find(id)).toMatchObject({ state: 'proposed', attempts: 0 });
  });

  test('is told again of a publication when it could not be told the first time', async () => {
    const { id } = await accept();
    await runOnce(services, NOW);
    await forge.decide(id, { verdict: 'accept', by: 'Rita', reason: '' });
    const failing = { ...services, onPublished: async () => Promise.reject(new Error('the disk is full')) };
    expect(await runOnce(failing, NOW + 6 * MINUTE)).toEqual({ did: 'failed', id });
    expect(await runOnce(services, NOW + 60 * MINUTE)).toEqual({ did: 'moved', id });
    expect(published).toEqual([id]);
  });

  test('an improvement is delivered on the case as it is by then; of a case that is gone it is parked', async () => {
    const { registry } = await fixtureContext();
    const change = improvement(registry, { case: { level: 'city' } });
    const gone = { ...change, action: { improve: 'never-was', digest: '0123456789ab' } };
    const [good, bad] = [await accept(change), await accept(gone)];
    await git('commit', '--quiet', '--allow-empty', '--message=Meanwhile');
    await runOnce(services, NOW);
    await runOnce(services, NOW);
    expect(await outbox.find(good.id)).toMatchObject({ state: 'proposed', caseId: 'worked-with-citations' });
    expect(await git('diff', '--shortstat', `main...proposals/${good.id}`)).toContain('1 insertion(+), 1 deletion(-)');
    expect(await outbox.find(bad.id)).toMatchObject({ state: 'parked', parked: { reason: 'changed' } });
  });

  /** A correction accepted when the case was as in the fixture. */
  const acceptCorrection = async (given: Partial<Improvement>) => {
    const { registry } = await fixtureContext();
    const { contact: _contact, ...payload } = improvement(registry, given);
    const original = digestParts(payload, registry.cases.get('worked-with-citations')!, registry);
    return (await outbox.accept({ id: randomUUID(), payload, original }, NOW)).entry;
  };
  const original = 'content/cases/ury/worked-with-citations/index.md';
  const change = async (find: string, put: string) => {
    const path = join(folder, original);
    await writeFile(path, (await readFile(path, 'utf8')).replace(find, put));
    await git('commit', '--quiet', '--all', '--message=Correct a fact');
  };

  test('a case whose challenge is in no list comes to reviewers with its sender’s words for it', async () => {
    const { challenges: _challenges, ...submitted } = quickSubmission().case;
    const otherChallenge = 'Nadie repara las bombas de agua';
    const { id } = await accept(quickSubmission({ case: submitted, otherChallenge }));
    await runOnce(services, NOW);
    expect(await outbox.find(id)).toMatchObject({ state: 'proposed' });
    const { note } = await forge.show(id);
    expect(note.body).toContain(`falta elegir uno de la lista\n\n> ${otherChallenge}`);
    expect(note.body).toContain('«challenges»');
  });

  test('an improvement takes back nothing that somebody changed since it was sent, and tells reviewers of it', async () => {
    const lessons = [
      { id: 'one-menu', kind: 'works' as const, text: 'Un menú único abarató la compra.', caveat: 'En ciudades.' },
    ];
    const { id } = await acceptCorrection({ case: { level: 'city', lessons } });
    await change('Un menú único abarató la compra.', 'Un menú único abarató la compra a la mitad.');
    expect(await runOnce(services, NOW)).toEqual({ did: 'moved', id });
    const diff = await git('diff', '-U0', `main...proposals/${id}`);
    expect(diff.match(/^[+-](?![+-]).*$/gm)).toEqual(['-level: national', '+level: city', '+    caveat: En ciudades.']);
    expect((await forge.show(id)).note.body).toContain('cambió el caso después');
    await forge.decide(id, { verdict: 'accept', by: 'Rita', reason: '' });
    expect(await git('show', `main:${original}`)).toContain('a la mitad.');
  });

  test('an improvement of what somebody else has changed since is parked, and what clashes is named', async () => {
    const { id } = await acceptCorrection({ case: { level: 'city' } });
    await change('level: national', 'level: subnational');
    await runOnce(services, NOW);
    expect(await outbox.find(id)).toMatchObject({
      ...{ state: 'parked', parked: { reason: 'changed', detail: 'changed since it was sent: case/level' } },
    });
    expect((await git('branch', '--list', 'proposals/*')).trim()).toBe('');
  });

  test('nothing that somebody is writing and has not committed comes into a proposal', async () => {
    const { id } = await acceptCorrection({ case: { level: 'city' } });
    await writeFile(join(folder, original), `${await readFile(join(folder, original), 'utf8')}\nNOTA PRIVADA SIN CONFIRMAR.\n`);
    expect(await runOnce(services, NOW)).toEqual({ did: 'moved', id });
    expect(await git('diff', `main...proposals/${id}`)).not.toContain('NOTA PRIVADA');
    expect(await readFile(join(folder, original), 'utf8')).toContain('NOTA PRIVADA');
  });

  test('what was merged between the look and the commit is a conflict for reviewers, and is not taken back', async () => {
    const { id } = await acceptCorrection({ case: { level: 'city' } });
    const draft: DeliveryServices['draft'] = async (task, base) => {
      const drafted = await services.draft(task, base);
      await change('level: national', 'level: subnational');
      return drafted;
    };
    expect(await runOnce({ ...services, draft }, NOW)).toEqual({ did: 'moved', id });
    expect((await forge.show(id)).conflicts).toEqual([original]);
    await expect(forge.decide(id, { verdict: 'accept', by: 'Rita', reason: '' })).rejects.toThrow(/changed since/);
  });

  test('a new case with a title that a hundred have is parked at once', async () => {
    const { id } = await accept();
    const none = { ...services, outbox: { ...outbox, reserveCase: async () => false } };
    await runOnce(none, NOW);
    expect(await outbox.find(id)).toMatchObject({ state: 'parked', parked: { reason: 'no-id' } });
  });

  test('what an improvement takes away is told to reviewers, and goes from the translations with it', async () => {
    const { registry } = await fixtureContext();
    const { id } = await accept(improvement(registry, { remove: ['lessons/one-menu'] }));
    expect(await runOnce(services, NOW)).toEqual({ did: 'moved', id });
    expect((await filesOf(id)).map((file) => file.split('/').at(-1))).toEqual(['en.md', 'index.md', 'pt.md']);
    expect((await forge.show(id)).note.body).toContain('### Se quita\n\n- Un menú único abarató la compra.');
  });

  test('what broke the rules in the meantime is parked, with what is wrong', async () => {
    const submitted = { ...quickSubmission().case, challenges: ['no-such-challenge'] };
    const { id } = await accept(quickSubmission({ case: submitted }));
    await runOnce(services, NOW);
    expect((await outbox.find(id))?.parked).toEqual({ reason: 'invalid', detail: 'concept-unknown /case/challenges/0' });
  });
});
