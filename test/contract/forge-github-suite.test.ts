import { describeForge } from './forge.ts';
import { openFakeGitHubBench } from './forge-fake-github-bench.ts';

describeForge('GitHub, over the fake one', () => openFakeGitHubBench());
