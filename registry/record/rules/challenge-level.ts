import { finding } from '../../finding/finding.ts';
import { narrowerOf } from '../../vocabulary/levels.ts';
import { fieldValuesOf } from '../field-values.ts';
import type { RecordRule } from '../record.ts';

/** A record names its challenge, not the area above it: "Work" is too broad. */
export const checkChallengeLevel: RecordRule = (record, { vocabularies }) =>
  fieldValuesOf(record).flatMap(({ path, value, meta }) => {
    const narrower = meta.vocabulary === 'challenges' ? narrowerOf(vocabularies.get('challenges'), String(value)) : [];
    if (narrower.length === 0) return [];
    const params = { given: String(value), narrower: narrower.join(', ') };
    return [finding('challenge-is-area', record.source.yaml.locate(path), params)];
  });
