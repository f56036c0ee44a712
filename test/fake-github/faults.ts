export type FaultKind =
  /** The work is done and the connection is cut before the answer. */
  | 'lost'
  /** The connection is cut and nothing is done. */
  | 'reset'
  /** Nothing is done and nothing is answered. */
  | 'timeout'
  /** An answer that comes late. */
  | 'slow'
  /** A status such as 502, and nothing is done. */
  | 'status'
  /** The hour's quota is used up, and nothing is done. */
  | 'primary'
  /** Too many writes at once, and nothing is done. */
  | 'secondary';

export interface Fault {
  /** Name of an operation in GitHub's description, `pulls/create`; every operation when absent. */
  operation?: string;
  kind: FaultKind;
  /** How often it strikes; 1 when absent. */
  times?: number;
  /** Chance that it strikes a request, 0 to 1; 1 when absent. */
  chance?: number;
  /** Milliseconds that `slow` waits; 1000 when absent. */
  delay?: number;
  /** What `status` answers; 502 when absent. */
  status?: number;
  /** Seconds of silence that the limits ask for; 1 when absent. */
  seconds?: number;
}

/** The faults still to come. Each strikes as often as it says, first come first served. */
export class Faults {
  #pending: Fault[] = [];
  #struck = 0;

  add(fault: Fault): void {
    this.#pending.push({ times: 1, ...fault });
  }

  clear(): void {
    this.#pending = [];
  }

  /** How many have struck since the start. */
  get struck(): number {
    return this.#struck;
  }

  /** The fault that strikes this request, if one does. */
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
