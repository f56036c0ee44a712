import { spawn } from 'node:child_process';
import { astroArguments } from './build/astro.ts';
import { demandVariables } from './build/demand-variables.ts';

/** Builds the site, whatever was built before, and passes on what Astro says. */
demandVariables(process.env, 'now');
const args = [...(await astroArguments('build')), ...process.argv.slice(2)];
spawn(process.execPath, args, { stdio: 'inherit' }).on('close', (code) => (process.exitCode = code ?? 1));
