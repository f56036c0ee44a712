import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isWellFormedToken, makeToken } from '#registry/outbox/token.ts';

describe('a lab’s token', () => {
  test('is 256 random bits under a name that a secret scanner recognises', () => {
    const { token } = makeToken('lab-a', 1);
    expect(token).toMatch(/^lqf_[A-Za-z0-9_-]{43}_[A-Za-z0-9_-]{6}$/);
    expect(Buffer.from(token.slice(4, 47), 'base64url')).toHaveLength(32);
    expect(makeToken('lab-a', 1).token).not.toBe(token);
  });

  test('is kept as its hash, from which it cannot be had', () => {
    const { token, stored } = makeToken('lab-a', 1);
    expect(stored.hash).toBe(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(stored)).not.toContain(token.slice(4, 20));
  });

  test('with one wrong character is not a token at all', () => {
    const { token } = makeToken('lab-a', 1);
    expect(isWellFormedToken(token)).toBe(true);
    for (let index = 0; index < token.length; index++) {
      const wrong = token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
      expect(isWellFormedToken(wrong)).toBe(false);
    }
    expect(isWellFormedToken(`${token} `)).toBe(false);
    expect(isWellFormedToken('')).toBe(false);
  });
});
