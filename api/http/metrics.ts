import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outbox } from '#registry/outbox/outbox.ts';

/** Metrics for Prometheus. Labels come from closed sets: no ids, no addresses, nothing about people. */
export interface Metrics {
  countRequest(route: string, method: string, status: number, seconds: number): void;
  /** Counts worker steps by outcome. */
  countDelivery(result: string): void;
  countRebuild(result: 'done' | 'failed'): void;
  /** Counts refused tokens by reason. */
  countRefusedToken(why: string): void;
  /** All metrics in the text format of Prometheus. */
  render(): Promise<string>;
  contentType: string;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** The metrics of one server; outbox metrics are read on request. */
export function makeMetrics(outbox?: Pick<Outbox, 'count' | 'countOverdue' | 'paused'>): Metrics {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  collectDefaultMetrics({ register });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const deliveries = new Counter({
    name: 'submission_deliveries_total',
    help: 'Steps of the worker, by result',
    labelNames: ['result'],
    registers,
  });
  const rebuilds = new Counter({
    name: 'site_rebuilds_total',
    help: 'Rebuilds after a publication, by result',
    labelNames: ['result'],
    registers,
  });
  const refusedTokens = new Counter({
    name: 'tokens_refused_total',
    help: 'Requests with a token that opened nothing, by reason',
    labelNames: ['why'],
    registers,
  });
  if (outbox) addOutboxGauges(outbox, registers);
  return {
    countRequest: (route, method, status, seconds) =>
      duration.observe(
        { route, method: METHODS.has(method) ? method : 'other', status: `${Math.floor(status / 100)}xx` },
        seconds,
      ),
    countDelivery: (result) => deliveries.inc({ result }),
    countRebuild: (result) => rebuilds.inc({ result }),
    countRefusedToken: (why) => refusedTokens.inc({ why }),
    render: () => register.metrics(),
    contentType: register.contentType,
  };
}

function addOutboxGauges(outbox: Pick<Outbox, 'count' | 'countOverdue' | 'paused'>, registers: Registry[]): void {
  const states = new Gauge({
    name: 'submissions',
    help: 'Submissions by state; parked ones wait for a person',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await outbox.count())) this.set({ state }, count);
    },
  });
  const overdue = new Gauge({
    name: 'submissions_overdue',
    help: 'Submissions that should have been proposed or parked by now: they have waited for an hour, or the clock was set back',
    registers,
    async collect() {
      this.set(await outbox.countOverdue(Date.now()));
    },
  });
  const paused = new Gauge({
    name: 'submission_delivery_paused',
    help: '1 while the forge asks for silence, 2 when a person must look',
    registers,
    async collect() {
      const pause = await outbox.paused(Date.now());
      this.set(pause === undefined ? 0 : pause.alarm ? 2 : 1);
    },
  });
  void [states, overdue, paused];
}
