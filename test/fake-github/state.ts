import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Pull {
  number: number;
  title: string;
  body: string | null;
  head: string;
  /** Full name of the head's repository, if it is a fork. */
  fork?: string;
  base: string;
  /** The current tip of the head while open, its last tip when closed. */
  sha: string;
  author: string;
  state: 'open' | 'closed';
  labels: string[];
  reviewers: string[];
  teams: string[];
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  mergedAt: string | null;
  mergeCommit: string | null;
}

export interface Label {
  id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface State {
  pulls: Pull[];
  labels: Label[];
}

/** GitHub's data outside git, in one file that is replaced atomically, so that a kill leaves the old one or the new one. */
export class StateFile {
  readonly #file: string;
  readonly state: State;

  constructor(file: string) {
    this.#file = file;
    this.state = read(file);
  }

  save(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.state));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read(file: string): State {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { pulls: [], labels: [] };
    throw error;
  }
}
