import type { Element } from 'hast';
import { h } from 'hastscript';
import type { FormProblem } from '#registry/submission/form/form-problem.ts';
import { describeProblem } from './question-parts.ts';
import { type FormContext, join, nameWithPlace } from './form-context.ts';

/** All problems of the page at its top, each with a link to its field. */
export function errorSummary(problems: readonly FormProblem[], context: FormContext): Element[] {
  if (problems.length === 0) return [];
  const { t } = context;
  const items = problems.map((problem) => {
    const words = describeProblem(problem, context);
    if (problem.name === '') return h('li', words);
    return h('li', h('a', { href: `#${problem.name}` }, join(nameWithPlace(problem.name, context), words)));
  });
  return [
    h('div.error-summary', { id: 'errors', role: 'alert', tabIndex: -1, ariaLabelledBy: 'errors-title', autoFocus: true }, [
      h('h2', { id: 'errors-title' }, t('form.errors', { count: problems.length })),
      h('ul', items),
    ]),
  ];
}
