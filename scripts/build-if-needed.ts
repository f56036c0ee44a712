import { spawn } from 'node:child_process';
import { astroArguments } from './build/astro.ts';
import { demandVariables } from './build/demand-variables.ts';
import { inputsDigest, readStamp, writeStamp } from './build/inputs.ts';

/** Builds the site if its inputs have changed since the last build, and reports either way. */
const { outDir: dist, contentDir: content, importedDir: imported, ...told } = demandVariables(process.env, 'if-needed');
// Starting the server provides the API that the form needs; SUBMISSIONS=off builds a site without it.
const submissions = told.submissions ?? 'on';
const digest = await inputsDigest({ content, imported, env: { ...process.env, SUBMISSIONS: submissions } });

if ((await readStamp(dist)) === digest) {
  console.log('The site is up to date.');
} else {
  demandVariables(process.env, 'now');
  const started = performance.now();
  const code = await buildSite();
  if (code !== 0) {
    console.error('The site could not be built; see the lines above.');
    process.exitCode = code;
  } else {
    await writeStamp(dist, digest);
    console.log(`Site built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  }
}

/** Runs the build and shows the number of pages; passes the build's stderr on. */
async function buildSite(): Promise<number> {
  const child = spawn(process.execPath, await astroArguments('build'), {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SUBMISSIONS: submissions, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  let pages = 0;
  let tail = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4000);
    const before = pages;
    pages += text.match(/[├└]─/g)?.length ?? 0;
    if (process.stdout.isTTY) process.stdout.write(`\rBuilding the site: ${pages} files `);
    else if (Math.floor(before / 200) < Math.floor(pages / 200)) console.log(`Building the site: ${pages} files`);
  });
  console.log('Building the site. The first time takes about a minute.');
  const code = await new Promise<number>((done) => child.on('close', (status) => done(status ?? 1)));
  if (process.stdout.isTTY) process.stdout.write('\n');
  if (code !== 0) console.error(tail);
  return code;
}
