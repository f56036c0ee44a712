import { statementsOfCase } from '../../case/rules/statement.ts';
import { closest } from '../../finding/closest.ts';
import { finding } from '../../finding/finding.ts';
import type { CommentRule } from '../record.ts';

/** The lessons that a comment looks at are lessons of its case. */
export const checkLessons: CommentRule = ({ facts, source }, registry) => {
  const known = statementsOfCase(registry, facts.case);
  if (!known) return [];
  const lessons = [...known.keys()].flatMap((anchor) => /^lesson-(.*)$/.exec(anchor)?.[1] ?? []);
  return (facts.lessons ?? []).flatMap(({ id }, index) =>
    lessons.includes(id)
      ? []
      : [
          finding('statement-unknown', source.yaml.locate(['lessons', index, 'id']), {
            given: `${facts.case}#lesson-${id}`,
            suggestion: closest(id, lessons) ?? '',
          }),
        ],
  );
};
