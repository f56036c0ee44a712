import fc from 'fast-check';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { regularText } from '#registry/content/characters.ts';
import { readNumber } from '#registry/content/typed-number.ts';
import { readMarkdown } from '#registry/content/front-matter.ts';
import { isError } from '#registry/finding/finding.ts';
import { recordFolder } from '#registry/forge/paths.ts';
import { readRegistry } from '#registry/read.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { parseFields } from '#registry/submission/form/parse-form.ts';
import { readValues } from '#registry/submission/form/values.ts';
import type { CaseSubmission } from '#registry/submission/schema.ts';
import { asFields } from '../../api/submissions/sample.ts';
import { runs } from '../../property-runs.ts';
import { withChange } from '../../fixtures/fixture-tree.ts';
import { onDisk, run } from '../scripts/scratch.ts';
import { type BodyServer, startBodyServer } from './body-server.ts';
import { type FixtureContext, fixtureContext, quickSubmission } from './quick-submission.ts';

/** A title as the other ways in normalise it: on one line. */
const onOneLine = (text: string) =>
  regularText(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();

/** The result of one way in for a value: the accepted value, or undefined when it is refused. */
type Verdict = { value: unknown } | undefined;

const file = 'cases/ury/worked-with-citations/index.md';
const TITLE = "title: 'Almuerzo escolar: menú único y compra local'";
const quick = () => structuredClone(quickSubmission()) as unknown as Record<string, Record<string, unknown>>;

let context: FixtureContext;
let server: BodyServer;
beforeAll(async () => {
  context = await fixtureContext();
  server = await startBodyServer(context);
});
afterAll(() => server.stop());

/** What a command needs that starts a record: it reads all of it from the disk each time, and vocabularies are long. */
const withoutVocabularies = () => new Map([...context.tree].filter(([path]) => !path.startsWith('vocabularies/')));

/** A record's file in which a line gives way to others. */
function inFile(find: string, put: string, read: (facts: Record<string, unknown>) => unknown): Verdict {
  const tree = withChange(context.tree, file, find, put);
  const isRefused = checkRegistry(tree, { today: context.day }).some((found) => found.file === file && isError(found));
  const record = readRegistry(tree).registry.cases.get('worked-with-citations');
  return isRefused || !record ? undefined : { value: read(record.facts as unknown as Record<string, unknown>) };
}

const ofAnswer = (
  status: number,
  submission: CaseSubmission | undefined,
  read: (submitted: CaseSubmission) => unknown,
): Verdict => (status === 200 ? { value: read(submission!) } : undefined);

async function inJson(sent: unknown, read: (submitted: CaseSubmission) => unknown): Promise<Verdict> {
  const { status, submission } = await server.sendJson(sent);
  return ofAnswer(status, submission, read);
}

/** The submission as form fields of a program. */
async function inFields(sent: unknown, read: (submitted: CaseSubmission) => unknown): Promise<Verdict> {
  const { status, submission } = await server.send(new URLSearchParams(asFields(sent)).toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
  });
  return ofAnswer(status, submission, read);
}

/** The web form with some typed values besides its required fields. */
async function inForm(typed: Record<string, string>, read: (submitted: CaseSubmission) => unknown): Promise<Verdict> {
  const submitted = parseFields(readValues(typed)) as Record<string, Record<string, unknown>>;
  const sent = quick();
  const references = (submitted['references'] ?? sent['references']) as unknown;
  const input = { ...sent, case: { ...sent['case'], ...submitted['case'] }, references };
  const { problems, submission } = await validateSubmission(input, context, context.es);
  const isRefused = !submission || problems.some(({ severity }) => severity === 'error');
  return isRefused ? undefined : { value: read(submission as CaseSubmission) };
}

describe('one verdict at every door', () => {
  test('on dates', async () => {
    const two = (value: number) => String(value).padStart(2, '0');
    const written = fc.oneof(
      fc
        .tuple(fc.integer({ min: 1490, max: 2210 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 28, max: 32 }))
        .map(([year, month, day]) => `${year}-${two(month)}-${two(day)}`),
      fc
        .tuple(fc.integer({ min: 1490, max: 2210 }), fc.integer({ min: 0, max: 13 }))
        .map(([year, month]) => `${year}-${two(month)}`),
      fc.constantFrom('2024-02-29', '2023-02-29', '1900-02-29', '2021-2-3', '2021-02-30', '0000-01-01', '2021-02-', '20210203'),
    );
    await fc.assert(
      fc.asyncProperty(written, async (date) => {
        const sent = { ...quick(), case: { ...quick()['case'], period: { start: date } } };
        const read = (submitted: CaseSubmission) => submitted.case.period?.start;
        const verdict = inFile(
          '  start: 2015\n  end: 2019',
          `  start: '${date}'`,
          (facts) => (facts['period'] as { start: unknown }).start,
        );
        expect(await inJson(sent, read)).toEqual(verdict);
        expect(await inFields(sent, read)).toEqual(verdict);
        // Months and days may have one digit: nothing else differs.
        if (!/-\d(?:-|$)/.test(date)) expect(await inForm({ 'case.period.start': date }, read)).toEqual(verdict);
      }),
      { numRuns: runs(25) },
    );
  });

  test('on numbers', async () => {
    const piece = fc.constantFrom('0', '1', '12', '380', '000', '.', ',', '-', '5', 'e3', '0x1F', '_', ' ', '’', ':30');
    const result = { text: 'Almuerzos.', unit: 'units', direction: 'positive' };
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 5 }), async (pieces) => {
        const source = pieces.join('').trim();
        fc.pre(source !== '' && source !== '-');
        const read = (submitted: CaseSubmission) => submitted.case.results?.[0]?.value;
        const sent = (value: unknown) => ({ ...quick(), case: { ...quick()['case'], results: [{ ...result, value }] } });
        const typed = { 'case.results.0.value': source, 'case.results.0.text': 'Almuerzos.' };
        const rest = { 'case.results.0.unit': 'units', 'case.results.0.direction': 'positive' };
        const form = await inForm({ ...typed, ...rest }, read);
        expect(await inFields(sent(source), read)).toEqual(form);
        expect(form).toEqual(readNumber(source) === undefined ? undefined : { value: readNumber(source) });
        // Files and JSON have one number format; the form reads all its values as equal.
        const written = inFile(
          '    value: 120000',
          `    value: ${source}`,
          (facts) => (facts['results'] as { value: unknown }[])[0]!.value,
        );
        if (written) expect(form).toEqual(written);
        if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(source) && form) expect(await inJson(sent(Number(source)), read)).toEqual(form);
        expect(await inJson(sent(source), read)).toBeUndefined();
      }),
      { numRuns: runs(25) },
    );
  });

  const strange = fc.constantFrom(
    ...['\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u00ad', '\u200b', '\ufeff', '\u0002', '\ufffc'],
    ...[
      '\u202e',
      '\u200d',
      '\u200e',
      '\u2066',
      '\u3164',
      '\u115f',
      '\ufe0f',
      '\u{e0049}',
      '\u{e0101}',
      '\u2800',
      '\u180e',
      '\u0093',
    ],
    ...['\ue000', '\ufffd', '\ud83d', '\uffff', '👩‍🏫', '❤️', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '1️⃣'],
    ...['می‌خواهم', 'क्‍ष', 'e\u0301', '\u00a0', '\u3000', '\u061c', '\u206a', '\u034f', '\u17b4', '\u{1d173}'],
  );
  const titles = fc
    .array(fc.oneof(fc.constantFrom('Plan', 'Ceibal', ' ', 'niñez'), strange), { minLength: 1, maxLength: 6 })
    .map((parts) => `Plan ${parts.join('')} x`);

  test('on characters and line ends', async () => {
    await fc.assert(
      fc.asyncProperty(titles, async (title) => {
        const read = (submitted: CaseSubmission) => submitted.case.title;
        const sent = { ...quick(), case: { ...quick()['case'], title } };
        const verdict = await inJson(sent, read);
        // Browsers and URLs replace invalid characters; the value is then refused as broken.
        if (title.isWellFormed()) expect(await inFields(sent, read)).toEqual(verdict);
        expect(await inForm({ 'case.title': title }, read)).toEqual(verdict);
        const written = inFile(TITLE, `title: ${JSON.stringify(title)}`, (facts) => facts['title']);
        // Files are not normalised, so such values are refused there; all other values have the same result.
        const isRegular = regularText(title) === title && !/^\s|\s$|\n/.test(title);
        if (isRegular) expect(written).toEqual(verdict);
        else expect([undefined, verdict]).toContainEqual(written && { value: onOneLine(String(written.value)) });
      }),
      { numRuns: runs(50) },
    );
  });

  test('and on the command line', async () => {
    const folder = await onDisk(withoutVocabularies());
    let number = 0;
    await fc.assert(
      fc.asyncProperty(titles, async (title) => {
        fc.pre(!title.includes('\0'));
        const verdict = await inJson({ ...quick(), case: { ...quick()['case'], title } }, (submitted) => submitted.case.title);
        const id = `a-title-${++number}`;
        const { code, stdout } = await run(folder, ['new-case', id, '--country', 'CHL', '--language', 'es', '--title', title]);
        expect(code === 0).toBe(verdict !== undefined);
        if (!verdict) return;
        const { markdown } = readMarkdown(await readFile(join(folder, stdout.trim()), 'utf8'), 'index.md');
        expect(markdown!.yaml.data).toMatchObject({ title: verdict.value });
        await rm(join(folder, dirname(stdout.trim())), { recursive: true });
      }),
      { numRuns: runs(6) },
    );
  });

  test('on addresses', async () => {
    const host = fc.constantFrom(
      'example.org',
      'user:secreto@example.org',
      'user@example.org',
      'EXAMPLE.org:8080',
      'ñandú.uy',
      '',
    );
    const scheme = fc.constantFrom('https://', 'http://', 'HTTPS://', 'ftp://', 'javascript:', 'https:', '//', '');
    const path = fc.constantFrom('', '/', '/a_(b)', '/@user', '?a=b@c', '/a b', '/ñ', '#x');
    await fc.assert(
      fc.asyncProperty(scheme, host, path, async (...parts) => {
        const url = parts.join('');
        fc.pre(url.trim() !== '');
        const sent = { ...quick(), references: [{ citation: 'Informe', URL: url, locator: 'page 1' }] };
        const read = (submitted: CaseSubmission) => submitted.references?.[0]?.URL;
        const verdict = await inJson(sent, read);
        expect(await inFields(sent, read)).toEqual(verdict);
        const typed = { 'references.0.citation': 'Informe', 'references.0.URL': url };
        expect(await inForm(typed, read)).toEqual(verdict);
        const reference = `references:\n  - id: informe\n    type: report\n    title: Informe\n    language: es\n    author:\n      - literal: X\n    URL: ${JSON.stringify(url)}\n    interest: none\n    read: full\nreviewBy`;
        const cited = withChange(context.tree, file, 'reviewBy', reference);
        const isRefused = checkRegistry(cited, { today: context.day }).some(
          (found) => found.file === file && isError(found) && /URL|address/.test(`${found.code} ${found.params['field']}`),
        );
        expect(isRefused).toBe(verdict === undefined);
      }),
      { numRuns: runs(40) },
    );
  });

  test('on ids of records', async () => {
    const folder = await onDisk(withoutVocabularies());
    const word = fc.constantFrom(
      'con',
      'aux',
      'nul',
      'prn',
      'com1',
      'lpt9',
      'com',
      'agua',
      'a',
      '2030',
      'ñ',
      'A',
      '',
      'a.b',
      'x'.repeat(81),
    );
    const ids = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('-'));
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        fc.pre(!id.startsWith('-'));
        const { code } = await run(folder, ['new-case', id, '--country', 'PER', '--language', 'es']);
        const path = `cases/per/${id}/index.md`;
        const record = context.tree.get(file)!;
        const tree = new Map(context.tree).set(path, record);
        const wrong = /^(?:id-invalid|name-reserved|file-unexpected)$/;
        const isRefused = checkRegistry(tree, { today: context.day }).some(
          (found) => found.file === path && wrong.test(found.code),
        );
        let isProposable = true;
        try {
          recordFolder([`content/${path}`]);
        } catch {
          isProposable = false;
        }
        const isStarted = code === 0;
        expect([!isRefused, isProposable]).toEqual([isStarted, isStarted]);
        if (!isStarted) return;
        expect((await run(folder, ['new-case', id, '--country', 'PER', '--language', 'es'])).code).toBe(2);
        // Each command reads what is there: what is done with goes.
        await rm(join(folder, 'content', dirname(path)), { recursive: true });
      }),
      { numRuns: runs(20) },
    );
  });
});
