import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { paths } from '#registry/addresses.ts';
import { SHEET_FIELDS } from '#registry/comment/sheet.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { SheetReading } from '#registry/submission/check/sheet-reading.ts';
import type { FormContext } from '../form/form-context.ts';
import { honeypot } from '../form/honeypot.ts';
import { describeSheetFinding } from './sheet-place.ts';

interface Page {
  title: string;
  main: ElementContent[];
}

/** A sheet that was sent, or why it was not. */
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
          h('input', { id: 'file', name: 'file', type: 'file', accept: '.docx', required: true, ariaDescribedBy: 'file-help' }),
        ]),
        emailField(context),
        h('p', h('button', { type: 'submit', name: 'go', value: 'read' }, t('upload.read'))),
      ]),
      h('p.small', h('a', { href: paths.records(locale.id, 'sessions') }, t('upload.where'))),
    ],
  };
}

function emailField({ t, contactDays }: FormContext): ElementContent {
  return h('div.field', [
    h('label', { htmlFor: 'email' }, t('report.email')),
    h('p.help', { id: 'email-help' }, t('report.consent', { days: contactDays })),
    h('input', { id: 'email', name: 'email', type: 'email', autoComplete: 'email', ariaDescribedBy: 'email-help' }),
  ]);
}

/** Shows what was read of each sheet, or what is to be mended in it; what can be sent is sent with one button. */
export function showReadings(
  { sheets, name, email, draft }: { sheets: readonly SheetReading[]; name: string; email: string; draft: string },
  context: FormContext,
): Page {
  const { t, locale } = context;
  const ready = sheets.flatMap(({ submission }) => (submission ? [JSON.stringify(submission)] : []));
  const hidden = [['email', email] as const, ['draft', draft] as const, ...ready.map((text) => ['sheet', text] as const)];
  return {
    title: t('upload.found'),
    main: [
      h('h1', t('upload.found')),
      h('p.lede', t('upload.found.in', { name: name.slice(0, 80), count: sheets.length, ready: ready.length })),
      ...sheets.map((sheet, index) => showSheet(sheet, index, context)),
      ...(ready.length === 0
        ? []
        : [
            h('form', { method: 'post', action: paths.upload(locale.id), encType: 'multipart/form-data' }, [
              ...hidden.map(([key, value]) => h('input', { type: 'hidden', name: key, value })),
              h('p', h('button', { type: 'submit', name: 'go', value: 'send' }, t('upload.send', { count: ready.length }))),
            ]),
          ]),
      h('p', h('a', { href: paths.upload(locale.id) }, t('upload.again'))),
    ],
  };
}

function showSheet({ data, findings, problems }: SheetReading, index: number, context: FormContext): ElementContent {
  const { t, label, registry, locale, tagOf } = context;
  const record = registry.cases.get(String(data['case']));
  const view = record && viewRecord(record, locale.id);
  const answers = SHEET_FIELDS.flatMap((field) => {
    const value = data[field] as string | undefined;
    if (value === undefined) return [];
    const words =
      field === 'wouldTry'
        ? label('comment-answers', value)
        : field === 'consent'
          ? label('comment-answers', 'yes')
          : field === 'lab'
            ? (registry.labs.get(value)?.facts.name ?? value)
            : value;
    return [h('dt', t(`pack.sheet.${field}`)), h('dd', words)];
  });
  const lessons = (data['lessons'] as { id: string; holds: string; seen?: string }[] | undefined) ?? [];
  const textOf = (id: string) => view?.facts.lessons?.find((lesson) => lesson.id === id)?.text ?? id;
  const said = [...findings.map((found) => describeSheetFinding(found, locale)), ...problems.map(({ message }) => message)];
  const id = `sheet-${index + 1}`;
  return h('section', { ariaLabelledBy: id }, [
    h(
      'h2',
      { id, lang: view?.isFallback ? tagOf(view.language) : undefined },
      view?.facts.title ?? t('upload.sheet', { number: index + 1 }),
    ),
    ...(said.length > 0
      ? [
          h('div.notice', { role: 'alert' }, [
            h('p', t('upload.mend')),
            h(
              'ul',
              said.map((words) => h('li', words)),
            ),
          ]),
        ]
      : []),
    h('dl.facts', answers),
    ...(lessons.length > 0
      ? [
          h(
            'ul',
            lessons.map(({ id: lesson, holds, seen }) =>
              h('li', [h('strong', `${label('lesson-holds', holds)}: `), textOf(lesson), ...(seen ? [` — ${seen}`] : [])]),
            ),
          ),
        ]
      : []),
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
