import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths as sitePaths } from '#registry/addresses.ts';
import { caseUnder } from '#registry/case/record.ts';
import type { Entry } from '#registry/outbox/outbox.ts';
import { LONGEST_ANSWER, type Question } from '#registry/outbox/question.ts';
import { decidedBy } from '#registry/outbox/review-clock.ts';
import { describeState, isDecided, type SubmissionState } from '#registry/outbox/state.ts';
import type { RegistryRecord } from '#registry/record/record.ts';
import { titleOfEntry } from './entry-title.ts';
import type { FormContext } from './form-context.ts';

/** As much of a submission's number as somebody says on the telephone. */
const SHORT = 8;

export interface StatusPage {
  entry: Entry;
  /** What reviewers ask. */
  questions: readonly Question[];
  /** The answer that could not be kept, and why. */
  typed?: { id: string; answer: string; problem: string };
  /** Days after a decision until a contact is erased. */
  erasedAfterDays: number;
  now: number;
  /** Whether the site has a page: it is built after the decision. */
  isOnSite: (path: string) => boolean;
}

/** The status of a submission for its sender: its state, since when, and what comes next. Says nothing about the sender. */
export function statusPage(page: StatusPage, context: FormContext): ElementContent[] {
  const { entry, erasedAfterDays, now, isOnSite } = page;
  const { t, locale, registry } = context;
  const { title, lang } = titleOfEntry(entry, registry);
  const { label, next, reason } = describeState(entry.state, locale, entry.parked?.reason);
  return [
    h('p.kicker', t(`status.kind.${entry.kind === 'case' ? entry.action : entry.kind}`)),
    h('h1', { lang }, title),
    h('div.status-now', { className: [`status-${entry.state}`] }, [
      h('p.status-label', label),
      h('p', next),
      ...(reason ? [h('p', reason)] : []),
      ...deadline(entry, context, now),
      ...whyDeclined(entry, context),
      ...links(entry, context, isOnSite),
    ]),
    ...unkept(page, context),
    ...conversation(page, context),
    h('section', { ariaLabelledBy: 'progress' }, [h('h2', { id: 'progress' }, t('status.progress')), progress(entry, context)]),
    h('section', { ariaLabelledBy: 'keep' }, [
      h('h2', { id: 'keep' }, t('status.keep')),
      h('p', t('status.keep.text')),
      h('p', [h('span.kicker', t('status.number')), ' ', h('code', { title: entry.id }, entry.id.slice(0, SHORT))]),
    ]),
    h('section', { ariaLabelledBy: 'correct' }, [
      h('h2', { id: 'correct' }, t('status.correct')),
      h('p', t(`status.correct.${correction(entry)}`)),
      ...nextForm(entry, context),
    ]),
    h('p.small', t('status.contact', { days: t('days.count', { count: erasedAfterDays }) })),
  ];
}

/** Whether a question waits for its answer. */
const isOpen = ({ answer }: Question, { state }: Entry): boolean => answer === undefined && !isDecided(state);

/** An answer to a question that is no longer open has no place below: its sender reads why it was not kept, and can copy it. */
function unkept({ entry, questions, typed }: StatusPage, { t }: FormContext): Element[] {
  if (!typed || questions.some((each) => each.id === typed.id && isOpen(each, entry))) return [];
  return [
    h('div.notice', { role: 'alert' }, [
      h('p', typed.problem),
      ...(typed.answer === '' ? [] : [h('p', h('strong', t('status.answer'))), h('p.said', typed.answer)]),
    ]),
  ];
}

/** What reviewers ask, with a place for each answer that is not there yet. */
function conversation({ entry, questions, typed }: StatusPage, context: FormContext): Element[] {
  const { t, date, locale } = context;
  if (questions.length === 0) return [];
  const day = (time: number) => date(new Date(time).toISOString().slice(0, 10));
  const item = (question: Question) => {
    const { id, by, askedAt, text, answer, answeredAt } = question;
    return h('li', { id: `question-${id}` }, [
      h('p.small', t('review.asked', { name: by, date: day(askedAt) })),
      h('p.said', text),
      ...(isOpen(question, entry)
        ? [answerForm(id, typed?.id === id ? typed : undefined, sitePaths.submission(locale.id, entry.id), context)]
        : []),
      ...(answer === undefined ? [] : [h('p.small', t('review.answeredOn', { date: day(answeredAt!) })), h('p.said', answer)]),
    ]);
  };
  return [
    h('section', { ariaLabelledBy: 'questions' }, [
      h('h2', { id: 'questions' }, t('status.questions')),
      h('p', t('status.questions.text')),
      h('ol.conversation', questions.map(item)),
    ]),
  ];
}

function answerForm(
  id: string,
  typed: { answer: string; problem: string } | undefined,
  action: string,
  { t }: FormContext,
): Element {
  const field = `answer-${id}`;
  return h('form.submit-form', { method: 'post', action }, [
    h('input', { type: 'hidden', name: 'question', value: id }),
    h('div.field', { className: typed ? ['has-error'] : [] }, [
      h('label', { htmlFor: field }, t('status.answer')),
      ...(typed ? [h('p.field-error', { id: `${field}-error`, role: 'alert' }, typed.problem)] : []),
      h(
        'textarea',
        {
          ...{ id: field, name: 'answer', rows: 4, maxLength: LONGEST_ANSWER, required: true },
          ...(typed ? { ariaInvalid: 'true', ariaDescribedBy: `${field}-error` } : {}),
        },
        typed?.answer ?? '',
      ),
    ]),
    h('p', h('button', { type: 'submit' }, t('status.answer.do'))),
  ]);
}

const correction = ({ state, proposal }: Entry) =>
  state === 'published' || state === 'declined' ? state : isWeb(proposal) ? 'conversation' : 'waiting';

/** Whether people can open a proposal and talk there. */
const isWeb = (proposal: Entry['proposal']): boolean => proposal?.url !== undefined && /^https?:\/\//.test(proposal.url);

/** The reason in the reviewer's words, or where it is said. */
function whyDeclined({ state, reason, proposal }: Entry, { t }: FormContext): Element[] {
  if (reason !== undefined) return [h('p', h('strong', t('status.reason'))), h('p.said', reason)];
  return state === 'declined' && isWeb(proposal) ? [h('p', t('status.reason.conversation'))] : [];
}

/** What it became or corrects: nothing until it is published, and once it has gone. */
const recordOfEntry = ({ kind, caseId = '' }: Entry, { registry }: FormContext): RegistryRecord | undefined =>
  kind === 'case' ? caseUnder(caseId, registry) : registry.records.get(kind)?.get(caseId);

/** The form with which its sender goes on: that of a correction where there is a case, and that of a new case after a decline. */
function nextForm(entry: Entry, context: FormContext): Element[] {
  const { kind, state, action } = entry;
  const { t, locale } = context;
  if (kind !== 'case' || !isDecided(state)) return [];
  const record = state === 'published' || action === 'improve' ? recordOfEntry(entry, context) : undefined;
  if (record) return [h('p', h('a', { href: sitePaths.improve(locale.id, record.id) }, t('form.improve.link')))];
  return state === 'declined' ? [h('p', h('a', { href: sitePaths.submit(locale.id) }, t('form.title')))] : [];
}

/** The page that shows a published record; a comment has none of its own, and is about a case. */
function pageOf({ kind, id }: RegistryRecord, { locale, registry }: FormContext): string {
  const comment = kind.id === 'comment' ? registry.comments.get(id) : undefined;
  return comment ? sitePaths.case(locale.id, comment.facts.case) : sitePaths.record(locale.id, kind.folder, id);
}

function links(entry: Entry, context: FormContext, isOnSite: StatusPage['isOnSite']): Element[] {
  const { t } = context;
  const { state, kind, proposal } = entry;
  const record = state === 'published' ? recordOfEntry(entry, context) : undefined;
  const path = record && pageOf(record, context);
  return [
    ...(path !== undefined && isOnSite(path) ? [h('p', h('a', { href: path }, t(`status.page.${kind}`)))] : []),
    ...(isWeb(proposal) ? [h('p', h('a', { href: proposal!.url }, t('status.proposal')))] : []),
  ];
}

/** The past states with their days, and the coming ones. */
function progress({ state, times }: Entry, context: FormContext): Element {
  const end: SubmissionState = state === 'declined' ? 'declined' : 'published';
  const order: SubmissionState[] = ['received', ...(state === 'parked' ? ['parked' as const] : []), 'proposed', 'in-review', end];
  const at = order.indexOf(state);
  const steps = order.map((each, index) => {
    const when = times[each];
    const isPast = when !== undefined && index <= at;
    const { label } = describeState(each, context.locale);
    const words = [
      h('span.progress-label', label),
      ' ',
      // A decision soon after the proposal passes over the review: that is not still to come.
      ...(index > at ? [h('span.hidden', context.t('status.ahead'))] : when === undefined ? [] : [moment(when, context)]),
    ];
    const className =
      index === at && !isDecided(state) ? ['now'] : isPast || index < at ? ['done'] : index === at ? ['done', 'now'] : [];
    return h('li', { className, ariaCurrent: index === at ? 'step' : undefined }, words);
  });
  return h('ol.progress', steps);
}

/** By when it is decided on, or that the time is over and whose turn it is. */
function deadline(entry: Entry, { t, date }: FormContext, now: number): Element[] {
  const by = decidedBy(entry);
  if (by === undefined) return [];
  return [
    h(
      'p',
      { className: ['status-by'] },
      t(by < now ? 'status.late' : 'status.by', { date: date(new Date(by).toISOString().slice(0, 10)) }),
    ),
  ];
}

/** In UTC and labelled so: the server does not know the reader's time zone. */
function moment(when: number, { locale }: FormContext): Element {
  const date = new Date(when);
  const words = new Intl.DateTimeFormat(locale.tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(date);
  return h('time', { dateTime: date.toISOString() }, `${words} UTC`);
}

/** For an address without a submission. */
export const unknownStatusPage = ({ t }: FormContext): ElementContent[] => [
  h('h1', t('status.unknown')),
  h('p.lede', t('status.unknown.text')),
];
