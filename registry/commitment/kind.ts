import { checkStatements } from '../case/rules/statement.ts';
import { checkSpeakingLab } from '../lab/rules/member.ts';
import { defineKind } from '../record/record.ts';
import { checkFulfilled } from './rules/fulfilled.ts';
import { type Commitment, commitmentSchema } from './schema.ts';

/** A commitment: what a lab says it will try. It says all in its fields, and has no body. */
export const commitmentKind = defineKind<Commitment>({
  id: 'commitment',
  folder: 'commitments',
  title: 'text',
  schema: commitmentSchema,
  sections: { vocabulary: 'sections', ids: [] },
  rules: [],
  rulesAmong: [checkStatements, checkSpeakingLab, checkFulfilled],
});
