import { verifyWithFallback } from '@octokit/webhooks-methods';
import type { RequestHandler } from 'express';
import { submissionOfBranch } from '#registry/forge/forge.ts';
import type { Outbox } from '#registry/outbox/outbox.ts';
import { accountOf } from '../body/budget.ts';
import { readBody } from '../body/read-body.ts';
import { ProblemError } from '../problem/problem-error.ts';

export interface WebhookServices {
  outbox: Pick<Outbox, 'recordDelivery' | 'markDue'>;
  /** Wakes the worker. */
  wake: () => void;
  /** The published branch may have moved. */
  refresh: () => void;
  /** The name of that branch. */
  base: string;
}

/** GitHub sends up to 25 MB; events about pull requests have a hundredth of that. */
const MAX_BYTES = 1024 * 1024;

/**
 * Handles GitHub's webhook as a hint that a proposal or the published branch may have changed. Its content is not trusted: the
 * forge is asked. `secrets` are the current one and, during a rotation, the previous one.
 */
export function githubWebhook(services: WebhookServices, secrets: readonly [string, ...string[]]): RequestHandler[] {
  const { outbox, wake, refresh, base } = services;
  const [secret, ...older] = secrets;

  const receive: RequestHandler = async (request, response) => {
    const bytes = await readBody(request, MAX_BYTES, accountOf(response));
    const text = bytes.toString('utf8');
    const signature = request.get('x-hub-signature-256') ?? '';
    // The signature covers bytes: decoding to text could change them.
    const isSigned = /^sha256=[0-9a-f]{64}$/.test(signature) && text !== '';
    const isGenuine = isSigned && ((await verifyWithFallback(secret, text, signature, older)) as boolean);
    if (!isGenuine) throw new ProblemError('signature-invalid');
    const delivery = request.get('x-github-delivery');
    if (!delivery || delivery.length > 100) throw new ProblemError('bad-request');
    const { submissionId, branch } = subjectOf(text);
    const isNews = submissionId !== undefined || branch === `refs/heads/${base}`;
    if (isNews && (await outbox.recordDelivery(delivery, Date.now()))) {
      if (submissionId === undefined) refresh();
      else if (await outbox.markDue(submissionId, Date.now())) wake();
    }
    response.status(202).end();
  };
  return [receive];
}

/** The submission whose pull request an event is about, or the branch that was pushed. */
function subjectOf(text: string): { submissionId?: string | undefined; branch?: unknown } {
  try {
    const event = JSON.parse(text) as { pull_request?: { head?: { ref?: unknown } }; ref?: unknown } | null;
    return { submissionId: submissionOfBranch(String(event?.pull_request?.head?.ref)), branch: event?.ref };
  } catch {
    throw new ProblemError('body-malformed');
  }
}
