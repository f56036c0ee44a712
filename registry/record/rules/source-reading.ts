import { finding, type Finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { findSource } from '../../source/source.ts';
import { fieldValuesOf } from '../field-values.ts';
import { textsOf, nodesOf, placeInBody } from '../text.ts';

/** No statement relies on an unread publication: it may only be further reading. */
export const checkSourceReading: RecordRule = (record, { sources }) => {
  const { references } = record.facts;
  const isUnread = (id: string) => findSource(id, references, sources)?.read === 'unread';
  const cited = fieldValuesOf(record).flatMap(({ path, value, meta }): Finding[] => {
    if (meta.reference !== 'source' || !isUnread(String(value))) return [];
    return [finding('source-unread', record.source.yaml.locate(path), { given: String(value) })];
  });
  const inTexts = textsOf(record).flatMap((text) =>
    nodesOf(text, 'citation').flatMap(({ id, position }) =>
      isUnread(id) ? [finding('source-unread', placeInBody(text, position!.start.offset!), { given: id })] : [],
    ),
  );
  return [...cited, ...inTexts];
};
