import type { Request, Response } from 'express';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { SECTIONS } from '#registry/case/sections.ts';
import { translate } from '#registry/locale/translate.ts';
import { makeSpeaker, type Speaker } from '#registry/page/speaker.ts';
import { senderOf } from '../http/limits.ts';
import { caseCrumb } from './case-crumb.ts';
import type { FormContext } from './form-context.ts';
import { type Answering, caseOf, contextOf, formOf, type FormOptions, nowOf } from './form-options.ts';
import { honeypot } from './honeypot.ts';
import { describeProblem } from './question-parts.ts';
import { sendForm } from './send-form.ts';
import { sendFramed } from './send-framed.ts';
import { type FormState, openForm, readState, tidy } from './form-state.ts';

/** Characters of what somebody says is wrong. */
const MAX_REPORT = 600;
/** The section that a doubt stands in until somebody answers it. */
const OPEN_QUESTIONS = 'body.open-questions';
/** Sections of a case's page that are not headings of its body. */
const PARTS = ['lessons', 'effort', 'milestones', 'lineage', 'sources'] as const;

/** "Is something wrong here?": one box, which becomes a proposal by the road of every correction. */
export async function showReport(request: Request, response: Response, next: () => void, options: FormOptions): Promise<void> {
  const context = contextOf(request, options);
  const record = caseOf(request, options);
  if (!context || !record) return next();
  const state = openForm('improve', context.locale.id, nowOf(options), record, context.registry);
  await sendReportPage(response, next, {
    state,
    record,
    context,
    options,
    section: sectionOf(request.query['section']),
    typed: { report: '', email: '' },
  });
}

/** Takes the box in. Whatever is wrong is said beside the box: whoever chose it never has to go through the whole form. */
export const answerReport: Answering = async (request, response, next, options, failure) => {
  const context = contextOf(request, options);
  const record = caseOf(request, options);
  if (!context || !record) return next();
  const { fields } = formOf(response);
  const now = nowOf(options);
  const said = (name: string) => (typeof fields[name] === 'string' ? fields[name].replaceAll(/\s+/g, ' ').trim() : '');
  const section = sectionOf(fields['section']);
  const fresh = openForm('improve', context.locale.id, now, record, context.registry);
  const { draft, started } = readState(fields, 'improve', context.locale.id, now, record);
  const state = { ...fresh, draft, started };
  const [report, email] = [said('report'), said('email')];
  const again = (problems: readonly string[], status = 422, { draft: key }: Pick<FormState, 'draft'> = state) =>
    sendReportPage(response, next, {
      ...{ state: { ...state, draft: key }, record, context, options, section },
      ...{ typed: { report, email }, problems, status },
    });
  if (failure) return again([failure.words], failure.status);
  if (report === '') return again([context.t('report.problem.empty')]);
  if (report.length > MAX_REPORT) return again([context.t('report.problem.long', { max: MAX_REPORT })]);
  const language = context.registry.locales.get(record.facts.language)!;
  const question = translate(language, 'report.question', {
    section: nameOf(section, makeSpeaker(context.registry, language)),
    text: report,
  });
  const before = fresh.values[OPEN_QUESTIONS]?.[0]?.trimEnd() ?? '';
  const values = {
    ...fresh.values,
    [OPEN_QUESTIONS]: [`${before}${before === '' ? '' : '\n'}- ${question}`],
    'consent.license': ['CC-BY-4.0'],
    ...(email === '' ? {} : { 'contact.email': [email] }),
  };
  const situation = { context, options, sender: senderOf(request, response) };
  await sendForm(request, response, next, tidy({ ...state, values }), situation, (page) =>
    again([...page.notices, ...page.problems.map((each) => describeProblem(each, context))], page.status, page.state),
  );
};

interface ReportPage {
  state: FormState;
  record: CaseRecord;
  context: FormContext;
  options: FormOptions;
  section: string;
  typed: { report: string; email: string };
  problems?: readonly string[];
  status?: number;
}

async function sendReportPage(response: Response, next: () => void, page: ReportPage): Promise<void> {
  const { state, record, context, options, section, typed, problems = [], status } = page;
  const { t, locale } = context;
  const hidden = { draft: state.draft, started: String(state.started), section };
  await sendFramed(response, next, options, context, {
    title: `${problems.length > 0 ? `${t('form.error.label')} ` : ''}${t('report.title')}`,
    main: [
      caseCrumb(record, context),
      h('h1', t('report.title')),
      h('p.lede', t('report.intro', { section: nameOf(section, context) })),
      ...(problems.length > 0
        ? [
            h(
              'div.notice',
              { role: 'alert' },
              problems.map((words) => h('p', words)),
            ),
          ]
        : []),
      h('form.submit-form', { method: 'post', action: paths.caseReport(locale.id, record.id, section) }, [
        ...Object.entries(hidden).map(([name, value]) => h('input', { type: 'hidden', name, value })),
        honeypot(t),
        h('p', [
          h('label', { htmlFor: 'report' }, t('report.what')),
          h('textarea', { id: 'report', name: 'report', rows: 5, maxLength: MAX_REPORT, required: true }, typed.report),
        ]),
        h('p', [
          h('label', { htmlFor: 'email' }, t('report.email')),
          h('input', { id: 'email', name: 'email', type: 'email', autoComplete: 'email', value: typed.email }),
        ]),
        h('p.small', t('report.consent', { days: t('days.count', { count: context.contactDays }) })),
        h('p', h('button', { type: 'submit' }, t('report.send'))),
      ]),
      h('p.small', h('a', { href: paths.improve(locale.id, record.id), rel: ['nofollow'] }, t('report.long'))),
    ],
    pathIn: (each) => paths.caseReport(each, record.id, section),
    status,
  });
}

/** A section that the page of a case has; that of its lessons for anything else. */
const sectionOf = (asked: unknown): string => [...SECTIONS, ...PARTS].find((id) => id === asked) ?? 'lessons';

/** What a section is called on the page. */
const nameOf = (section: string, { label, locale }: Pick<Speaker, 'label' | 'locale'>): string =>
  (PARTS as readonly string[]).includes(section) ? translate(locale, `case.${section}`) : label('sections', section);
