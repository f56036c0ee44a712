import { createHmac, randomUUID } from 'node:crypto';

export interface WebhookTarget {
  url: string;
  secret: string;
}

export interface WebhookDelivery {
  id: string;
  event: string;
  /** Empty for events that have none, such as a push. */
  action: string;
  body: string;
  /** What the receiver answered; absent when it could not be reached or the delivery got lost. */
  status?: number;
}

/**
 * The webhook of a repository: signed as GitHub signs, sent once, in no particular order, and never again by itself
 * (https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries).
 */
export class Webhooks {
  readonly deliveries: WebhookDelivery[] = [];
  /** Whether deliveries get lost on the way. */
  areLost = false;
  #target: WebhookTarget | undefined;
  #pending: Promise<unknown> = Promise.resolve();

  sendTo(target: WebhookTarget): void {
    this.#target = target;
  }

  /** Begins to send, and does not wait. */
  send(event: string, payload: { action?: string }): void {
    if (!this.#target) return;
    const delivery: WebhookDelivery = { id: randomUUID(), event, action: payload.action ?? '', body: JSON.stringify(payload) };
    this.deliveries.push(delivery);
    if (!this.areLost) this.#pending = Promise.all([this.#pending, this.redeliver(delivery)]);
  }

  /** Sends a delivery as it was, under its old id: what GitHub does when somebody asks for it. */
  async redeliver(delivery: WebhookDelivery): Promise<void> {
    const { url, secret } = this.#target!;
    const { id, event, body } = delivery;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/fake',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    };
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
      delivery.status = response.status;
    } catch {
      // GitHub shows it as failed and goes on.
    }
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.#pending;
  }
}
