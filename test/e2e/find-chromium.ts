import { access } from 'node:fs/promises';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser for tests: CHROMIUM_PATH, one on the system, or the one from npm (Linux only). */
export async function findChromium(): Promise<string> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return chosen;
  for (const path of SYSTEM) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  if (process.platform !== 'linux') return 'No Chromium was found. Set CHROMIUM_PATH to one.';
  const { default: packaged } = await import('@sparticuz/chromium');
  return await packaged.executablePath();
}
