import * as z from 'zod';
import { fieldMeta } from '../schema/fields.ts';
import type { Case, Lesson, Result } from './schema.ts';

const STATEMENT = /^(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)#(?<list>lesson|result)-(?<item>[a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** A lesson or a result of a case, named as the address of its place on the page: `peru-mesas-ejecutivas#lesson-no-subsidies`. */
export const statementId = () => z.string().max(170).regex(STATEMENT).register(fieldMeta, { reference: 'statement' });

export interface StatementName {
  case: string;
  /** Its place on the page of the case: `lesson-no-subsidies`. */
  anchor: string;
}

/** The parts of a statement's name; undefined for what names none. */
export function readStatementName(name: string): StatementName | undefined {
  const { id, list, item } = STATEMENT.exec(name)?.groups ?? {};
  return id === undefined ? undefined : { case: id, anchor: `${list}-${item}` };
}

export type CaseStatement = (Lesson & { list: 'lesson' }) | (Result & { list: 'result' });

/** What can be quoted from a case, by its anchor, lessons first. */
export const statementsIn = ({ lessons = [], results = [] }: Pick<Case, 'lessons' | 'results'>): Map<string, CaseStatement> =>
  new Map<string, CaseStatement>([
    ...lessons.map((lesson) => [`lesson-${lesson.id}`, { ...lesson, list: 'lesson' as const }] as const),
    ...results.map((result) => [`result-${result.id}`, { ...result, list: 'result' as const }] as const),
  ]);
