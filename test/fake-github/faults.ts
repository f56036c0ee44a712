export type FaultKind =
  /** Does the work and closes the connection before the answer. */
  | 'lost'
  /** Closes the connection and does nothing. */
  | 'reset'
  /** Does nothing and never answers. */
  | 'timeout'
  /** Answers late. */
  | 'slow'
  /** Answers with a status such as 502 and does nothing. */
  | 'status'
  /** Primary rate limit: the hourly quota is used up. */
  | 'primary'
  /** Secondary rate limit: too many writes at once. */
  | 'secondary';

export interface Fault {
  /** An operation of GitHub's description, `pulls/create`; every operation when absent. */
  operation?: string;
  kind: FaultKind;
  /** How many times it happens; 1 when absent. */
  times?: number;
  /** Probability per request, 0 to 1; 1 when absent. */
  chance?: number;
  /** Delay of `slow` in milliseconds; 1000 when absent. */
  delay?: number;
  /** The status of `status`; 502 when absent. */
  status?: number;
  /** Seconds of waiting that a rate limit demands; 1 when absent. */
  seconds?: number;
}

/** The pending faults, applied in order, each as often as it says. */
export class Faults {
  #pending: Fault[] = [];
  #struck = 0;

  add(fault: Fault): void {
    this.#pending.push({ times: 1, ...fault });
  }

  clear(): void {
    this.#pending = [];
  }

  /** Faults applied since the start. */
  get struck(): number {
    return this.#struck;
  }

  /** The fault for this request, if any. */
  take(operation: string): Fault | undefined {
    const found = this.#pending.find(
      (fault) => (fault.operation ?? operation) === operation && Math.random() < (fault.chance ?? 1),
    );
    if (!found) return undefined;
    this.#struck += 1;
    found.times! -= 1;
    if (found.times! <= 0) this.#pending.splice(this.#pending.indexOf(found), 1);
    return found;
  }
}
