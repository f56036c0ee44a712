import { readFile, writeFile } from 'node:fs/promises';

/**
 * Makes openapi.json, the part of GitHub's own API description that our tests check against. It needs the npm package
 * @octokit/openapi (MIT, 385 MB, so not among our dependencies) installed somewhere else:
 *
 *     node test/fake-github/extract-openapi.ts <folder>/node_modules/@octokit/openapi
 *     prettier --write test/fake-github/openapi.json
 */
const OPERATIONS = new Set([
  'apps/create-installation-access-token',
  'git/create-blob',
  'git/create-commit',
  'git/create-ref',
  'git/create-tree',
  'git/delete-ref',
  'git/get-blob',
  'git/get-commit',
  'git/get-ref',
  'git/get-tree',
  'git/update-ref',
  'issues/add-labels',
  'issues/create-label',
  'issues/get-label',
  'pulls/create',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'pulls/merge',
  'pulls/request-reviewers',
  'pulls/update',
  'repos/get-content',
]);

/** What a validator needs; descriptions and examples are three quarters of the original. */
const KEPT = new Set(
  (
    'type properties required items enum oneOf anyOf allOf not $ref additionalProperties pattern format ' +
    'minimum maximum minLength maxLength minItems maxItems'
  ).split(' '),
);

type Json = Record<string, unknown>;

const from = process.argv[2];
if (from === undefined) throw new Error('Where is @octokit/openapi?');
const description = JSON.parse(await readFile(`${from}/generated/api.github.com.json`, 'utf8')) as {
  info: { version: string };
  paths: Record<string, Record<string, Json>>;
  components: Record<string, Record<string, Json>>;
};

const schemas: Record<string, unknown> = {};
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) => OPERATIONS.has(operation['operationId'] as string))
    .map(([method, operation]) => ({
      id: operation['operationId'],
      method: method.toUpperCase(),
      path,
      query: ((operation['parameters'] ?? []) as Json[])
        .map(resolve)
        .filter((parameter) => parameter['in'] === 'query')
        .map((parameter) => ({ name: parameter['name'], schema: keep(parameter['schema']) })),
      request: body(operation['requestBody'] as Json | undefined),
      isBodyRequired: (operation['requestBody'] as Json | undefined)?.['required'] === true,
      responses: Object.fromEntries(
        Object.entries(operation['responses'] as Record<string, Json>).map(([status, response]) => [
          status,
          body(resolve(response)),
        ]),
      ),
    })),
);

const missing = [...OPERATIONS].filter((id) => !operations.some((operation) => operation.id === id));
if (missing.length > 0) throw new Error(`Not in the description: ${missing.join(', ')}`);

const subset = {
  notice: `Extracted from @octokit/openapi ${description.info.version} by extract-openapi.ts, in JSON Schema 2020-12.`,
  license: await readFile(`${from}/LICENSE`, 'utf8'),
  operations,
  schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
};
await writeFile(new URL('openapi.json', import.meta.url), `${JSON.stringify(subset)}\n`);

function resolve(node: Json): Json {
  const [, , group, name] = typeof node['$ref'] === 'string' ? node['$ref'].split('/') : [];
  return group && name ? description.components[group]![name]! : node;
}

function body(container: Json | undefined): unknown {
  const content = container?.['content'] as Record<string, { schema?: Json }> | undefined;
  const schema = (content?.['application/json'] ?? content?.['application/scim+json'])?.schema;
  return schema ? keep(schema) : null;
}

/** OpenAPI 3.0 says `nullable`; JSON Schema says it with types. */
function keep(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(keep);
  if (typeof node !== 'object' || node === null) return node;
  const given = node as Json;
  if (typeof given['$ref'] === 'string') return allowNull({ $ref: reference(given['$ref']) }, given['nullable'] === true);
  const kept = Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => KEPT.has(key))
      .map(([key, value]) => [
        key,
        key === 'properties' ? mapValues(value as Json) : key === 'enum' || key === 'required' ? value : keep(value),
      ]),
  );
  return allowNull(kept, given['nullable'] === true);
}

function mapValues(properties: Json): Json {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, keep(schema)]));
}

function allowNull(schema: Json, isNullable: boolean): Json {
  return isNullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function reference(ref: string): string {
  const name = ref.split('/').at(-1)!;
  if (!(name in schemas)) {
    schemas[name] = true;
    schemas[name] = keep(description.components['schemas']![name]);
  }
  return `#/schemas/${name}`;
}
