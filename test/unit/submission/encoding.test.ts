import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BodyServer, startBodyServer } from './body-server.ts';
import { type FixtureContext, fixtureContext, quickSubmission } from './quick-submission.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('what is sent is UTF-8, whole, and read as it was written', () => {
  let server: BodyServer;
  let context: FixtureContext;
  beforeAll(async () => {
    context = await fixtureContext();
    server = await startBodyServer(context);
  });
  afterAll(() => server.stop());
  const titled = (title: string) => ({ ...quickSubmission(), case: { ...quickSubmission().case, title } });
  const json = (title: string) => JSON.stringify(titled(title));

  test.each(['latin1', 'utf16le'] as const)('JSON in %s is refused whole', async (encoding) => {
    const sent = Buffer.from(json('Educación y niñez'), encoding);
    expect(await server.send(sent, JSON_TYPE)).toMatchObject({ status: 400, code: 'body-malformed' });
  });

  test.each([
    ['with the mark that programs of Windows put before it', '\ufeff', 'application/json'],
    ['whose encoding is called utf8', '', 'application/json; charset=utf8'],
    ['whose encoding is called UTF-8', '', 'application/json; charset="UTF-8"'],
  ])('JSON %s is read', async (_how, mark, type) =>
    expect(await server.send(mark + json('Educación'), { 'Content-Type': type })).toMatchObject({
      status: 200,
      title: 'Educación',
    }),
  );

  test('words that were read in another encoding before they were sent are named', async () => {
    const sent = { ...titled('EducaciÃ³n'), body: { results: 'Bien.\n\nUna polÃ\u00adtica mÃ¡s.' } };
    const { status, said } = await server.sendJson(sent);
    expect([status, [...new Set(said)]]).toEqual([422, ['/body/results encoding-mixed', '/case/title encoding-mixed']]);
    const { said: ofBody } = await server.sendJson({ ...sent, case: quickSubmission().case });
    expect([...new Set(ofBody)]).toEqual(['/body/results encoding-mixed']);
  });

  test('so is JSON in which one byte is missing, or one is too many', async () => {
    const sent = Buffer.from(json('Educación'));
    const at = sent.indexOf('ó') + 1;
    for (const broken of [
      Buffer.concat([sent.subarray(0, at), sent.subarray(at + 1)]),
      Buffer.concat([sent.subarray(0, at), Buffer.from([0xff]), sent.subarray(at)]),
      // The overlong encoding of a quote, a known attack on parsers.
      Buffer.concat([sent.subarray(0, at - 1), Buffer.from([0xc0, 0xa2]), sent.subarray(at + 1)]),
      // Half a surrogate pair, encoded as a character.
      Buffer.concat([sent.subarray(0, at - 1), Buffer.from([0xed, 0xa0, 0xbd]), sent.subarray(at + 1)]),
    ])
      expect(await server.send(broken, JSON_TYPE)).toMatchObject({ status: 400, code: 'body-malformed' });
    expect(await server.send(sent, JSON_TYPE)).toMatchObject({ status: 200, title: 'Educación' });
  });

  test.each([
    ['half a character', 'Sustituto \ud83d x'],
    ['the other half', 'Sustituto \ude00 x'],
    ['the halves the wrong way round', 'Sustituto \ude00\ud83d x'],
    ['what another program lost', 'Educaci\ufffdn'],
  ])('%s is named where it stands', async (_name, title) => {
    expect(await server.sendJson(titled(title))).toMatchObject({ status: 422, said: ['/case/title character-broken'] });
    const body = { results: `Texto ${title}` };
    expect(await server.sendJson({ ...quickSubmission(), body })).toMatchObject({
      status: 422,
      said: ['/body/results character-broken'],
    });
  });

  test('a form in another encoding is named where it was lost', async () => {
    const fields = new URLSearchParams({ 'case[title]': 'X' }).toString().replace('X', 'Educaci%F3n');
    const { said } = await server.send(`locale=es&action=create&${fields}`, {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(said).toContain('/case/title character-broken');
  });

  test.each(['\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'the line end %j of another program is one: in a title a blank, in a text a line',
    async (end) => {
      const { submission } = await server.sendJson({
        ...titled(`Primera línea${end}segunda línea`),
        body: { results: `Primera línea${end}${end}segunda línea` },
      });
      expect(submission?.case.title).toBe('Primera línea segunda línea');
      expect(submission?.body?.results).toBe('Primera línea\n\nsegunda línea');
    },
  );

  test('emoji and the scripts of other languages are text like any other', async () => {
    for (const title of ['Las maestras 👩‍🏫 ayudaron ❤️', 'می‌خواهم'])
      expect(await server.sendJson(titled(title))).toMatchObject({ status: 200, title });
  });
});
