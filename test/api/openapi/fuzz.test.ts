import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runServer, type TestServer, until } from '../submissions/running-server.ts';
import { asFields, sample } from '../submissions/sample.ts';
import { jsonArbitrary, nasty, type Schema } from './json-arbitrary.ts';
import { runs } from '../../property-runs.ts';
import { anyText } from '../../any-text.ts';

const RUNS = runs(200);

interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}
interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await runServer({ delivers: true });
  document = (await (await fetch(`${server.origin}/v1/openapi.json`)).json()) as Document;
});
afterAll(() => server.stop());

const encode = (value: unknown) => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.toWellFormed().slice(0, 500));
};

/** A valid submission with arbitrary texts: most of these are accepted and delivered. */
const words = fc.oneof(
  { arbitrary: fc.lorem({ maxCount: 8 }), weight: 4 },
  { arbitrary: nasty, weight: 1 },
  { arbitrary: fc.string({ unit: 'grapheme' }), weight: 1 },
);
const validText = fc
  .record({
    title: words,
    problem: words,
    lesson: words,
    section: words,
    name: words,
    credit: words,
    country: fc.constantFrom('URY', 'CHL', 'BRA'),
  })
  .map(({ title, problem, lesson, section, name, credit, country }) => {
    const whole = sample();
    return {
      ...whole,
      case: { ...whole.case, title, problem, places: [{ country }], lessons: [{ kind: 'works', text: lesson }] },
      body: { context: section },
      organisation: { ...whole.organisation, name },
      consent: { ...whole.consent, credit },
    };
  });

/** A request as documented, with random errors. */
function requests({ paths, components }: Document): fc.Arbitrary<Sent> {
  const valueOf = (schema: Schema) =>
    fc.oneof(
      { arbitrary: jsonArbitrary(schema, components, 0), weight: 3 },
      { arbitrary: jsonArbitrary(schema, components, 0.5), weight: 1 },
    );
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return fc.oneof(
    ...operations.map(({ path, method, operation }) => {
      const { parameters = [], requestBody } = operation;
      const queryParts = parameters
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, schema }) =>
          fc.option(
            valueOf(schema).map((value) =>
              (Array.isArray(value) ? value : [value]).map((each) => `${name}=${encode(each)}`).join('&'),
            ),
            { nil: '' },
          ),
        );
      const places = parameters.filter((parameter) => parameter.in === 'path');
      const address = fc
        .tuple(...places.map(({ schema }) => valueOf(schema)))
        .map((values) =>
          places.reduce((filled, { name }, index) => filled.replace(`{${name}}`, encode(values[index]) || 'x'), path),
        );
      const content = requestBody?.content ?? {};
      // What only takes files is sent everything else too.
      const schema = (content['application/json'] ?? Object.values(content)[0])?.schema;
      const json =
        schema &&
        fc.oneof(
          { arbitrary: jsonArbitrary(schema, components, 0), weight: 3 },
          { arbitrary: jsonArbitrary(schema, components, 0.03), weight: 3 },
          { arbitrary: fc.jsonValue(), weight: 1 },
          { arbitrary: validText, weight: 4 },
        );
      const body = json
        ? fc.oneof(
            { arbitrary: json.map((value) => ({ type: 'application/json', text: JSON.stringify(value) ?? 'null' })), weight: 6 },
            {
              arbitrary: json.map((value) => ({
                type: 'application/x-www-form-urlencoded',
                text: new URLSearchParams(asFields(value).map(([name, each]) => [name, each.toWellFormed()])).toString(),
              })),
              weight: 2,
            },
            { arbitrary: anyText().map((text) => ({ type: 'application/json', text })), weight: 1 },
            {
              arbitrary: fc.string().map((text) => ({
                type: 'multipart/form-data; boundary=x',
                text: `--x\r\nContent-Disposition: form-data; name="${encode(text)}"\r\n\r\n${text}\r\n--x--`,
              })),
              weight: 1,
            },
          )
        : fc.constant(undefined);
      const key = fc.option(
        fc.oneof({ arbitrary: fc.uuid(), weight: 3 }, { arbitrary: fc.stringMatching(/^[!-~]{1,140}$/), weight: 1 }),
        { nil: undefined },
      );
      const language = fc.constantFrom('es', 'pt-BR', 'en', '*', 'xx;q=9', '\t');
      return fc
        .tuple(address, fc.tuple(...queryParts), body, key, language)
        .map(([filled, parts, sent, idempotencyKey, accept]): Sent => {
          const query = parts.filter((part) => part !== '').join('&');
          return {
            method: method.toUpperCase(),
            path: query === '' ? filled : `${filled}?${query}`,
            headers: {
              'accept-language': accept,
              ...(sent ? { 'content-type': sent.type } : {}),
              ...(idempotencyKey === undefined || !sent ? {} : { 'idempotency-key': idempotencyKey }),
            },
            body: sent?.text,
          };
        });
    }),
  );
}

test(`no request that the documentation can describe, right or wrong, brings the server down or makes it talk (${RUNS} requests)`, async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requests(document), async ({ method, path, headers, body }) => {
      const response = await fetch(server.origin + path, { method, headers, ...(body === undefined ? {} : { body }) });
      const text = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(response.status, `${method} ${path} ${text.slice(0, 300)}`).toBeLessThan(500);
      if (!response.ok) {
        expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        expect(text).not.toMatch(/node_modules|\bat .*\.(?:ts|js):\d+/);
      }
    }),
    { numRuns: RUNS },
  );
  expect(statuses.get(200)).toBeGreaterThan(0);
  expect(statuses.get(202)).toBeGreaterThan(0);
  console.log(`answers: ${JSON.stringify(Object.fromEntries([...statuses].toSorted(([a], [b]) => a - b)))}`);

  // Accepted submissions are delivered or parked, and their files are where cases belong.
  await until(
    () => server.outbox.count(),
    ({ received }) => received === 0,
  );
  const branches = server.git('for-each-ref', '--format=%(refname)', 'refs/heads/proposals/').trim().split('\n').filter(Boolean);
  for (const branch of branches)
    for (const file of server.git('diff', '--name-only', `main...${branch}`).trim().split('\n'))
      expect(file).toMatch(/^content\/cases\/[a-z]{3}\/[a-z0-9-]{1,80}\/(?:[a-z]+\.md|files\/\d+\.[a-z]+)$/);
  expect(server.git('status', '--porcelain', '--', 'content')).toBe('');
});
