import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { fieldValuesOf } from '../field-values.ts';

/** Every concept id is in its vocabulary. An unreadable vocabulary has a finding of its own. */
export const checkConcepts: RecordRule = (record, { vocabularies }) =>
  fieldValuesOf(record).flatMap(({ path, value, meta }) => {
    const concepts = meta.vocabulary === undefined ? undefined : vocabularies.get(meta.vocabulary)?.concepts;
    if (!concepts) return [];
    const id = String(value);
    if (concepts.has(id)) return [];
    const params = { given: id, vocabulary: meta.vocabulary!, suggestion: closest(id, concepts.keys()) ?? '' };
    return [finding('concept-unknown', record.source.yaml.locate(path), params)];
  });
