import express from 'express';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import type { Payload } from '#registry/submission/outbox.ts';
import { openSqliteOutbox } from '#registry/submission/sqlite.ts';

/** What the accept path is compared with: the least that Express must do to read JSON and write it to the same outbox, unchecked. */
const [file = ''] = process.argv.slice(2);
const outbox = openSqliteOutbox(file, { capacity: 10_000_000 });
const app = express();
app.post('/v1/submissions', express.json(), async (request, response) => {
  const { contact: _contact, ...payload } = request.body as Payload & { contact?: unknown };
  const { entry } = await outbox.accept({ id: randomBytes(16).toString('hex'), payload }, Date.now());
  response.status(202).json({ id: entry.id });
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('SIGTERM', () => process.exit());
