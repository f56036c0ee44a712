import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { citationsIn } from '../../source/cited.ts';
import { nodesOf, textsOf } from '../text.ts';

/** A publication that was read for the record is cited in it; further reading is marked as unread. */
export const checkSourceUse: RecordRule = (record) => {
  const { facts, source } = record;
  if (!facts.references) return [];
  const bodies = textsOf(record).flatMap((text) => nodesOf(text, 'citation'));
  const cited = new Set([...citationsIn(facts), ...bodies].map(({ id }) => id));
  return facts.references.flatMap(({ id, read }, index) =>
    read === 'unread' || cited.has(id)
      ? []
      : [finding('source-unused', source.yaml.locate(['references', index, 'id']), { given: id, read })],
  );
};
