import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import { visit } from 'unist-util-visit';
import { LONGEST_ANSWER, type Question } from '#registry/outbox/question.ts';
import { describeState, isDecided } from '#registry/outbox/state.ts';
import { evidenceMark, outcomeMark } from '#registry/page/marks.ts';
import { section } from '#registry/page/part.ts';
import type { Speaker } from '#registry/page/speaker.ts';
import type { TypedFields } from '#registry/review/scorecard-form.ts';
import type { Look, OpenLook } from './look.ts';
import { titleOfEntry } from '../form/entry-title.ts';
import { clock, signOutForm } from './queue-page.ts';
import { scorecardFields } from './scorecard-fields.ts';
import type { SignedIn } from './sign-in.ts';

export interface ProposalPage {
  look: Look;
  signedIn: SignedIn;
  /** What stands in the form. */
  typed: TypedFields;
  problems: readonly { field: string; words: string }[];
  /** What has just been done, or could not be. */
  notices: readonly string[];
  now: number;
}

/** A proposal as its page will look, with all that it takes to decide on it. */
export function proposalPage(page: ProposalPage, speaker: Speaker): ElementContent[] {
  const { look, signedIn, notices, problems, now } = page;
  const { entry, open, questions } = look;
  const { t, locale, registry } = speaker;
  const { title, lang } = titleOfEntry(entry, registry);
  const address = paths.reviewOf(locale.id, entry.id);
  const parts = open ? openParts(open, page, speaker) : [];
  return [
    h('p.crumb', h('a', { href: paths.review(locale.id) }, t('review.title'))),
    h('p.kicker', t(`status.kind.${entry.kind === 'case' ? entry.action : entry.kind}`)),
    h('h1', { lang }, title),
    signOutForm(signedIn, address, speaker),
    ...notices.map((words) => h('p.notice', { role: 'status' }, words)),
    ...errorList(problems, speaker),
    h('div.status-now', [
      ...(open && !isDecided(entry.state)
        ? [h('p', clock(entry, speaker, now)), ...(open.sender ? [h('p', sender(open, page, speaker))] : [])]
        : decided(look, speaker)),
    ]),
    ...(open ? standing(open, speaker) : []),
    ...(parts.length > 0
      ? [
          h('nav.contents', { ariaLabel: t('review.contents') }, [
            h(
              'ol',
              [...parts, ...(open?.standing === undefined ? [{ id: 'decide', title: t('review.decide') }] : [])].map(
                ({ id, title }) => h('li', h('a', { href: `#${id}` }, title)),
              ),
            ),
          ]),
        ]
      : []),
    ...parts.map((part) => section(part)),
    ...(open ? [] : [section({ id: 'asked', title: t('review.questions'), content: conversation(questions, speaker) })]),
    ...(open && open.standing === undefined ? [decisionForm(open, page, address, speaker)] : []),
  ];
}

function errorList(problems: ProposalPage['problems'], { t }: Speaker): Element[] {
  if (problems.length === 0) return [];
  const items = problems.map(({ field, words }) => h('li', h('a', { href: `#${field}` }, words)));
  return [
    h('div.error-summary', { id: 'errors', role: 'alert', tabIndex: -1, ariaLabelledBy: 'errors-title', autoFocus: true }, [
      h('h2', { id: 'errors-title' }, t('form.errors', { count: problems.length })),
      h('ul', items),
    ]),
  ];
}

const sender = ({ sender: name }: OpenLook, { look: { entry } }: ProposalPage, { t }: Speaker): string =>
  `${t('proposal.sender')}: ${name} (${t(entry.lab === undefined ? 'proposal.sender.unverified' : 'proposal.sender.verified')})`;

/** What became of it. A decision that was made a moment ago is not in the outbox yet. */
function decided({ entry }: Look, speaker: Speaker): Element[] {
  const { t, locale } = speaker;
  const words = isDecided(entry.state) ? describeState(entry.state, locale).label : t('review.decided');
  return [h('p.status-label', words), ...(entry.reason === undefined ? [] : [h('p', entry.reason)])];
}

function standing({ standing: why, conflicts }: OpenLook, { t }: Speaker): Element[] {
  return [
    ...(why === undefined ? [] : [h('p.notice', t(`review.standing.${why}`))]),
    ...(conflicts.length > 0 ? [h('p.notice', t('review.conflicts', { files: conflicts.join(', ') }))] : []),
  ];
}

function openParts(open: OpenLook, page: ProposalPage, speaker: Speaker) {
  const { drawn } = open;
  const { t } = speaker;
  const alike = lookAlikes(open, speaker);
  return [
    { id: 'findings', title: t('proposal.findings'), content: findings(open, speaker) },
    ...(drawn.isNew && drawn.told
      ? [{ id: 'alike', title: t('review.alike'), content: alike.length > 0 ? alike : [h('p', t('review.alike.none'))] }]
      : []),
    ...(drawn.changes ? [{ id: 'changes', title: t('proposal.changed'), content: drawn.changes }] : []),
    {
      id: 'page',
      title: t('review.page'),
      content: drawn.page
        ? [h('div.preview-frame', [withOwnFiles(drawn.page, page.look.entry.id, open, speaker)])]
        : [h('p', t('review.page.none'))],
    },
    { id: 'questions', title: t('review.questions'), content: conversation(page.look.questions, speaker) },
    ...(drawn.scorecards.length > 0 || drawn.otherCards > 0
      ? [{ id: 'cards', title: t('review.cards'), content: cards(open, speaker) }]
      : []),
  ];
}

function findings({ drawn }: OpenLook, { t }: Speaker): ElementContent[] {
  if (drawn.findings.length === 0) return [h('p', t('proposal.findings.none'))];
  return [
    ...(drawn.hasErrors ? [h('p.notice', t('review.errors'))] : []),
    h(
      'ul.findings',
      drawn.findings.map(({ severity, place, words }) =>
        h('li', [h('strong', t(`finding.report.severity.${severity}`)), ' ', words, ' ', h('span.small', place)]),
      ),
    ),
  ];
}

function lookAlikes({ similar, drawn }: OpenLook, { t, locale, registry }: Speaker): ElementContent[] {
  const published = similar.map(({ id, title, registry: peer }) => {
    const href = peer === undefined ? paths.case(locale.id, id) : paths.foreignCase(locale.id, peer, id);
    const name = peer === undefined ? undefined : registry.peers.find((each) => each.id === peer)?.name;
    return h('li', [
      h('a', { href }, title),
      ' · ',
      name === undefined ? t('review.alike.published') : t('foreign.from', { name }),
    ]);
  });
  const waiting = drawn.lookAlikes.map(({ id, title, resemblance, submission }) =>
    h('li', [
      h('a', { href: submission === undefined ? paths.case(locale.id, id) : paths.reviewOf(locale.id, submission) }, title),
      ' · ',
      t(submission === undefined ? 'review.alike.accepted' : 'review.alike.open'),
      ...(resemblance === 'probable' ? [' · ', h('strong', t('review.alike.probable'))] : []),
    ]),
  );
  const items = [...waiting, ...published];
  return items.length === 0 ? [] : [h('p', t('review.alike.text')), h('ul.alike', items)];
}

/** Pictures and documents of a proposal are served to reviewers only. */
function withOwnFiles(shown: Element, submission: string, { recordId }: OpenLook, { locale }: Speaker): Element {
  const published = paths.caseFile(recordId ?? '', '');
  const page = structuredClone(shown);
  visit(page, 'element', ({ properties }) => {
    for (const name of ['src', 'href']) {
      const address = properties[name];
      if (typeof address === 'string' && address.startsWith(published))
        properties[name] = paths.reviewFile(locale.id, submission, address.slice(published.length));
    }
  });
  return page;
}

/** What was asked and answered, for reviewers. */
function conversation(questions: readonly Question[], { t, date }: Speaker): ElementContent[] {
  const day = (time: number) => date(new Date(time).toISOString().slice(0, 10));
  if (questions.length === 0) return [h('p', t('review.questions.none'))];
  return [
    h(
      'ol.conversation',
      questions.map(({ by, askedAt, text, answer, answeredAt }) =>
        h('li', [
          h('p.small', t('review.asked', { name: by, date: day(askedAt) })),
          h('p.said', text),
          ...(answer === undefined
            ? [h('p.small', t('review.waits'))]
            : [h('p.small', t('review.answeredOn', { date: day(answeredAt!) })), h('p.said', answer)]),
        ]),
      ),
    ),
  ];
}

function cards({ drawn }: OpenLook, speaker: Speaker): ElementContent[] {
  const { t, label, date } = speaker;
  const about = new Map(drawn.verdicts.map((verdict) => [verdict.id, verdict.about]));
  if (drawn.scorecards.length === 0) return [h('p', t('review.cards.hidden', { count: drawn.otherCards }))];
  return drawn.scorecards.map(({ name, on, verdicts, confidence, comment }) =>
    h('div.card', [
      h('p', t('case.reviews.by', { name, date: date(on), confidence: label('review-confidences', confidence) })),
      h(
        'ul.reviewed',
        verdicts.map(({ id, outcome, strength }) =>
          h('li', [about.get(id) ?? id, ' ', outcomeMark(outcome, speaker), ' ', evidenceMark(strength, speaker)]),
        ),
      ),
      ...(comment === undefined ? [] : [h('p.said', comment)]),
    ]),
  );
}

/** One form, so that a question takes nothing away of a scorecard that is half filled in. */
function decisionForm(open: OpenLook, page: ProposalPage, action: string, speaker: Speaker): Element {
  const { t } = speaker;
  const { typed, signedIn, problems } = page;
  const { drawn, conflicts, commit } = open;
  const problemOf = (field: string) => problems.find((problem) => problem.field === field)?.words;
  return h('form.submit-form', { id: 'decide', method: 'post', action, noValidate: true, ariaLabelledBy: 'decide-title' }, [
    h('h2', { id: 'decide-title' }, t('review.decide')),
    ...[
      ['key', signedIn.formKey],
      ['seen', commit],
      ['question-id', typed['question-id'] ?? ''],
    ].map(([name, value]) => h('input', { type: 'hidden', name, value })),
    // Enter in a field presses the first button of a form, so that must not be one that decides.
    h('button.hidden', { type: 'submit', name: 'go', value: 'look', tabIndex: -1, ariaHidden: 'true' }, t('review.look')),
    textField('question', {
      label: t('review.ask'),
      help: t('review.ask.help'),
      max: LONGEST_ANSWER,
      typed,
      problem: problemOf('question'),
    }),
    h('p', h('button.second', { type: 'submit', name: 'go', value: 'ask' }, t('review.ask.do'))),
    ...(drawn.verdicts.length > 0
      ? [
          scorecardFields(drawn.verdicts, typed, problemOf, speaker),
          h('p', h('button.second', { type: 'submit', name: 'go', value: 'score' }, t('review.card.do'))),
        ]
      : []),
    h('fieldset.group', [
      h('legend', t('review.decision')),
      ...(open.mayRepeat && !drawn.hasErrors
        ? [
            h('div.field.flag', { className: problemOf('different') ? ['has-error'] : [] }, [
              ...fieldError('different', problemOf('different')),
              h('div.choice', [
                h('input', {
                  type: 'checkbox',
                  id: 'different',
                  name: 'different',
                  value: 'yes',
                  checked: typed['different'] === 'yes',
                }),
                h('label', { htmlFor: 'different' }, t('review.different')),
              ]),
            ]),
          ]
        : []),
      textField('reason', {
        ...{ label: t('review.reason'), help: t('review.reason.help'), max: LONGEST_ANSWER, typed, problem: problemOf('reason') },
      }),
      h('p.form-buttons', [
        ...(drawn.hasErrors || conflicts.length > 0
          ? []
          : [h('button', { type: 'submit', name: 'go', value: 'accept' }, t('review.accept'))]),
        h('button.second', { type: 'submit', name: 'go', value: 'decline' }, t('review.decline')),
      ]),
      ...(drawn.hasErrors ? [h('p.small', t('review.accept.not'))] : []),
    ]),
  ]);
}

interface TextField {
  label: string;
  help: string;
  max: number;
  typed: TypedFields;
  problem: string | undefined;
}

function textField(name: string, { label, help, max, typed, problem }: TextField): Element {
  return h('div.field', { className: problem ? ['has-error'] : [] }, [
    h('label', { htmlFor: name }, label),
    h('p.help', { id: `${name}-help` }, help),
    ...fieldError(name, problem),
    h(
      'textarea',
      {
        ...{ id: name, name, rows: 4, maxLength: max, ariaInvalid: problem ? 'true' : undefined },
        ariaDescribedBy: [`${name}-help`, ...(problem ? [`${name}-error`] : [])],
      },
      typed[name] ?? '',
    ),
  ]);
}

const fieldError = (name: string, problem: string | undefined): Element[] =>
  problem ? [h('p.field-error', { id: `${name}-error` }, problem)] : [];
