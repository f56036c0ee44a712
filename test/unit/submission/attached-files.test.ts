import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findWrongFiles } from '../../../api/form/file-problem.ts';
import { type FormBody, readFormBody } from '../../../api/form/form-body.ts';
import { readSubmissionBody } from '../../../api/body/submission-body.ts';
import { listen, type Listening } from '../../api/listen.ts';
import { PNG } from '../../api/submissions/sample.ts';

interface Attached {
  name: string;
  description: string;
  data: string;
}

let server: Listening;
beforeAll(async () => {
  const app = express();
  const report: RequestHandler = (request, response) =>
    void response.json((request.body as { attachments?: unknown }).attachments ?? []);
  const shown: RequestHandler = (_request, response) => {
    const { attachments } = response.locals['form'] as FormBody;
    response.json({ attachments, wrong: findWrongFiles(attachments) });
  };
  const refused: ErrorRequestHandler = (error: { code?: string }, _request, response, _next) => void response.json(error.code);
  app.post('/api', ...readSubmissionBody, report);
  app.post('/form', readFormBody, shown);
  app.use(refused);
  server = await listen(app);
});
afterAll(() => server.close());

async function send(path: string, parts: readonly (readonly [field: string, value: string | Blob, name?: string])[]) {
  const body = new FormData();
  for (const [field, value, name] of parts)
    if (typeof value === 'string') body.append(field, value);
    else body.append(field, value, name);
  return (await (await fetch(server.origin + path, { method: 'POST', body })).json()) as unknown;
}
const toApi = async (...parts: Parameters<typeof send>[1]) =>
  ((await send('/api', parts)) as Attached[]).map(({ name, description, data }) => [name, description, data === '']);

const picture = new Blob([PNG]);
const nothing = new Blob([]);

describe('files sent to the API with their descriptions', () => {
  test('keep them when one is empty, which is kept to be refused', async () => {
    expect(
      await toApi(
        ['attachments', nothing, 'vacia.jpg'],
        ['attachments', picture, 'buena.png'],
        ['descriptions[0]', 'La vacía'],
        ['descriptions[1]', 'La buena'],
      ),
    ).toEqual([
      ['vacia.jpg', 'La vacía', true],
      ['buena.png', 'La buena', false],
    ]);
  });

  test('keep them when one has none', async () => {
    const sent = await toApi(
      ['descriptions[1]', 'La segunda'],
      ['attachments', picture, 'a.png'],
      ['attachments', picture, 'b.png'],
    );
    expect(sent).toEqual([
      ['a.png', '', false],
      ['b.png', 'La segunda', false],
    ]);
  });

  test('keep them when nobody chose the first', async () => {
    const sent = await toApi(
      ['attachments', nothing, ''],
      ['descriptions[0]', ''],
      ['attachments', picture, 'b.png'],
      ['descriptions[1]', 'La segunda'],
    );
    expect(sent).toEqual([['b.png', 'La segunda', false]]);
  });

  test('keep them in whatever order the parts come', async () => {
    const parts = [0, 1, 2].flatMap((place) => [
      [`attachments[${place}]`, picture, `${place}.png`] as const,
      [`descriptions[${place}]`, `Muestra ${place}`] as const,
    ]);
    const shuffled = fc.shuffledSubarray(parts, { minLength: parts.length });
    await fc.assert(
      fc.asyncProperty(shuffled, async (order) => {
        expect(await toApi(...order)).toEqual([0, 1, 2].map((place) => [`${place}.png`, `Muestra ${place}`, false]));
      }),
      { numRuns: 30 },
    );
  });

  test('are refused when two of them have one place', async () => {
    expect(
      await send('/api', [
        ['attachments[0]', picture, 'a.png'],
        ['attachments[0]', picture, 'b.png'],
      ]),
    ).toBe('body-malformed');
  });
});

describe('files sent with the form', () => {
  test('that are empty are named, and one that nobody chose is none', async () => {
    const answer = await send('/form', [
      ['file-0', nothing, ''],
      ['shows-0', ''],
      ['file-1', nothing, 'vacia.jpg'],
      ['shows-1', 'La vacía'],
      ['file-2', picture, 'buena.png'],
      ['shows-2', 'La buena'],
    ]);
    expect(answer).toMatchObject({
      attachments: [
        { name: 'vacia.jpg', description: 'La vacía' },
        { name: 'buena.png', description: 'La buena' },
      ],
      wrong: [{ name: 'attachments', code: 'file-empty', params: { names: 'vacia.jpg' } }],
    });
  });
});
