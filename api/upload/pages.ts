import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import { sheetAnswers } from '#registry/comment/page/sheet-answers.ts';
import { MEDIA_TYPES } from '#registry/pack/format/formats.ts';
import { titleOf, viewRecord } from '#registry/record/view.ts';
import { TEMPLATE_FORMATS } from '#registry/submission/file/case-template.ts';
import type { CaseReading } from '#registry/submission/file/inspect-case.ts';
import type { SheetReading } from '#registry/submission/file/read-file.ts';
import { pathOf } from '#registry/submission/form/field.ts';
import { formPaths, stepWith } from '#registry/submission/form/step.ts';
import type { UploadReading } from '../checking/task.ts';
import { formAddress } from '../form/form-address.ts';
import type { FormContext } from '../form/form-context.ts';
import { carried, type FormState } from '../form/form-state.ts';
import { honeypot } from '../form/honeypot.ts';

interface Page {
  title: string;
  main: ElementContent[];
}

/** What was sent, or why it was not. */
export type SentSheet =
  { title: string; id: string; problems?: undefined } | { title: string; id?: undefined; problems: string[] };

/** Asks for the file. `problem` is the key of what was wrong with the last one. */
export function askForFile(context: FormContext, { draft, problem }: { draft: string; problem?: string }): Page {
  const { t, locale } = context;
  return {
    title: `${problem ? `${t('form.error.label')} ` : ''}${t('upload.title')}`,
    main: [
      h('h1', t('upload.title')),
      h('p.lede', t('upload.intro')),
      ...(problem ? [h('p.notice', { role: 'alert' }, t(problem))] : []),
      h('form.submit-form', { method: 'post', action: paths.upload(locale.id), encType: 'multipart/form-data' }, [
        h('input', { type: 'hidden', name: 'draft', value: draft }),
        honeypot(t),
        h('div.field', [
          h('label', { htmlFor: 'file' }, t('upload.file')),
          h('p.help', { id: 'file-help' }, t('upload.file.help')),
          h('input', {
            id: 'file',
            name: 'file',
            type: 'file',
            accept: '.docx,.xlsx',
            required: true,
            ariaDescribedBy: 'file-help',
          }),
        ]),
        emailField(context),
        h('p', h('button', { type: 'submit', name: 'go', value: 'read' }, t('upload.read'))),
      ]),
      templates(context),
    ],
  };
}

/** Where the empty templates are. */
function templates({ t, locale, registry, compare }: FormContext): ElementContent {
  const cases = [...registry.cases.values()]
    .map((record) => ({ id: record.id, title: titleOf(viewRecord(record, locale.id)) }))
    .toSorted((a, b) => compare(a.title, b.title));
  return h('section.templates', { ariaLabelledBy: 'templates' }, [
    h('h2', { id: 'templates' }, t('upload.templates')),
    h('h3', t('upload.templates.case')),
    h(
      'ul',
      TEMPLATE_FORMATS.map((format) =>
        h('li', h('a', { href: paths.template(locale.id, 'case', format) }, t(`upload.templates.case.${format}`))),
      ),
    ),
    h('h3', t('upload.templates.comment')),
    h('form.submit-form', { method: 'get', action: paths.template(locale.id, 'comments', 'docx') }, [
      h('div.field', [
        h('label', { htmlFor: 'case' }, t('upload.templates.comment.case')),
        h(
          'select',
          { id: 'case', name: 'case' },
          cases.map(({ id, title }) => h('option', { value: id }, title)),
        ),
      ]),
      h(
        'p.form-buttons',
        TEMPLATE_FORMATS.map((format) =>
          h(
            'button.plain',
            { type: 'submit', formAction: paths.template(locale.id, 'comments', format) },
            t(`upload.templates.comment.${format}`),
          ),
        ),
      ),
    ]),
    h('p.small', h('a', { href: paths.records(locale.id, 'sessions') }, t('upload.where'))),
  ]);
}

function emailField({ t, contactDays }: FormContext): ElementContent {
  return h('div.field', [
    h('label', { htmlFor: 'email' }, t('report.email')),
    h('p.help', { id: 'email-help' }, t('report.consent', { days: t('days.count', { count: contactDays }) })),
    h('input', { id: 'email', name: 'email', type: 'email', autoComplete: 'email', ariaDescribedBy: 'email-help' }),
  ]);
}

interface Shown {
  reading: Exclude<UploadReading, { refused: string }>;
  /** Name of the file. */
  name: string;
  email: string;
  draft: string;
  /** A form for a case of the file, as if it had been typed. */
  formOf: (values: CaseReading['values']) => FormState;
}

/** Shows what was read, or what is to be mended in it; what can be sent is sent with one button. */
export function showReadings({ reading, name, email, draft, formOf }: Shown, context: FormContext): Page {
  const { t, locale } = context;
  const { sheets, cases, door, marked } = reading;
  const ready = [...sheets, ...cases].flatMap(({ submission }) => (submission ? [JSON.stringify(submission)] : []));
  const hidden = [['email', email] as const, ['draft', draft] as const, ...ready.map((text) => ['sheet', text] as const)];
  const end = door === 'word' ? 'docx' : 'xlsx';
  const markedName = `${name
    .replace(/\.[a-z]+$/i, '')
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, '')
    .slice(0, 60)}-${t('upload.marked.name')}.${end}`;
  return {
    title: t('upload.found'),
    main: [
      h('h1', t('upload.found')),
      h('p.lede', t('upload.found.in', { name: name.slice(0, 80), count: sheets.length + cases.length, ready: ready.length })),
      ...(marked
        ? [
            h(
              'p',
              h(
                'a',
                { download: markedName, href: `data:${MEDIA_TYPES[end]};base64,${Buffer.from(marked).toString('base64')}` },
                t('upload.marked'),
              ),
            ),
          ]
        : []),
      ...(ready.length === 0
        ? []
        : [
            h('form', { method: 'post', action: paths.upload(locale.id), encType: 'multipart/form-data' }, [
              ...hidden.map(([key, value]) => h('input', { type: 'hidden', name: key, value })),
              h('p', h('button', { type: 'submit', name: 'go', value: 'send' }, t('upload.send', { count: ready.length }))),
            ]),
          ]),
      ...sheets.map((sheet, index) => showSheet(sheet, index, context)),
      ...cases.map((each, index) => showCase(each, index, formOf(each.values), context)),
      h('p', h('a', { href: paths.upload(locale.id) }, t('upload.again'))),
    ],
  };
}

const toMend = (said: readonly string[], { t }: FormContext): ElementContent[] =>
  said.length === 0
    ? []
    : [
        h('div.notice', { role: 'alert' }, [
          h('p', t('upload.mend')),
          h(
            'ul',
            said.map((words) => h('li', words)),
          ),
        ]),
      ];

/** A case of the file: what is to be mended, and the form with what could be read. */
function showCase(
  { key, title, findings, submission }: CaseReading,
  index: number,
  state: FormState,
  context: FormContext,
): ElementContent {
  const { t, locale } = context;
  const id = `case-${index + 1}`;
  const step = submission ? 'review' : (firstStepWith(findings) ?? formPaths.full[0]!.id);
  return h('section', { ariaLabelledBy: id }, [
    h('h2', { id }, title || t('upload.case', { key })),
    ...(submission
      ? [h('p', t('upload.ready'))]
      : toMend(
          findings.map(({ detail }) => detail),
          context,
        )),
    h('form', { method: 'post', action: formAddress(locale.id, 'full'), encType: 'multipart/form-data' }, [
      ...carried(state, () => false).map(([name, value]) => h('input', { type: 'hidden', name, value })),
      h('p', h('button.plain', { type: 'submit', name: 'go', value: `step:${step}` }, t('upload.form'))),
    ]),
  ]);
}

/** The first page of the form that has something to mend. */
function firstStepWith(findings: CaseReading['findings']): string | undefined {
  const steps = findings.map(({ name }) => stepWith('full', pathOf(name))?.id);
  return formPaths.full.map(({ id }) => id).find((id) => steps.includes(id));
}

function showSheet({ data, findings, problems }: SheetReading, index: number, context: FormContext): ElementContent {
  const { t, registry, locale, tagOf } = context;
  const record = registry.cases.get(String(data['case']));
  const view = record && viewRecord(record, locale.id);
  const said = [...findings.map(({ detail }) => detail), ...problems.map(({ message }) => message)];
  const id = `sheet-${index + 1}`;
  return h('section', { ariaLabelledBy: id }, [
    h(
      'h2',
      { id, lang: view?.isFallback ? tagOf(view.language) : undefined },
      view?.facts.title ?? t('upload.sheet', { number: index + 1 }),
    ),
    ...toMend(said, context),
    ...sheetAnswers(data, view, context),
  ]);
}

/** Where each sheet is now. */
export function showSent(sent: readonly SentSheet[], { t, locale }: FormContext): Page {
  const isWhole = sent.every(({ id }) => id !== undefined);
  const title = t(isWhole ? 'upload.sent' : 'upload.sent.part');
  return {
    title,
    main: [
      h('h1', title),
      h('p.lede', t('upload.sent.next')),
      h(
        'ul',
        sent.map(({ title: name, id, problems }) =>
          id === undefined
            ? h('li', [h('strong', t('upload.sheet', { number: name })), ` ${problems.join(' ') || t('form.failed')}`])
            : h('li', h('a', { href: paths.submission(locale.id, id) }, name)),
        ),
      ),
      h('p', h('a', { href: paths.upload(locale.id) }, t('upload.again'))),
    ],
  };
}
