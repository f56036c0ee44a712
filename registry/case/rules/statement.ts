import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import { fieldValuesOf } from '../../record/field-values.ts';
import { type RuleAmong, type Records, recordsOf } from '../../record/record.ts';
import { caseKind } from '../kind.ts';
import { readStatementName, statementsIn } from '../statement.ts';

/** Every lesson and result that a record quotes is there, in a case that is there. */
export const checkStatements: RuleAmong = (record, registry, { ids }) => {
  const quotable = new Map<string, ReturnType<typeof statementsOfCase>>();
  const statementsOf = (id: string) => {
    if (!quotable.has(id)) quotable.set(id, statementsOfCase(registry, id));
    return quotable.get(id);
  };
  const cases = ids.get('case');
  return fieldValuesOf(record).flatMap(({ path, value, meta: { reference } }) => {
    if (reference !== 'statement') return [];
    const given = String(value);
    const { case: id, anchor } = readStatementName(given)!;
    const place = () => record.source.yaml.locate(path);
    if (cases && !cases.has(id)) {
      const moved = registry.redirects.get(id);
      return [finding('case-unknown', place(), { given: id, suggestion: moved ?? closest(id, cases) ?? '' })];
    }
    const statements = statementsOf(id);
    if (!statements || statements.has(anchor)) return [];
    const near = closest(anchor, statements.keys());
    return [finding('statement-unknown', place(), { given, suggestion: near === undefined ? '' : `${id}#${near}` })];
  });
};

/** What can be quoted from a case; undefined when its file cannot be read. */
export function statementsOfCase(registry: Pick<Records, 'records'>, id: string) {
  const facts = recordsOf(registry, caseKind).get(id)?.facts;
  return facts && statementsIn(facts);
}
