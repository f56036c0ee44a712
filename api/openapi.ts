import * as z from 'zod';
import { type ProblemCode, problems } from './problem/catalogue.ts';
import type { RouteResponse, Route, JsonShape } from './routes/route.ts';
import { problemShape, shapes } from './routes/shapes.ts';

type Json = Record<string, unknown>;

const NAMED = new Map<JsonShape, string>(Object.entries(shapes).map(([name, shape]) => [shape, name]));
const COMPONENTS = '#/components/schemas/';

/** The API as an OpenAPI 3.1 document, made from the routes that serve it. */
export function describeApi(routes: readonly Route[], { name, version }: { name: string; version: string }): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: name,
      version,
      summary: 'What works in public policy, and what does not: read it, search it, and add to it.',
      description: 'Every error is problem+json (RFC 9457) in the language of Accept-Language, with all fields to mend at once.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'reading', description: 'What is published.' },
      { name: 'submitting', description: 'Adding to it.' },
    ],
    paths: Object.fromEntries(
      [...Map.groupBy(routes, ({ path }) => path)].map(([path, own]) => [
        path,
        Object.fromEntries(own.map((route) => [route.method, describe(route)])),
      ]),
    ),
    components: {
      schemas: describeShapes(),
      securitySchemes: {
        lab: { type: 'http', scheme: 'bearer', description: 'The token of a lab; whoever runs the registry gives it out.' },
      },
    },
  };
}

function describe({
  operationId,
  summary,
  description,
  parameters = [],
  body,
  replies,
  problems: codes,
  takesToken,
}: Route): Json {
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [body || operationId.includes('ubmi') ? 'submitting' : 'reading'],
    security: takesToken ? [{ lab: [] }, {}] : [],
    ...(parameters.length > 0
      ? { parameters: parameters.map(({ schema, ...parameter }) => ({ ...parameter, schema: toJson(schema) })) }
      : {}),
    ...(body
      ? { requestBody: { required: true, description: body.description, content: contentOf(body.types, body.schema) } }
      : {}),
    responses: { ...mapValues(replies, describeReply), ...describeProblems(codes) },
  };
}

const describeReply = ({ description, schema, headers }: RouteResponse): Json => ({
  description,
  ...(headers ? { headers: mapValues(headers, (text) => ({ description: text, schema: { type: 'string' } })) } : {}),
  ...(schema ? { content: contentOf(['application/json'], schema) } : {}),
});

/** All problems of one status share one response; `type` tells them apart. */
function describeProblems(codes: readonly ProblemCode[]): Json {
  const all = [...new Set<ProblemCode>([...codes, 'internal-error'])];
  const byStatus = Map.groupBy(all, (code) => problems[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      status,
      {
        description: own.map((code) => `/problems/#${code}`).join(' or '),
        content: contentOf(['application/problem+json'], problemShape),
      },
    ]),
  );
}

const contentOf = (types: readonly string[], shape: JsonShape) =>
  Object.fromEntries(types.map((type) => [type, { schema: toJson(shape) }]));

function toJson(shape: JsonShape): Json {
  const name = NAMED.get(shape);
  return name === undefined ? withoutMarks(z.toJSONSchema(shape, { io: 'input' })) : { $ref: COMPONENTS + name };
}

function describeShapes(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [shape, id] of NAMED) registry.add(shape as z.ZodType, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => COMPONENTS + id, io: 'input' });
  return mapValues(schemas, withoutMarks);
}

/** Moves a nested schema to the components of the document, by its path there. */
function withoutMarks({ $schema: _schema, $id: _id, ...schema }: Json): Json {
  return schema;
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
