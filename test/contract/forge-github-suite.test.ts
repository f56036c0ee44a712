import { expect } from 'vitest';
import { describeForge } from './forge.ts';
import { openStandInBench } from './forge-stand-in-bench.ts';

describeForge('GitHub, over the stand-in', async () => {
  const bench = await openStandInBench();
  return {
    ...bench,
    async close() {
      // What breaks GitHub's own description is a mistake of ours or of the stand-in.
      expect(bench.standIn.violations).toEqual([]);
      await bench.close();
    },
  };
});
