import { whyNoId } from '#registry/record/id.ts';
import { MAX_ID_LENGTH } from '#registry/schema/fields.ts';
import { UsageError } from './command.ts';

const REASONS = {
  long: `it has more than ${MAX_ID_LENGTH} characters.`,
  form: 'use lower-case letters without accents, digits and hyphens.',
  device: 'Windows keeps that name for a device, and nobody there could check out the registry.',
};

/** Throws UsageError with the reason when a text cannot be a record's id. */
export function demandId(id: string): void {
  const reason = whyNoId(id);
  if (reason !== undefined) throw new UsageError(`"${id}" cannot be an id: ${REASONS[reason]}`);
}
