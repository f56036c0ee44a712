import { openLocalGit } from '#registry/forge/git/local-git.ts';
import { sampleProposal } from './forge-bench.ts';

/** Proposes one submission after the other in three lanes until it is killed, and says each that was acknowledged. */
const [dir, round] = process.argv.slice(2) as [string, string];
const forge = await openLocalGit({ dir });
await forge.removeStaleLocks();
await Promise.all(
  [1, 2, 3].map(async (lane) => {
    for (let index = 1; index <= 40; index++) {
      const submissionId = `round-${round}-${lane}-${index}`;
      console.log(`begun ${submissionId}`);
      await forge.propose(sampleProposal({ submissionId }));
      console.log(`done ${submissionId}`);
    }
  }),
);
