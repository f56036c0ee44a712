import { describe, expect, test } from 'vitest';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { MOST_ASKED } from '#registry/outbox/question.ts';
import { hashOf, makeSignIn } from '#registry/outbox/sign-in.ts';
import { checkToken, makeToken, TooManyTokens } from '#registry/outbox/token.ts';
import { NOW, MINUTE, someProposal as proposal, firstOutbox as outbox, second, accepted, claimed } from './outbox-bench.ts';

/** What reviewers and labs do with the outbox: they look, ask, and are known by their tokens. */
export function describeReviewing(): void {
  const proposed = async (title: string, now = NOW) => {
    const { id } = await accepted(title, now);
    await outbox.settle(await claimed(now), { result: 'moved', state: 'proposed', proposal }, now);
    return id;
  };
  const decline = async (id: string, reason: string | undefined, now = NOW) => {
    await outbox.markDue(id, now);
    const settlement = { result: 'moved', state: 'declined', proposal, ...(reason === undefined ? {} : { reason }) } as const;
    await outbox.settle(await claimed(now), settlement, now);
  };

  describe('what is under review', () => {
    test('is listed the longest waiting first, page by page, without what is decided', async () => {
      const first = await proposed('Uno', NOW);
      const declined = await proposed('Dos', NOW + 1);
      const third = await proposed('Tres', NOW + 2);
      await decline(declined, 'No.', NOW + 3);
      await accepted('Cuatro', NOW + 4);
      const ids = async (page: Parameters<Outbox['listOpen']>[0]) => (await second.listOpen(page)).map(({ id }) => id);
      expect(await ids({ limit: 10 })).toEqual([first, third]);
      expect(await ids({ limit: 1 })).toEqual([first]);
      expect(await ids({ limit: 1, after: first })).toEqual([third]);
    });

    test('has its reason once it is declined, and no more when it is under review again', async () => {
      const id = await proposed('Uno');
      await decline(id, 'Falta la fuente.');
      expect((await second.find(id))?.reason).toBe('Falta la fuente.');
      await outbox.markDue(id, NOW + 1);
      await outbox.settle(await claimed(NOW + 1), { result: 'moved', state: 'in-review', proposal }, NOW + 1);
      expect((await second.find(id))?.reason).toBeUndefined();
    });
  });

  describe('questions to a sender', () => {
    const ask = (submissionId: string, id = 'q1', box = outbox) =>
      box.questions.ask({ id, submission: submissionId, by: 'Rita', text: '¿De qué año?' }, NOW + 1);

    test('are read by everybody who has the submission, and answered once', async () => {
      const id = await proposed('Uno');
      expect(await ask(id)).toBe(true);
      expect(await ask(id)).toBe(false);
      expect(await second.questions.list(id)).toEqual([
        { id: 'q1', submission: id, by: 'Rita', askedAt: NOW + 1, text: '¿De qué año?' },
      ]);
      expect((await outbox.questions.counts()).get(id)).toEqual({ open: 1, answered: 0 });
      expect(await second.questions.answer('another', 'q1', 'No', NOW + 2)).toBe(false);
      expect(await second.questions.answer(id, 'q1', 'De 2024', NOW + 2)).toBe(true);
      expect(await second.questions.answer(id, 'q1', 'De 2025', NOW + 3)).toBe(false);
      expect(await outbox.questions.list(id)).toMatchObject([{ answer: 'De 2024', answeredAt: NOW + 2 }]);
      expect((await outbox.questions.counts()).get(id)).toEqual({ open: 0, answered: 1 });
    });

    test('are only so many, and none once it is decided', async () => {
      const id = await proposed('Uno');
      for (let number = 0; number < MOST_ASKED; number++) expect(await ask(id, `q${number}`)).toBe(true);
      expect(await ask(id, 'one-more')).toBe(false);
      expect(await ask('nobody', 'of-nothing')).toBe(false);
      await decline(id, 'No.');
      const unasked = await proposed('Dos');
      await decline(unasked, 'No.');
      expect(await ask(unasked, 'late')).toBe(false);
      expect(await outbox.questions.answer(id, 'q1', 'Tarde', NOW + 9)).toBe(false);
      expect([...(await outbox.questions.counts()).keys()]).toEqual([]);
    });

    test('are erased with the sender’s address', async () => {
      const id = await proposed('Uno');
      await ask(id);
      await decline(id, 'No.', NOW + 2);
      await outbox.forget({ decided: NOW + 2, received: 0 });
      expect(await outbox.questions.list(id)).toHaveLength(1);
      await outbox.forget({ decided: NOW + 3, received: 0 });
      expect(await second.questions.list(id)).toEqual([]);
    });
  });

  describe('reviewers’ tokens and sign-ins', () => {
    test('a token of a reviewer opens nothing for a lab, and one of a lab nothing for a reviewer', async () => {
      const [reviewer, lab] = [makeToken('ana', NOW), makeToken('ana', NOW)];
      await outbox.reviewerTokens.add(reviewer.stored);
      await outbox.tokens.add(lab.stored);
      expect(await checkToken(reviewer.token, second.reviewerTokens, NOW)).toMatchObject({ isValid: true, owner: 'ana' });
      expect(await checkToken(reviewer.token, second.tokens, NOW)).toEqual({ isValid: false, why: 'unknown' });
      expect(await checkToken(lab.token, second.reviewerTokens, NOW)).toEqual({ isValid: false, why: 'unknown' });
    });

    test('a sign-in holds for a working day, in every process, until it is ended or its token is', async () => {
      const { stored } = makeToken('ana', NOW);
      await outbox.reviewerTokens.add(stored);
      const [one, two] = [makeSignIn('ana', stored.hash, NOW), makeSignIn('ana', stored.hash, NOW)];
      for (const made of [one, two]) await outbox.signIns.add(made.stored, NOW);
      const hash = hashOf(one.secret)!;
      expect(JSON.stringify(one.stored)).not.toContain(one.secret);
      expect(await second.signIns.find(hash, NOW + 480 * MINUTE - 1)).toBe('ana');
      expect(await second.signIns.find(hash, NOW + 480 * MINUTE)).toBeUndefined();
      await second.signIns.remove(hash);
      expect(await outbox.signIns.find(hash, NOW + 1)).toBeUndefined();
      expect(await outbox.signIns.find(two.stored.hash, NOW + 1)).toBe('ana');
      await outbox.reviewerTokens.revoke('ana', stored.id, NOW + 2);
      expect(await outbox.signIns.find(two.stored.hash, NOW + 3)).toBeUndefined();
      expect(hashOf('what a stranger sends')).toBeUndefined();
    });

    test('a sign-in ends with a token that ends before it', async () => {
      const { stored } = makeToken('ana', NOW, NOW + MINUTE);
      await outbox.reviewerTokens.add(stored);
      const made = makeSignIn('ana', stored.hash, NOW);
      await outbox.signIns.add(made.stored, NOW);
      expect(await second.signIns.find(made.stored.hash, NOW + MINUTE - 1)).toBe('ana');
      expect(await second.signIns.find(made.stored.hash, NOW + MINUTE)).toBeUndefined();
    });
  });

  describe('labs’ tokens', () => {
    test('a token opens for its lab until it is revoked, and the outbox does not hold it', async () => {
      const { token, stored } = makeToken('lab-a', NOW);
      await outbox.tokens.add(stored);
      expect(await checkToken(token, second.tokens, NOW + 1)).toMatchObject({ isValid: true, owner: 'lab-a' });
      expect(JSON.stringify(await outbox.tokens.list())).not.toContain(token);
      expect(await outbox.tokens.revoke('lab-b', stored.id, NOW)).toBe(false);
      expect(await outbox.tokens.revoke('lab-a', stored.id, NOW + 2)).toBe(true);
      expect(await outbox.tokens.revoke('lab-a', stored.id, NOW + 3)).toBe(false);
      expect((await outbox.tokens.list())[0]?.revokedAt).toBe(NOW + 2);
      expect(await checkToken(token, second.tokens, NOW + 3)).toEqual({
        ...{ isValid: false, why: 'revoked', owner: 'lab-a', id: stored.id },
      });
    });

    test('a token that ends opens until then, and makes room for another', async () => {
      const ending = makeToken('lab-a', NOW, NOW + MINUTE);
      await outbox.tokens.add(ending.stored);
      await outbox.tokens.add(makeToken('lab-a', NOW).stored);
      expect(await checkToken(ending.token, second.tokens, NOW + MINUTE - 1)).toMatchObject({ isValid: true });
      expect(await checkToken(ending.token, second.tokens, NOW + MINUTE)).toMatchObject({ isValid: false, why: 'expired' });
      await second.tokens.add(makeToken('lab-a', NOW + MINUTE).stored);
    });

    test('a lab has two live tokens at most, and a third when one is revoked', async () => {
      const [one, two, three] = [makeToken('lab-a', NOW), makeToken('lab-a', NOW), makeToken('lab-a', NOW)] as const;
      await outbox.tokens.add(one.stored);
      await outbox.tokens.add(two.stored);
      await expect(second.tokens.add(three.stored)).rejects.toThrow(TooManyTokens);
      await outbox.tokens.add(makeToken('lab-b', NOW).stored);
      await outbox.tokens.revoke('lab-a', one.stored.id, NOW + 1);
      await second.tokens.add(three.stored);
      expect(await checkToken(three.token, outbox.tokens, NOW + 2)).toMatchObject({ isValid: true, owner: 'lab-a' });
    });

    test('a token’s last use is known to a minute', async () => {
      const { token, stored } = makeToken('lab-a', NOW);
      await outbox.tokens.add(stored);
      for (const later of [0, 1, MINUTE - 1]) await checkToken(token, outbox.tokens, NOW + 2 * MINUTE + later);
      expect((await second.tokens.list('lab-a'))[0]?.lastUsedAt).toBe(NOW + 2 * MINUTE);
      await checkToken(token, outbox.tokens, NOW + 3 * MINUTE);
      expect((await second.tokens.list('lab-a'))[0]?.lastUsedAt).toBe(NOW + 3 * MINUTE);
    });
  });
}
