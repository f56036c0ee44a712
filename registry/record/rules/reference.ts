import { type FindingCode, severities } from '../../finding/catalogue.ts';
import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import { fieldValuesOf } from '../field-values.ts';
import type { RecordRule } from '../record.ts';

/** Every record and source that a record names exists. */
export const checkReferences: RecordRule = (record, { redirects }, { ids: idsByKind }) =>
  fieldValuesOf(record).flatMap(({ path, value, meta: { reference: kind } }) => {
    const ids = kind === undefined ? undefined : idsByKind.get(kind);
    const id = String(value);
    if (!ids || ids.has(id)) return [];
    const moved = redirects.get(id);
    const suggestion = moved !== undefined && ids.has(moved) ? moved : (closest(id, ids) ?? '');
    // Frequent kinds have their own message.
    const own = `${kind}-unknown`;
    const [code, named] = own in severities ? [own as FindingCode, {}] : ['record-unknown' as const, { record: kind! }];
    return [finding(code, record.source.yaml.locate(path), { given: id, suggestion, ...named })];
  });
