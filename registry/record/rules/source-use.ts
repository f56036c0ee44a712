import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { citationsIn } from '../../source/cited.ts';
import { nodesOf, textsOf } from '../text.ts';

/** A publication that somebody read for a record says something in it; what is only worth reading is marked as not read. */
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
