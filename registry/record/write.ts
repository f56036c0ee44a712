import { isDeepStrictEqual } from 'node:util';
import { Document, isScalar, Scalar, visit } from 'yaml';
import type * as z from 'zod';
import { withPlainLineEnds } from '../content/characters.ts';
import { readMarkdownFile } from '../content/read-file.ts';
import type { Finding } from '../finding/finding.ts';
import { orderKeys } from '../schema/key-order.ts';

/** The data does not survive writing and reading; `findings` say why, where the reader knows. */
export class RecordNotWritable extends Error {
  readonly findings: Finding[];
  constructor(findings: Finding[]) {
    super(`The record would not be read back as it was given (${findings.map(({ code }) => code).join(', ') || 'changed'}).`);
    this.findings = findings;
  }
}

const LINE_WIDTH = 130;
/** Folded YAML restores single spaces only; other white space would be lost. */
const FOLDABLE = /^(?! )(?!.*(?: {2}|[\t\r]| $)).*$/;

/**
 * Writes a record's file: front matter in the schema's key order, then the body. The result was read back and compared with the
 * input; throws RecordNotWritable for data that does not survive this or that the schema refuses.
 */
export function writeRecord(data: object, body: string, schema: z.ZodType): string {
  // YAML has no `undefined`: such fields are left out.
  const ordered = orderKeys(JSON.parse(JSON.stringify(data)) as object, schema);
  const prose = withPlainLineEnds(body).trim();
  let findings: Finding[] = [];
  for (const toYaml of [writePretty, writeQuoted]) {
    const text = `---\n${toYaml(ordered)}---\n${prose ? `\n${prose}\n` : ''}`;
    const { value, findings: unreadable } = readMarkdownFile('index.md', { text }, schema);
    findings = unreadable;
    const isSame = value && isDeepStrictEqual(value.markdown.yaml.data, ordered) && value.markdown.body.trim() === prose;
    if (isSame) return text;
  }
  throw new RecordNotWritable(findings);
}

/** Readable form: long texts folded, short lists on one line, and dates quoted so that no YAML 1.1 tool converts them. */
function writePretty(data: object): string {
  const document = new Document(data, { schema: 'core' });
  visit(document, {
    Seq: (_key, node) => void (node.flow = node.items.every((item) => isScalar(item))),
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string') return;
      if (/^\d{4}-\d\d/.test(node.value)) node.type = Scalar.QUOTE_SINGLE;
      else if (node.value.length > 110 && FOLDABLE.test(node.value)) node.type = Scalar.BLOCK_FOLDED;
    },
  });
  return document.toString({ lineWidth: LINE_WIDTH, singleQuote: true, flowCollectionPadding: false });
}

/** Fallback if the readable form does not round-trip: every value in double quotes on one line. */
function writeQuoted(data: object): string {
  return new Document(data, { schema: 'core' }).toString({
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
  });
}
