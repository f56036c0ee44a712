import { outcomeOf } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Registry } from '../registry.ts';
import { type PublicOptions, publicRecord } from './record-json.ts';

/** A case for peers and scripts, with the outcome computed from its verdicts. */
export function publicCase(record: CaseRecord, registry: Registry, options: PublicOptions) {
  const { body, references, translations, ...facts } = publicRecord(record, registry, options);
  return { ...facts, outcome: outcomeOf(record.facts.verdicts), references, body, translations };
}
