import { describeUncommitted, findUncommitted } from '#registry/forge/git/uncommitted.ts';
import type { Log } from '../http/log.ts';

/** What is published of the content folder without a commit that has it: nobody can go back to it, or cite it. */
export interface UncommittedWatch {
  /** Looks again, and says in the log what it finds: when the server begins, and before each build. */
  look(): Promise<void>;
  /** A sentence about what the last look found. */
  found(): string | undefined;
}

export interface UncommittedOptions {
  contentDir: string;
  /** Whether others read this site. On a machine of one's own, files that one is writing are no reason to be warned. */
  isPublic: boolean;
  log: Log;
}

export function watchUncommitted({ contentDir, isPublic, log }: UncommittedOptions): UncommittedWatch {
  let found: string | undefined;
  return {
    found: () => found,
    async look() {
      const files = await findUncommitted(contentDir).catch((err: unknown) => {
        log.warn({ err }, 'git does not say whether the content is committed');
        return [];
      });
      found = describeUncommitted(files);
      if (found === undefined) return;
      const advice = 'Commit them, or take them back with git: the next build publishes what the folder has then.';
      log[isPublic ? 'warn' : 'info']({ content: found, advice }, 'the content folder has changes that are not committed');
    },
  };
}
