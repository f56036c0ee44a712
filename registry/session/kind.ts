import { checkStatements } from '../case/rules/statement.ts';
import { defineKind } from '../record/record.ts';
import { EDITION_FILE } from './edition.ts';
import { checkFailureShown } from './rules/failure-shown.ts';
import { checkGrids } from './rules/grid.ts';
import { checkParticipants } from './rules/participant.ts';
import { checkPartners } from './rules/partner.ts';
import { checkQuota } from './rules/quota.ts';
import { checkUnaccounted } from './rules/unaccounted.ts';
import { type Session, sessionSchema } from './schema.ts';

/** A session: labs that look at some cases together, around one question. */
export const sessionKind = defineKind<Session>({
  id: 'session',
  folder: 'sessions',
  title: 'title',
  question: 'theme',
  summary: 'why',
  // A plan to talk about cases shares their words: whoever does not ask for a session wants the cases.
  searchWeight: 0.2,
  otherFiles: EDITION_FILE,
  schema: sessionSchema,
  sections: { vocabulary: 'session-sections', ids: ['background', 'notes'] },
  rules: [],
  rulesAmong: [checkStatements, checkParticipants, checkPartners, checkQuota, checkFailureShown, checkUnaccounted, checkGrids],
});
