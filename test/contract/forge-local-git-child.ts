import { openLocalGit } from '#registry/forge/git/local-git.ts';
import { sampleProposal } from './forge-bench.ts';

/** Proposes submissions in three parallel sequences until it is killed, and prints each acknowledged one. */
const [dir, round] = process.argv.slice(2) as [string, string];
const forge = await openLocalGit({ dir });
await forge.removeStaleLocks();
await Promise.all(
  [1, 2, 3].map(async (sequence) => {
    for (let index = 1; index <= 40; index++) {
      const submissionId = `round-${round}-${sequence}-${index}`;
      console.log(`begun ${submissionId}`);
      await forge.propose(sampleProposal({ submissionId }));
      console.log(`done ${submissionId}`);
    }
  }),
);
