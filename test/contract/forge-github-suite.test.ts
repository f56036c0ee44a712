import { describeForge } from './forge.ts';
import { openStandInBench } from './forge-stand-in-bench.ts';

describeForge('GitHub, over the stand-in', () => openStandInBench());
