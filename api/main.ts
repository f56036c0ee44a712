import { whyNoContent } from '#registry/build/folders.ts';
import { readBuildFolders } from '#registry/build/variables.ts';
import { describeSystemError } from '#registry/content/system-error.ts';
import { describeWrong, wrongLine, wrongLinesOf, WrongVariables } from '#registry/variables.ts';
import { readEnvironment } from './environment.ts';
import { openServer } from './server.ts';

try {
  const { contentDir } = readBuildFolders(process.env);
  const why = whyNoContent(contentDir);
  const wrong = [
    ...wrongLinesOf(() => readEnvironment(process.env)),
    ...(why === undefined ? [] : [wrongLine('CONTENT_DIR', why, contentDir)]),
  ];
  if (wrong.length > 0) throw new WrongVariables(wrong);
  const { name, url, close } = await openServer(process.env);
  console.log(`${name} is at ${url} (stop it with Ctrl+C)`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(close));
} catch (error) {
  console.error(whyNot(error as NodeJS.ErrnoException));
  process.exit(1);
}

async function stop(close: () => Promise<void>): Promise<void> {
  await close().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
  process.exit();
}

/** Errors that an operator can act on are printed as one sentence; any other with its stack. */
function whyNot(error: NodeJS.ErrnoException): string {
  const port = process.env['PORT'] || '4321';
  if (error instanceof WrongVariables) return describeWrong(error);
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken. Set PORT to another one, for example PORT=4322 npm start.`;
  if (error.code === 'EACCES' && error.syscall === 'listen') return `Port ${port} may not be used here. Set PORT to another one.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `There is no address ${process.env['HOST']} here. Set HOST.`;
  return describeSystemError(error) ?? error.stack ?? error.message;
}
