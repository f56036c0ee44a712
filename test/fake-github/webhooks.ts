import { createHmac, randomUUID } from 'node:crypto';

export interface WebhookTarget {
  url: string;
  secret: string;
}

export interface WebhookDelivery {
  id: string;
  event: string;
  /** Empty for events without an action, such as a push. */
  action: string;
  body: string;
  /** The receiver's status; absent when it could not be reached or the delivery was lost. */
  status?: number;
}

/**
 * The webhook of a repository, as GitHub does it: signed, sent once, in no guaranteed order, and never repeated automatically
 * (https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries).
 */
export class Webhooks {
  readonly deliveries: WebhookDelivery[] = [];
  /** Whether deliveries are lost. */
  areLost = false;
  #target: WebhookTarget | undefined;
  #pending: Promise<unknown> = Promise.resolve();

  sendTo(target: WebhookTarget): void {
    this.#target = target;
  }

  /** Starts to send without waiting. */
  send(event: string, payload: { action?: string }): void {
    if (!this.#target) return;
    const delivery: WebhookDelivery = { id: randomUUID(), event, action: payload.action ?? '', body: JSON.stringify(payload) };
    this.deliveries.push(delivery);
    if (!this.areLost) this.#pending = Promise.all([this.#pending, this.redeliver(delivery)]);
  }

  /** Sends a delivery again under its old id, as GitHub does on request. */
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
      // GitHub marks it as failed and continues.
    }
  }

  /** Resolves when no delivery is pending. */
  async settled(): Promise<void> {
    await this.#pending;
  }
}
