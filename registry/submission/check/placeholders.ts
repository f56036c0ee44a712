import { isMap } from '../../schema/walk.ts';
import { toRegular } from '../draft/regular.ts';
import { type CaseSubmission, creationSchema, improvementSchema, schemaFor } from '../schema.ts';

/** The minimal values of a case, in place of parts of a submission that cannot be read. */
const PLACEHOLDERS: Readonly<Record<string, unknown>> = {
  title: 'Placeholder',
  problem: 'Placeholder',
  summary: 'Placeholder',
  places: [{ country: 'URY' }],
  level: 'national',
  sectors: ['economic-affairs'],
  lessons: [{ kind: 'depends', text: 'Placeholder' }],
};

/**
 * Reads what it can of a submission that breaks the schema and fills the rest with placeholders, so that problems of the
 * readable parts are reported at the same time. `replaced` are the pointers of the placeholders.
 */
export function salvage(input: unknown): { submission: CaseSubmission; replaced: string[] } | undefined {
  const regular = toRegular(input);
  const sent = isMap(regular) ? regular : {};
  const schema = schemaFor(sent);
  // A new record of another kind is checked by its rules once it has its shape.
  if (!('case' in schema.shape)) return undefined;
  const replaced: string[] = [];
  const keep = (
    parts: unknown,
    shape: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean; data?: unknown } }>>,
    path: string,
  ) =>
    Object.fromEntries(
      Object.entries(shape).flatMap(([key, field]) => {
        const value = isMap(parts) ? parts[key] : undefined;
        const read = field.safeParse(value);
        if (read.success) return value === undefined ? [] : [[key, read.data]];
        replaced.push(`${path}/${key}`);
        return [];
      }),
    );
  const submitted = keep(sent['case'], schema.shape.case.shape, '/case');
  const body = keep(sent['body'], creationSchema.shape.body.unwrap().shape, '/body');
  const { case: _case, body: _body, ...others } = schema.shape;
  const rest = keep(sent, others, '');
  const isCreation = schema !== improvementSchema;
  for (const key of isCreation ? Object.keys(PLACEHOLDERS) : []) {
    if (submitted[key] !== undefined || (key === 'summary' && Object.keys(body).length > 0)) continue;
    submitted[key] = PLACEHOLDERS[key];
    replaced.push(`/case/${key}`);
  }
  const references = rest['references'] ?? (isCreation ? [{ firstHand: true }] : undefined);
  const organisation = rest['organisation'] ?? (isCreation ? { name: 'Placeholder', type: 'ministry' } : undefined);
  const submission = {
    ...rest,
    ...(organisation ? { organisation } : {}),
    case: submitted,
    body,
    ...(references ? { references } : {}),
    // Unreadable words still count as words.
    ...(replaced.includes('/otherChallenge') ? { otherChallenge: 'Placeholder' } : {}),
  } as unknown as CaseSubmission;
  return submission.locale === undefined || submission.action === undefined ? undefined : { submission, replaced };
}
