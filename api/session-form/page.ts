import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import { outcomeOf } from '#registry/case/outcome.ts';
import { statementsIn } from '#registry/case/statement.ts';
import { outcomeMark } from '#registry/page/marks.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Quota } from '#registry/session/selection.ts';
import type { SubmissionProblem } from '#registry/submission/check/submission-problem.ts';
import type { FormContext } from '../form/form-context.ts';
import { honeypot } from '../form/honeypot.ts';
import { notTaken, placeOf, QUESTIONS, type SessionDraft } from './state.ts';

export interface SessionFormPage {
  draft: SessionDraft;
  /** Identifies what is sent, so that the same page sent twice is one proposal; and when the page was opened. */
  hidden: Readonly<Record<string, string>>;
  problems: readonly SubmissionProblem[];
  /** Said above the form. */
  notices: readonly string[];
  quota: Quota;
}

/** The page on which a session is put together: its cases in order, what they say, what is asked. Without JavaScript. */
export function sessionFormPage(page: SessionFormPage, context: FormContext): ElementContent[] {
  const { draft, hidden, notices } = page;
  const { t, locale } = context;
  const look = (value: string, isApart: boolean) =>
    h(
      'button.second',
      { type: 'submit', name: 'go', value, formTarget: isApart ? '_blank' : undefined },
      t(`session.new.${value}`),
    );
  return [
    h('p.crumb', h('a', { href: paths.records(locale.id, 'sessions') }, t('sessions.all'))),
    h('h1', t('session.new')),
    h('p.lede', t('session.new.intro')),
    ...notices.map((words) => h('p.notice', { role: 'alert' }, words)),
    ...problemList(page, context),
    h('form.submit-form', { method: 'post', action: paths.newSession(locale.id) }, [
      ...Object.entries(hidden).map(([name, value]) => h('input', { type: 'hidden', name, value })),
      honeypot(t),
      // Enter in a field presses the first button of a form.
      h('button.hidden', { type: 'submit', name: 'go', value: 'look', tabIndex: -1, ariaHidden: 'true' }, t('session.new.look')),
      line('theme', draft.theme, 220, page, context),
      line('title', draft.title, 90, page, context),
      line('name', draft.name, 40, page, context),
      area('why', draft.why, 600, page, context),
      ...casesPart(page, context),
      ...questionsPart(page, context),
      ...statementsPart(page, context),
      h('div.field', [
        h('label', { htmlFor: 'email' }, t('report.email')),
        h('p.help', { id: 'email-help' }, t('report.consent', { days: t('days.count', { count: context.contactDays }) })),
        h('input', {
          id: 'email',
          name: 'email',
          type: 'email',
          value: draft.email,
          autoComplete: 'email',
          ariaDescribedBy: 'email-help',
        }),
      ]),
      h('p.tools', [
        look('look', false),
        ' ',
        look('page', true),
        ' ',
        look('html', true),
        ' ',
        look('pdf', false),
        ' ',
        look('docx', false),
        ' ',
        look('pptx', false),
      ]),
      h('p', [
        h('button', { type: 'submit', name: 'go', value: 'send' }, t('session.new.send')),
        ' ',
        h('span.small', t('session.new.send.help')),
      ]),
    ]),
  ];
}

function problemList({ problems, draft }: SessionFormPage, { t }: FormContext): Element[] {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return [];
  return [
    h('div.error-summary', { role: 'alert', tabIndex: -1 }, [
      h('h2', t('session.new.mend', { count: errors.length })),
      h(
        'ul',
        errors.map((each) => h('li', h('a', { href: `#${placeOf(each.pointer, draft)}` }, wordsOf(each, draft, t)))),
      ),
    ]),
  ];
}

/** What is missing is named as the page names it. */
function wordsOf({ code, pointer, message }: SubmissionProblem, draft: SessionDraft, t: FormContext['t']): string {
  if (code !== 'field-missing') return message;
  const place = placeOf(pointer, draft);
  return t('session.new.missing', { field: t(`session.new.${place.replace(/-\d$/, '')}`) });
}

/** The help and the problems of a field, and the ids of both. */
function around(id: string, { problems, draft }: SessionFormPage, { t }: FormContext) {
  const own = problems.filter((each) => placeOf(each.pointer, draft) === id && each.severity === 'error');
  const helpKey = `session.new.${id.replace(/-\d$/, '')}.help`;
  return {
    className: own.length > 0 ? ['has-error'] : [],
    before: [
      h('p.help', { id: `${id}-help` }, t(helpKey)),
      ...own.map((each) => h('p.field-error', { id: `${id}-error` }, wordsOf(each, draft, t))),
    ],
    described: [`${id}-help`, ...(own.length > 0 ? [`${id}-error`] : [])].join(' '),
    isWrong: own.length > 0 ? ('true' as const) : undefined,
  };
}

function line(id: 'title' | 'name' | 'theme', value: string, max: number, page: SessionFormPage, context: FormContext): Element {
  const { className, before, described, isWrong } = around(id, page, context);
  return h('div.field', { className }, [
    h('label', { htmlFor: id }, context.t(`session.new.${id}`)),
    ...before,
    h('input', {
      id,
      name: id,
      type: 'text',
      value,
      maxLength: max,
      ariaDescribedBy: described,
      ariaInvalid: isWrong,
      autoComplete: 'off',
    }),
  ]);
}

function area(id: 'why', value: string, max: number, page: SessionFormPage, context: FormContext): Element {
  const { className, before, described, isWrong } = around(id, page, context);
  return h('div.field', { className }, [
    h('label', { htmlFor: id }, context.t(`session.new.${id}`)),
    ...before,
    h('textarea', { id, name: id, rows: 5, maxLength: max, ariaDescribedBy: described, ariaInvalid: isWrong }, value),
  ]);
}

function casesPart(page: SessionFormPage, context: FormContext): Element[] {
  const { draft, quota } = page;
  const { t, label, locale, registry } = context;
  const { className, before } = around('cases', page, context);
  const challenges = [...(registry.vocabularies.get('challenges')?.concepts.keys() ?? [])];
  const others = notTaken(draft, registry);
  const left = new Map(draft.leftOut.map(({ id, why }) => [id, why]));
  const choose = (value: string, key: string, id: string) =>
    h(
      'button.plain',
      {
        type: 'submit',
        name: 'go',
        value: `${value}:${id}`,
        ariaLabel: t('shortlist.of', { action: t(key), name: nameOf(id, context) }),
      },
      t(key),
    );
  return [
    h('section.field', { id: 'cases', className, ariaLabelledBy: 'cases-title' }, [
      h('h2', { id: 'cases-title' }, t('session.new.cases')),
      ...before,
      h('p.quota', { className: quota.isMet ? [] : ['is-open'] }, [
        t('session.successes', { count: quota.successes, most: quota.most }),
        ' ',
        t(quota.isMet ? 'session.new.quota.met' : 'session.new.quota.open'),
      ]),
      h(
        'ol.chosen',
        draft.cases.map(({ id, why }, index) =>
          h('li.chosen-case', [
            h('input', { type: 'hidden', name: 'case', value: id }),
            caseLine(id, context),
            h('label', { htmlFor: `why-${id}` }, t('session.new.taken')),
            h('input', { id: `why-${id}`, name: `why-${id}`, type: 'text', value: why, maxLength: 200, autoComplete: 'off' }),
            h('p.tools', [
              ...(index > 0 ? [choose('up', 'shortlist.up', id), ' '] : []),
              ...(index < draft.cases.length - 1 ? [choose('down', 'shortlist.down', id), ' '] : []),
              choose('remove', 'compare.remove', id),
            ]),
          ]),
        ),
      ),
      h('div.field', [
        h('label', { htmlFor: 'challenge' }, t('session.new.challenge')),
        h('p.help', { id: 'challenge-help' }, t('session.new.challenge.help')),
        h('select', { id: 'challenge', name: 'challenge', ariaDescribedBy: 'challenge-help' }, [
          h('option', { value: '' }, t('form.choose')),
          ...challenges.map((id) => h('option', { value: id, selected: id === draft.challenge }, label('challenges', id))),
        ]),
      ]),
      ...(others.length === 0
        ? []
        : [
            h('details', { open: left.size > 0 }, [
              h('summary', t('session.new.others', { count: others.length })),
              h('p.help', t('session.new.others.help')),
              h(
                'ul.chosen',
                others.map((id) =>
                  h('li.chosen-case', [
                    caseLine(id, context),
                    h('label', { htmlFor: `left-${id}` }, t('session.new.left')),
                    h('input', {
                      id: `left-${id}`,
                      name: `left-${id}`,
                      type: 'text',
                      value: left.get(id) ?? '',
                      maxLength: 200,
                      autoComplete: 'off',
                    }),
                    h('p.tools', choose('take', 'session.new.take', id)),
                  ]),
                ),
              ),
            ]),
          ]),
      h('p', h('a', { href: paths.explore(locale.id) }, t('compare.more'))),
      ...(quota.isMet && draft.allSuccess === '' ? [] : allSuccess(page, context)),
    ]),
  ];
}

/** Asked only when there are too many successes: cases that would mend that, or why there are none. */
function allSuccess(page: SessionFormPage, context: FormContext): Element[] {
  const { draft, quota } = page;
  const { t } = context;
  const { className, before, described, isWrong } = around('all-success', page, context);
  return [
    ...(quota.candidates.length > 0
      ? [
          h('p', t('session.new.candidates')),
          h(
            'ul.transfer',
            quota.candidates.map(({ id }) =>
              h('li', [
                caseLine(id, context),
                h('button.plain', { type: 'submit', name: 'go', value: `take:${id}` }, t('session.new.take')),
              ]),
            ),
          ),
        ]
      : []),
    h('div.field', { className }, [
      h('label', { htmlFor: 'all-success' }, t('session.new.all-success')),
      ...before,
      h(
        'textarea',
        { id: 'all-success', name: 'all-success', rows: 3, maxLength: 300, ariaDescribedBy: described, ariaInvalid: isWrong },
        draft.allSuccess,
      ),
    ]),
  ];
}

function questionsPart(page: SessionFormPage, context: FormContext): Element[] {
  const { t } = context;
  return [
    h('section', { ariaLabelledBy: 'questions-title' }, [
      h('h2', { id: 'questions-title' }, t('session.questions')),
      ...Array.from({ length: QUESTIONS }, (_, index) => {
        const id = `question-${index}`;
        const { className, before, described, isWrong } = around(id, page, context);
        const [help, ...errors] = before;
        return h('div.field', { className }, [
          h('label', { htmlFor: id }, t('session.new.question', { number: index + 1 })),
          ...(index === 0 ? [help!] : []),
          ...errors,
          h('input', {
            ...{ id, name: id, type: 'text', value: page.draft.questions[index]!, maxLength: 200, autoComplete: 'off' },
            ...{ ariaDescribedBy: described.replace(`${id}-help`, 'question-0-help'), ariaInvalid: isWrong },
          }),
        ]);
      }),
    ]),
  ];
}

/** What the cases say: each statement with the question that it speaks to, and a box for the first page. */
function statementsPart(page: SessionFormPage, context: FormContext): Element[] {
  const { draft } = page;
  const { t, label, locale, registry, tagOf } = context;
  const { className, before } = around('statements', page, context);
  const asked = Array.from({ length: QUESTIONS }, (_, index) => index);
  const groups = draft.cases.map(({ id }) => {
    const view = viewRecord(registry.cases.get(id)!, locale.id);
    const lang = view.isFallback ? tagOf(view.language) : undefined;
    const items = [...statementsIn(view.facts)].map(([anchor, item]) => {
      const name = `${id}#${anchor}`;
      const kind = item.list === 'lesson' ? label('lesson-kinds', item.kind) : label('directions', item.direction);
      return h('li', [
        h('p', [h('strong', `${kind}: `), h('span', { lang, id: `text-${name}` }, item.text)]),
        h('p.tools', [
          h('label', { htmlFor: `speaks-${name}` }, t('session.new.speaks')),
          ' ',
          h('select', { id: `speaks-${name}`, name: `speaks-${name}`, ariaDescribedBy: `text-${name}` }, [
            h('option', { value: '' }, t('session.new.speaks.none')),
            ...asked.map((index) =>
              h(
                'option',
                { value: String(index), selected: draft.spoken.get(name) === index },
                t('session.new.question', { number: index + 1 }),
              ),
            ),
          ]),
          ' ',
          h('label', [
            h('input', {
              type: 'checkbox',
              name: 'highlight',
              value: name,
              checked: draft.highlights.has(name),
              ariaDescribedBy: `text-${name}`,
            }),
            ' ',
            t('session.new.highlight'),
          ]),
        ]),
      ]);
    });
    return h('details', { open: true }, [h('summary', { lang }, view.facts.name), h('ul.transfer', items)]);
  });
  return [
    h('section.field', { id: 'statements', className, ariaLabelledBy: 'statements-title' }, [
      h('h2', { id: 'statements-title' }, t('session.new.statements')),
      ...before,
      ...groups,
    ]),
  ];
}

const nameOf = (id: string, { registry, locale }: FormContext): string =>
  viewRecord(registry.cases.get(id)!, locale.id).facts.name;

function caseLine(id: string, context: FormContext): Element {
  const { registry, locale, tagOf } = context;
  const view = viewRecord(registry.cases.get(id)!, locale.id);
  const lang = view.isFallback ? tagOf(view.language) : undefined;
  return h('p.case-title', [
    h('a', { href: paths.case(locale.id, id), lang }, view.facts.title),
    ' ',
    outcomeMark(outcomeOf(view.facts.verdicts), context),
  ]);
}
