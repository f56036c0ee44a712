import { Document } from 'yaml';
import { caseKind } from '../../case/kind.ts';
import { type Case, caseSchema } from '../../case/schema.ts';
import { findUnfit } from '../../content/characters.ts';
import { makeTree } from '../../content/tree.ts';
import type { CaseRecord } from '../../case/record.ts';
import { readPath } from '../../record/path.ts';
import { checkLetters } from '../../record/rules/letters.ts';
import type { Registry } from '../../registry.ts';

const NOTHING = new Document();

/**
 * A record before it has a file, as its file will give it. Rules can check it, but not its lines or key order. It has no digest
 * and no translations.
 */
export function makeUnwritten(id: string, file: string, facts: Case, body: string): CaseRecord {
  const yaml = { data: {}, document: NOTHING, locate: () => ({ file }), comments: [] };
  const group = readPath(file, [caseKind])?.group;
  const source = { file, yaml, body, bodyLine: 1 };
  return { kind: caseKind, id, group, file, facts, body, digest: '', source, translations: new Map() };
}

/**
 * Whether an unwritten record survives writing and reading, and its file has no findings besides those of the rules for cases.
 * False also when only the file would tell.
 */
export function isWritable({ file, facts, body }: CaseRecord, registry: Registry): boolean {
  const text = [...textsOf(facts), body].join('\n');
  return (
    findUnfit(text) === undefined &&
    checkLetters(makeTree({ [file]: text }), registry).length === 0 &&
    caseSchema.safeParse(facts).success
  );
}

function textsOf(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) textsOf(inner, found);
  return found;
}
