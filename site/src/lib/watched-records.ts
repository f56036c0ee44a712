/** Records of a kind that were asked for: one, whether it is there or not; all of them, without an id. */
export interface Asked {
  kind: string;
  id?: string;
}

type Watcher = (asked: Asked) => void;

let tell: Watcher = () => {};

/** Has somebody watch from now on; nobody, without a watcher. A build makes one page after the other. */
export const watchRecords = (watcher: Watcher = () => {}): void => void (tell = watcher);

/** For whoever has made something of all records of a kind and gives it away again. */
export const tellOfAll = (kind: string): void => tell({ kind });

/** The records of a kind, which tell who asks for them: a page that shows more than we know of cannot be kept (keep-pages.ts). */
export class WatchedRecords<Item> extends Map<string, Item> {
  readonly #kind: string;

  constructor(kind: string, records: ReadonlyMap<string, Item>) {
    super(records);
    this.#kind = kind;
  }
  override get(id: string) {
    tell({ kind: this.#kind, id });
    return super.get(id);
  }
  override has(id: string) {
    tell({ kind: this.#kind, id });
    return super.has(id);
  }
  override get size() {
    tellOfAll(this.#kind);
    return super.size;
  }
  override keys() {
    tellOfAll(this.#kind);
    return super.keys();
  }
  override values() {
    tellOfAll(this.#kind);
    return super.values();
  }
  override entries() {
    tellOfAll(this.#kind);
    return super.entries();
  }
  override [Symbol.iterator]() {
    tellOfAll(this.#kind);
    return super[Symbol.iterator]();
  }
  override forEach(use: (record: Item, id: string, all: Map<string, Item>) => void) {
    tellOfAll(this.#kind);
    super.forEach(use);
  }
}
