import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ForgeError, RateLimited } from '#registry/forge/errors.ts';
import { branchOf } from '#registry/forge/forge.ts';
import { openGitHub } from '#registry/forge/github/github.ts';
import type { Fault, FaultKind } from '../fake-github/faults.ts';
import { sampleProposal } from './forge-bench.ts';
import { openFakeGitHubBench, type FakeGitHubBench, TOKEN } from './forge-fake-github-bench.ts';
import { PATIENCE_MS } from '../patience.ts';

describe('the forge GitHub', () => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = key.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const app = { id: 77, installation: 4, publicKey: key.publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  const warnings: string[] = [];
  let bench: FakeGitHubBench;
  beforeAll(async () => {
    bench = await openFakeGitHubBench({ app }, { warn: (message) => warnings.push(message), timeout: PATIENCE_MS });
  });
  afterAll(() => bench.close());
  /** For a GitHub that is waited for in vain: on a busy machine an honest one may take longer. */
  const impatient = () => openGitHub({ ...bench.options, timeout: 1500 });
  const pull = (submissionId: string) => bench.fake.hub.file.state.pulls.find(({ head }) => head === branchOf(submissionId))!;

  describe('tells reviewers:', () => {
    test('the pull request has the title and the body as they were given, against the base branch', async () => {
      const proposal = sampleProposal({ body: '## Resumen\n\n> Uno\\.\n' });
      const { number, url } = await bench.forge.propose(proposal);
      const { title, body } = proposal;
      expect(pull(proposal.submissionId)).toMatchObject({ number, title, body, base: 'main' });
      expect(url).toContain(`/pull/${number}`);
    });

    test('it is labelled, and a label that the repository lacks is created once', async () => {
      const first = sampleProposal({ labels: ['caso', 'sin verificar'] });
      const second = sampleProposal({ labels: ['sin verificar'] });
      await Promise.all([bench.forge.propose(first), bench.forge.propose(second)]);
      expect(pull(first.submissionId).labels.toSorted()).toEqual(['caso', 'sin verificar']);
      expect(pull(second.submissionId).labels).toEqual(['sin verificar']);
      expect(bench.fake.hub.file.state.labels.map(({ name }) => name).toSorted()).toEqual(['caso', 'sin verificar']);
    });

    test('the owners of its folder are asked for a review, with whom the proposal names', async () => {
      const proposal = sampleProposal({ reviewers: ['ana'] });
      await bench.forge.propose(proposal);
      expect(pull(proposal.submissionId).reviewers.toSorted()).toEqual(['ana', 'bruno']);
      expect(pull(proposal.submissionId).teams).toEqual(['chile']);
    });

    test('a reviewer whom GitHub does not know is a warning, and the others are asked', async () => {
      const proposal = sampleProposal({ reviewers: ['left-the-network', 'other-org/team'] });
      await bench.forge.propose(proposal);
      expect(pull(proposal.submissionId).reviewers).toEqual(['bruno']);
      expect(pull(proposal.submissionId).teams).toEqual(['chile']);
      expect(warnings.join('\n')).toContain('left-the-network');
      expect(warnings.join('\n')).toContain('other-org/team');
    });
  });

  describe('reads', () => {
    test('its own pull request and not that of a fork whose branch is called the same', async () => {
      const proposal = sampleProposal();
      const { state } = bench.fake.hub.file;
      const stranger = { ...pullOfFork(branchOf(proposal.submissionId)), number: state.pulls.length + 1 };
      state.pulls.push(stranger);
      expect(await bench.forge.read(proposal.submissionId)).toBeUndefined();
      const { number } = await bench.forge.propose(proposal);
      expect(number).not.toBe(stranger.number);
      expect((await bench.forge.list()).map((listed) => listed.number)).not.toContain(stranger.number);
    });

    test('all pages of a long list', async () => {
      const { state } = bench.fake.hub.file;
      const many = Array.from({ length: 120 }, (_, index) => ({
        ...pullOfFork(`proposals/old-${index}`),
        number: state.pulls.length + 1 + index,
      }));
      state.pulls.push(...many.map(({ fork: _, ...own }) => ({ ...own, state: 'closed' as const })));
      const listed = (await bench.forge.list({ status: 'closed' })).map(({ submissionId }) => submissionId);
      expect(listed).toEqual(expect.arrayContaining(many.map(({ head }) => head.replace('proposals/', ''))));
    });
  });

  describe('is let in', () => {
    test('as a GitHub App, by its key', async () => {
      const forge = openGitHub({ ...bench.options, auth: { appId: app.id, installationId: app.installation, privateKey: pem } });
      expect(await forge.propose(sampleProposal())).toMatchObject({ status: 'open' });
    });

    test.each([
      ['a token that is not known', { token: 'guessed' }],
      ['a token that may only read', { token: 'may-read' }],
      ['an App of another number', { appId: 78, installationId: 4, privateKey: pem }],
    ])('not with %s: nothing is written, and it is for a person to mend', async (_, auth) => {
      const proposal = sampleProposal();
      await expect(openGitHub({ ...bench.options, auth }).propose(proposal)).rejects.toMatchObject({ name: 'Unauthorized' });
      expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 0, branches: 0 });
    });

    test('not with a key that is no key', () => {
      const auth = { appId: 77, installationId: 4, privateKey: 'secret' };
      expect(() => openGitHub({ ...bench.options, auth })).toThrow(expect.objectContaining({ name: 'Unauthorized' }));
    });

    test('not to a repository or a base branch that is not there', async () => {
      await expect(openGitHub({ ...bench.options, repo: 'other' }).propose(sampleProposal())).rejects.toMatchObject({
        name: 'NotFound',
      });
      await expect(openGitHub({ ...bench.options, base: 'other' }).propose(sampleProposal())).rejects.toMatchObject({
        name: 'NotFound',
      });
    });
  });

  describe('when a step fails,', () => {
    const steps = [
      'pulls/list',
      'git/get-ref',
      'git/create-tree',
      'git/create-commit',
      'git/create-ref',
      'pulls/create',
      'issues/create-label',
      'issues/add-labels',
      'pulls/request-reviewers',
    ];
    const kinds: [FaultKind, string][] = [
      ['lost', 'Unavailable'],
      ['reset', 'Unavailable'],
      ['status', 'Unavailable'],
      ['primary', 'RateLimited'],
      ['secondary', 'RateLimited'],
    ];
    const cases = steps.flatMap((operation) => kinds.map(([kind, name]) => ({ operation, kind, name })));

    test.each(cases)(
      '$kind at $operation: $name, and the next try leaves exactly one proposal',
      async ({ operation, kind, name }) => {
        const proposal = sampleProposal({ labels: [`label ${operation.replace('/', ' ')} ${kind}`] });
        bench.fake.faults.add({ operation, kind, seconds: 30 });
        const asked = Date.now();
        const error = await bench.forge.propose(proposal).then(String, (reason: unknown) => reason);
        expect(error).toMatchObject({ name });
        if (error instanceof RateLimited) {
          // Counted from its answer, which came in between; GitHub says whole seconds.
          expect(error.retryAt.getTime()).toBeGreaterThan(asked + 28_000);
          expect(error.retryAt.getTime()).toBeLessThan(Date.now() + 32_000);
        }
        await bench.forge.propose(proposal);
        expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 1, branches: 1 });
        expect(pull(proposal.submissionId)).toMatchObject({ labels: proposal.labels, reviewers: ['bruno'], teams: ['chile'] });
      },
    );

    test.each<[string, Fault]>([
      ['silent', { kind: 'timeout' }],
      ['too slow', { kind: 'slow', delay: 4000 }],
    ])('a GitHub that is %s is given up after the time that was set, and asked again later', async (_, fault) => {
      const proposal = sampleProposal();
      bench.fake.faults.add({ ...fault, operation: 'pulls/create' });
      await expect(impatient().propose(proposal)).rejects.toMatchObject({ name: 'Unavailable' });
      await bench.forge.propose(proposal);
      expect(await bench.count(proposal.submissionId)).toEqual({ proposals: 1, branches: 1 });
    });

    test('a GitHub that is not there at all is asked again later', async () => {
      const forge = openGitHub({ ...bench.options, baseUrl: 'http://127.0.0.1:9' });
      await expect(forge.read('somebody-sent-this')).rejects.toMatchObject({ name: 'Unavailable' });
    });

    test('row 11: no error shows the credentials', async () => {
      const errors: unknown[] = [];
      const fail = async (forge: ReturnType<typeof openGitHub>) => {
        try {
          await forge.propose(sampleProposal());
        } catch (error) {
          errors.push(error);
        }
      };
      for (const kind of ['lost', 'reset', 'status', 'primary', 'secondary', 'timeout'] as const) {
        bench.fake.faults.add({ operation: 'git/create-tree', kind });
        await fail(kind === 'timeout' ? impatient() : bench.forge);
      }
      await fail(openGitHub({ ...bench.options, auth: { token: `${TOKEN}-of-another` } }));
      await fail(openGitHub({ ...bench.options, auth: { appId: 78, installationId: 4, privateKey: pem } }));
      expect(errors).toHaveLength(8);
      const secrets = [
        TOKEN,
        pem.split('\n')[1]!,
        key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().split('\n')[2]!,
      ];
      for (const error of errors) {
        expect(error).toBeInstanceOf(ForgeError);
        const shown = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${JSON.stringify((error as Error).cause)}`;
        for (const secret of secrets) expect(shown).not.toContain(secret);
      }
    });
  });

  test('keeps writes apart, as GitHub asks for, and says a limit at once instead of waiting for its end', async () => {
    const forge = openGitHub({ ...bench.options, spaced: true });
    const proposal = sampleProposal();
    bench.fake.faults.add({ operation: 'git/create-tree', kind: 'primary', seconds: 3000 });
    await expect(forge.propose(proposal)).rejects.toMatchObject({ name: 'RateLimited' });
    expect(await forge.propose(proposal)).toMatchObject({ status: 'open' });
  });
});

const pullOfFork = (head: string) => ({
  ...{
    number: 0,
    title: 'x',
    body: null,
    head,
    base: 'main',
    sha: '0'.repeat(40),
    author: 'stranger',
    fork: 'network/copy-of-registry',
    state: 'open' as const,
  },
  ...{ labels: [], reviewers: [], teams: [], createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
  ...{ closedAt: null, mergedAt: null, mergeCommit: null },
});
