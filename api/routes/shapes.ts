import * as z from 'zod';
import { caseSchema } from '#registry/case/schema.ts';
import { SUBMISSION_STATES } from '#registry/outbox/state.ts';
import { pageSchema } from '#registry/search/page.ts';
import { newRecordSchemas, SENT_KIND_IDS } from '#registry/submission/new-record.ts';
import { creationSchema, improvementSchema, submissionSchema } from '#registry/submission/schema.ts';

const instant = z.iso.datetime();
const pathAndQuery = z.string().describe('Relative to the server.');

const fieldErrorShape = z
  .strictObject({
    pointer: z.string().describe('RFC 6901: the field, `/case/title`; of a query, its parameter. Empty for the whole.'),
    code: z.string().describe('Permanent; what it means is in the catalogue of findings.'),
    detail: z.string().describe("What is wrong, in the caller's language."),
    hint: z.string().describe('What to write instead; may be empty.'),
  })
  .describe('One thing to mend in what was sent.');

export const problemShape = z
  .strictObject({
    type: pathAndQuery.describe('Address of a page that explains this kind of problem.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(fieldErrorShape).optional().describe('Everything to mend, at once.'),
  })
  .describe('RFC 9457 problem details.');

export const submissionStatusShape = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['case', ...SENT_KIND_IDS]).describe('What is proposed.'),
    action: z.enum(['create', 'improve']),
    verified: z.boolean().describe('It came with the token of a lab.'),
    state: z.enum(SUBMISSION_STATES),
    label: z.string().describe("The state's name in the caller's language."),
    next: z.string().describe('What happens next.'),
    reason: z.string().optional().describe('Why it waits for one of us, or was declined.'),
    dates: z.record(z.string(), instant).describe('When each state was entered last.'),
    proposal: z
      .strictObject({ branch: z.string(), number: z.int().optional(), url: z.url().optional() })
      .optional()
      .describe('Where reviewers work on it.'),
    case: z.strictObject({ id: z.string(), json: pathAndQuery, page: pathAndQuery }).optional().describe('The published case.'),
    links: z.strictObject({ self: pathAndQuery, page: pathAndQuery.describe('The same for people.') }),
  })
  .describe('Where a submission is. Never says who sent it.');

export const acceptedShape = z
  .strictObject({ id: z.string(), state: z.enum(SUBMISSION_STATES), status: pathAndQuery })
  .describe('A submission that is safely stored.');

export const validationShape = z
  .strictObject({
    valid: z.literal(true),
    findings: z.array(fieldErrorShape).describe('What reviewers will ask; nothing here keeps it from being sent.'),
    similar: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          problem: z.string(),
          likeness: z.number().min(0).max(1),
          registry: z.string().optional().describe('Our id of the registry that has it, when it is not ours.'),
        }),
      )
      .describe('Published cases that it may be another telling of: improve one of those instead?'),
  })
  .describe('A draft without errors.');

const fileFindings = z
  .array(
    z.strictObject({
      code: z.string(),
      table: z.int().describe('Position of the table or sheet, from 1, as a person counts.'),
      sheet: z.string().optional().describe('Name of the sheet of a workbook.'),
      row: z.int(),
      column: z.int().optional().describe('Position of the column, where each field has one.'),
      field: z.string().describe('The code that is printed beside the answer or above the column.'),
      given: z.string(),
      suggestion: z.string().optional(),
      detail: z.string().describe("What is wrong and where, in the caller's language."),
    }),
  )
  .describe('What to mend in the file.');
const ready = z.looseObject({}).optional().describe('Ready to be sent; absent while something must be mended.');

export const fileReadingShape = z
  .strictObject({
    sheets: z
      .array(
        z.strictObject({
          data: z.record(z.string(), z.unknown()).describe('The answers that could be read, by field.'),
          findings: fileFindings,
          problems: z.array(fieldErrorShape).describe('What to mend in the comment.'),
          submission: ready,
        }),
      )
      .describe('Comment sheets with answers.'),
    cases: z
      .array(
        z.strictObject({
          key: z.string().describe('What its row calls it.'),
          title: z.string(),
          findings: fileFindings,
          submission: ready,
        }),
      )
      .describe('Cases; a workbook holds up to fifty.'),
  })
  .describe('What a file holds.');

/** A published case, as in the file cases/<id>.json. */
export const publicCaseShape = z
  .looseObject({
    schema: z.int(),
    id: z.string(),
    license: z.url(),
    version: z.string().describe('Commit that last touched the case.'),
    digest: z.string().describe('Of the words of the original; an improvement names it.'),
    pages: z.record(z.string(), z.url()),
    body: z.string(),
    translations: z.record(z.string(), z.looseObject({ state: z.string(), stale: z.boolean(), body: z.string() })),
    outcome: z.string().describe('Follows from the verdicts by the published rule.'),
    ...caseSchema.shape,
  })
  .describe('A case: facts, words of the original, and each translation.');

export const casePageShape = z
  .strictObject({ total: z.int(), page: z.int(), size: z.int(), cases: z.array(publicCaseShape) })
  .describe('A page of cases.');

/** The schemas in the documentation's components, by name. */
export const shapes = {
  Submission: submissionSchema,
  NewCase: creationSchema,
  Improvement: improvementSchema,
  NewComment: newRecordSchemas.comment,
  NewCommitment: newRecordSchemas.commitment,
  NewSession: newRecordSchemas.session,
  Accepted: acceptedShape,
  SubmissionStatus: submissionStatusShape,
  Validation: validationShape,
  Case: publicCaseShape,
  CasePage: casePageShape,
  SearchPage: pageSchema,
  FieldError: fieldErrorShape,
  Problem: problemShape,
} as const;
