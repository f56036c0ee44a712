import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { readTree } from '#registry/content/disk.ts';
import { openSqliteOutbox } from '#registry/outbox/sqlite.ts';
import { readRegistry } from '#registry/read.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import type { Payload } from '#registry/submission/schema.ts';

/**
 * The baseline of the accept path: the least that Express must do to read JSON and write it to the same outbox. With a content
 * folder it also checks submissions as the server does, to separate the cost of checking from that of the API. With the file of a
 * case it is also the baseline of the read path.
 */
const [file = '', contentDir, caseFile] = process.argv.slice(2);
const outbox = openSqliteOutbox(file, { capacity: 10_000_000 });
const check = !contentDir ? undefined : await makeCheck(contentDir);

const app = express();
const submit = async (request: Request, response: Response): Promise<void> => {
  if (check && !(await check(request.body))) return void response.status(422).end();
  const { contact: _contact, ...payload } = request.body as Payload & { contact?: unknown };
  const { entry } = await outbox.accept({ id: randomBytes(16).toString('hex'), payload }, Date.now());
  response.status(202).json({ id: entry.id });
};
app.post('/v1/submissions', express.json(), (request, response, next) => void submit(request, response).catch(next));
if (caseFile !== undefined) {
  const record = JSON.parse(await readFile(caseFile, 'utf8')) as unknown;
  app.get('/v1/cases/:id', (_request, response) => void response.json(record));
}
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('SIGTERM', () => process.exit());

async function makeCheck(dir: string): Promise<(input: unknown) => Promise<boolean>> {
  const tree = await readTree(dir);
  const { registry } = readRegistry(tree);
  const locale = [...registry.locales.values()][0]!;
  const day = new Date().toISOString().slice(0, 10);
  return async (input) => {
    const { problems } = await validateSubmission(input, { registry, tree, day }, locale);
    return problems.every(({ severity }) => severity === 'warning');
  };
}
