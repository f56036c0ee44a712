import type { CaseRecord } from '#registry/case/record.ts';

/** Is told of each case that is asked for, whether there is one or not; of `undefined` when all are. */
export type CaseWatcher = (id: string | undefined) => void;

let tell: CaseWatcher = () => {};

/** Has somebody watch from now on; nobody, without a watcher. A build makes one page after the other. */
export const watchCases = (watcher: CaseWatcher = () => {}): void => void (tell = watcher);

/** For whoever has made something of all cases and gives it away again. */
export const tellOfAllCases = (): void => tell(undefined);

/** The cases of a registry, which tell who asks for them: a page that shows more than we know of cannot be kept (keep-pages.ts). */
export class WatchedCases extends Map<string, CaseRecord> {
  override get(id: string) {
    tell(id);
    return super.get(id);
  }
  override has(id: string) {
    tell(id);
    return super.has(id);
  }
  override get size() {
    tell(undefined);
    return super.size;
  }
  override keys() {
    tell(undefined);
    return super.keys();
  }
  override values() {
    tell(undefined);
    return super.values();
  }
  override entries() {
    tell(undefined);
    return super.entries();
  }
  override [Symbol.iterator]() {
    tell(undefined);
    return super[Symbol.iterator]();
  }
  override forEach(use: (record: CaseRecord, id: string, all: Map<string, CaseRecord>) => void) {
    tell(undefined);
    super.forEach(use);
  }
}
