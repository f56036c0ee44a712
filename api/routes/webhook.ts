import { verifyWithFallback } from '@octokit/webhooks-methods';
import express, { type RequestHandler } from 'express';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { ProblemError } from '../problem/problem-error.ts';

export interface WebhookServices {
  outbox: Pick<Outbox, 'recordDelivery' | 'markDue'>;
  /** Tells the worker that there is something to look at. */
  wake: () => void;
}

/** GitHub sends up to 25 MB; what is said of a pull request is a hundredth of that. */
const MAX_BYTES = 1024 * 1024;
const BRANCH = /^proposals\/([a-z0-9][a-z0-9-]{0,63})$/;

/**
 * GitHub's webhook. It is a hint that a proposal may have changed: what it says of it is not believed, the forge is asked.
 * `secrets` are the one in use and, while it is being replaced, the one before.
 */
export function githubWebhook({ outbox, wake }: WebhookServices, secrets: readonly [string, ...string[]]): RequestHandler[] {
  const [secret, ...older] = secrets;
  const readRaw = express.raw({ limit: MAX_BYTES, type: () => true });

  const receive: RequestHandler = async (request, response) => {
    const bytes: unknown = request.body;
    const text = Buffer.isBuffer(bytes) ? bytes.toString('utf8') : '';
    const signature = request.get('x-hub-signature-256') ?? '';
    // The signature is over bytes: text that loses some of them on the way is not what was signed.
    const isSigned = /^sha256=[0-9a-f]{64}$/.test(signature) && text !== '';
    const isGenuine = isSigned && ((await verifyWithFallback(secret, text, signature, older)) as boolean);
    if (!isGenuine) throw new ProblemError('signature-invalid');
    const delivery = request.get('x-github-delivery');
    if (!delivery || delivery.length > 100) throw new ProblemError('bad-request');
    const submissionId = submissionOf(text);
    if (submissionId !== undefined && (await outbox.recordDelivery(delivery, Date.now()))) {
      if (await outbox.markDue(submissionId, Date.now())) wake();
    }
    response.status(202).end();
  };
  return [readRaw, receive];
}

/** The submission whose pull request an event is about. */
function submissionOf(text: string): string | undefined {
  try {
    const event = JSON.parse(text) as { pull_request?: { head?: { ref?: unknown } } } | null;
    return BRANCH.exec(String(event?.pull_request?.head?.ref))?.[1];
  } catch {
    throw new ProblemError('body-malformed');
  }
}
