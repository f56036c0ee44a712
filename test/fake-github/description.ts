import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export type Json = Record<string, unknown>;

interface Operation {
  id: string;
  method: string;
  path: string;
  query: { name: string; schema: Json }[];
  request: Json | null;
  isBodyRequired: boolean;
  responses: Record<string, Json | null>;
}

const description = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as {
  operations: Operation[];
  schemas: Record<string, Json>;
};

const ajv = new Ajv2020({ strict: false, logger: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: 'openapi', ...description });
const coercing = new Ajv2020({ strict: false, logger: false, coerceTypes: true });

const routes = description.operations.map((operation, index) => {
  // A ref and a path may contain slashes, encoded or not.
  const pattern = operation.path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => `(?<${name}>${name === 'ref' || name === 'path' ? '.+' : '[^/]+'})`,
  );
  return { operation, index, pattern: new RegExp(`^${pattern}$`) };
});

export interface Call {
  operation: Operation;
  index: number;
  params: Record<string, string>;
}

/** The described operation of a request, with its path parameters decoded. */
export function findOperation(method: string, path: string): Call | undefined {
  for (const { operation, index, pattern } of routes) {
    const match = operation.method === method ? pattern.exec(path) : null;
    if (!match) continue;
    const params = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return { operation, index, params };
  }
  return undefined;
}

/** Where a request breaks GitHub's description, in words; empty when it does not. */
export function checkRequest({ operation, index }: Call, query: URLSearchParams, body: unknown): string[] {
  const unknown = [...query.keys()].filter((name) => !operation.query.some((parameter) => parameter.name === name));
  const wrong = operation.query.filter(({ name, schema }) => {
    const value = query.get(name);
    return value !== null && !coercing.validate({ type: 'object', properties: { value: schema } }, { value });
  });
  const ofQuery = [
    ...unknown.map((name) => `unknown parameter ${name}`),
    ...wrong.map(({ name }) => `invalid parameter ${name}`),
  ];
  if (body === undefined) return [...ofQuery, ...(operation.isBodyRequired ? ['no body'] : [])];
  return [
    ...ofQuery,
    ...(operation.request ? errors(`openapi#/operations/${index}/request`, body) : ['a body that has no meaning']),
  ];
}

/**
 * Where an answer breaks the description. For most operations GitHub describes no server errors, rate limits or refused tokens.
 */
export function checkResponse({ operation, index }: Call, status: number, body: unknown): string[] {
  if (status >= 500 || [401, 403, 429].includes(status)) return [];
  // Without permission the whole repository is 404.
  if (!(status in operation.responses)) return status === 404 ? [] : [`undocumented status ${status}`];
  const schema = operation.responses[status];
  return schema === null || body === undefined ? [] : errors(`openapi#/operations/${index}/responses/${status}`, body);
}

/** Completes an answer: fields that the description requires and we do not know get arbitrary values. */
export function completeResponse({ operation }: Call, status: number, body: unknown): unknown {
  const schema = operation.responses[status];
  return schema ? complete(schema, body) : body;
}

const validators = new Map<string, ValidateFunction>();

function errors($ref: string, body: unknown): string[] {
  let validate = validators.get($ref);
  if (!validate) validators.set($ref, (validate = ajv.compile({ $ref })));
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

function complete(given: Json, value: unknown): unknown {
  const schema = resolve(given);
  if (value === null) return null;
  const variants = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as Json[] | undefined;
  if (variants && !schema['properties']) return complete(variants.find((variant) => fits(variant, value)) ?? variants[0]!, value);
  if (value === undefined) return sample(schema);
  if (Array.isArray(value)) return value.map((item) => complete((schema['items'] ?? {}) as Json, item));
  if (typeof value !== 'object') return value;
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const names = new Set([...Object.keys(value), ...((schema['required'] ?? []) as string[])]);
  return Object.fromEntries([...names].map((name) => [name, complete(properties[name] ?? {}, (value as Json)[name])]));
}

function sample(schema: Json): unknown {
  if (schema['enum']) return (schema['enum'] as unknown[])[0];
  switch (schema['type']) {
    case 'object':
      return complete(schema, {});
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    case 'boolean':
      return false;
    case 'string':
      return sampleText(schema['format']);
    default:
      return null;
  }
}

function sampleText(format: unknown): string {
  if (format === 'uri') return 'https://github.invalid/';
  if (format === 'date-time') return '2026-01-01T00:00:00Z';
  return format === 'email' ? 'nobody@github.invalid' : '';
}

function resolve(schema: Json): Json {
  const ref = schema['$ref'] as string | undefined;
  return ref === undefined ? schema : resolve(description.schemas[ref.split('/').at(-1)!]!);
}

function fits(variant: Json, value: unknown): boolean {
  const { type } = resolve(variant);
  if (Array.isArray(value)) return type === 'array';
  return type === (value === null ? 'null' : typeof value === 'number' ? 'integer' : value === undefined ? type : typeof value);
}
