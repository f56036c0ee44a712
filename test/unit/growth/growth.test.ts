import { beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { caseKind } from '#registry/case/kind.ts';
import { caseSchema } from '#registry/case/schema.ts';
import { registryRules } from '#registry/check.ts';
import { findUnfit, regularText } from '#registry/content/characters.ts';
import { readMarkdownFile, readText } from '#registry/content/read-file.ts';
import { readYaml } from '#registry/content/yaml.ts';
import { commitMessage } from '#registry/forge/commit-message.ts';
import { inertLine, inertQuote } from '#registry/forge/inert-text.ts';
import { makeTitle } from '#registry/forge/title.ts';
import { findFigures, numbersIn } from '#registry/markdown/figure.ts';
import { FileRefused } from '#registry/import/file-refused.ts';
import { cellFormat } from '#registry/import/number-format.ts';
import { readWordTables } from '#registry/import/word-tables.ts';
import { kinds } from '#registry/kinds.ts';
import { MarkdownTooDeep, parseMarkdown } from '#registry/markdown/parse.ts';
import { renderMarkdown } from '#registry/markdown/render.ts';
import { sortSections } from '#registry/markdown/section-sort.ts';
import { wordsDigest } from '#registry/record/digest.ts';
import { type Kind, type RecordFacts, recordsOf, type RegistryRecord } from '#registry/record/record.ts';
import { recordRules, rulesAmong } from '#registry/record/rules.ts';
import { MAX_BODY_CHARACTERS, textsOf } from '#registry/record/text.ts';
import { RecordNotWritable, writeRecord } from '#registry/record/write.ts';
import { mapWithSchema } from '#registry/schema/walk.ts';
import { stem } from '#registry/search/analysis/language.ts';
import { tokenize } from '#registry/search/analysis/tokens.ts';
import { bodyText } from '#registry/search/body-text.ts';
import { checkContext } from '#registry/submission/check/check-context.ts';
import { inspectSubmission } from '#registry/submission/check/inspect.ts';
import { readShape } from '#registry/submission/check/shape.ts';
import { mergeBody } from '#registry/submission/draft/merge-body.ts';
import { toSlug } from '#registry/submission/draft/case-id.ts';
import { tidyTexts } from '#registry/submission/draft/tidy.ts';
import { makeUnwritten } from '#registry/submission/draft/unwritten.ts';
import { parseFields } from '#registry/submission/form/parse-form.ts';
import { answerOf } from '#registry/submission/file/answer.ts';
import { fieldAt } from '#registry/submission/form/field.ts';
import { readDate } from '#registry/submission/form/typed-date.ts';
import { readNumber } from '#registry/content/typed-number.ts';
import { readValues } from '#registry/submission/form/values.ts';
import { type FixtureContext, fixtureContext, quickSubmission } from '../submission/quick-submission.ts';
import { costsTooMuch, dearPieces, pieceName } from './growth.ts';
import { pieces } from './pieces.ts';

const HALF = MAX_BODY_CHARACTERS / 2;
/** Half of the parser's limit for any piece, and half of a body: most pieces are refused at lower counts. */
const LENGTHS = [2_000, HALF];

let context: FixtureContext;
beforeAll(async () => void (context = await fixtureContext()));

const factsOf = () => context.registry.cases.get('worked-with-citations')!.facts;
const recordOf = (body: string) => makeUnwritten('hostile', 'cases/ury/hostile/index.md', factsOf(), `## Contexto\n\n${body}`);
/**
 * A case grows by its body; a record of another kind by its texts, and by its lists, one item for each eight letters, but no more than
 * its schema allows: longer lists are refused before any rule looks at them.
 */
function grownRecord(kind: Kind, text: string): RegistryRecord {
  if (kind === caseKind) return recordOf(text);
  const [{ facts }] = recordsOf(context.registry, kind).values().toArray() as [RegistryRecord];
  const grown = mapWithSchema(facts, kind.schema, ({ value, meta, schema }, inside) => {
    if (Array.isArray(value)) {
      const most = mostItems(schema);
      const length = Math.max(value.length, Math.min(most, Math.ceil(text.length / 8)));
      return Array.from({ length }, (__, index) => value[index % value.length] as unknown);
    }
    return meta?.translatable ? text : inside();
  });
  return { ...recordOf(''), kind, facts: grown as RecordFacts };
}
/** The number of items that a list may have. */
function mostItems({ _zod: { def } }: z.ZodType): number {
  const limits = (def.checks ?? []).map((check) => check._zod.def as { check: string; maximum?: number });
  return limits.find(({ check }) => check === 'max_length')?.maximum ?? Infinity;
}
const ifAble = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    if ([MarkdownTooDeep, RecordNotWritable, FileRefused].some((known) => error instanceof known)) return undefined;
    throw error;
  }
};

describe('row 5: no rule takes more work than its text grows', () => {
  // Each text is parsed once for all rules, so that only the rule's own work is measured.
  test.each(kinds.map((kind) => [kind.id, kind] as const))('for records: %s', (_, kind) => {
    const known = new Map<string, RegistryRecord>();
    const prepare = (text: string) => {
      let record = known.get(text);
      if (!record) known.set(text, (record = grownRecord(kind, text)));
      textsOf(record);
      return record;
    };
    const rules = checkContext(context, recordOf(''));
    // A case has all that the rules for every kind look at.
    const shared = kind === caseKind ? [...recordRules, ...rulesAmong] : [];
    const slow = pieces.flatMap((piece) => {
      known.clear();
      return LENGTHS.flatMap((length) =>
        [...shared, ...kind.rules, ...(kind.rulesAmong ?? [])].flatMap((rule) =>
          costsTooMuch((record) => rule(record, context.registry, rules), prepare, piece, length)
            ? [`${rule.name}: ${length} × ${pieceName(piece)}`]
            : [],
        ),
      );
    });
    expect(slow).toEqual([]);
  });

  test('for the rest of the content', () => {
    const slow = registryRules.flatMap((rule) => {
      const work = (body: string) => {
        const record = recordOf(body);
        const tree = new Map([[record.file, { text: `а ${body} aа` }]]);
        const registry = { ...context.registry, records: new Map([['case', new Map([[record.id, record]])]]) };
        return rule(tree, registry, checkContext(context, record));
      };
      return dearPieces(work, pieces, LENGTHS).map((piece) => `${rule.name}: ${piece}`);
    });
    expect(slow).toEqual([]);
  });
});

describe('row 5: no step of reading, telling and delivering takes more work than its text grows', () => {
  const cite = (id: string) => ({ href: `#${id}`, text: id, label: id });
  const rank = (heading: string) => (heading === 'a' ? 1 : 0);
  const inHeader = (text: string) => ({ text: `---\ntitle: x\n${text}\n---\n\n${text}\n` });
  const titled = (title: string) => ({ ...factsOf(), title, summary: title });
  const submission = (text: string) => ({
    ...quickSubmission(),
    body: Object.fromEntries(['context', 'results', 'what-worked'].map((id, part) => [id, partOf(text, part)])),
    references: [{ citation: text.slice(0, 300) }],
  });
  const partOf = (text: string, part: number) => text.slice((part * text.length) / 3, ((part + 1) * text.length) / 3);

  const documentOf = (text: string) =>
    `<w:document><w:p><w:r><w:t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p></w:document>`;

  const steps: Record<string, (text: string) => unknown> = {
    'looking for hidden characters': findUnfit,
    'making a text regular': regularText,
    'tidying what was sent': (text) => tidyTexts({ case: { title: text }, body: { results: text } }),
    'reading a file': (text) => readText('x.md', { text }),
    'reading a record': (text) => readMarkdownFile('x.md', inHeader(text), caseSchema),
    'reading YAML': (text) => readYaml(text, 'x.yml'),
    'reading a value in YAML': (text) => readYaml(`title: ${text}\nsummary: x\n`, 'x.yml'),
    'reading a quoted value in YAML': (text) => readYaml(`title: '${text}'\nsummary: "${text}"\n`, 'x.yml'),
    'parsing Markdown': (text) => ifAble(() => parseMarkdown(text)),
    'showing Markdown': (text) =>
      ifAble(() => renderMarkdown(parseMarkdown(text), { cite, link: (href) => href, noteBack: (mark) => mark })),
    'looking for figures': (text) => findFigures(text, 'es'),
    'looking for numbers': numbersIn,
    'putting sections in order': (text) => ifAble(() => sortSections(`## a\n\n${text}\n## b\n`, rank)),
    'joining a section to a body': (text) =>
      ifAble(() => mergeBody('## Contexto\n', { results: text.slice(0, 24_000) }, context.registry, 'es')),
    'reading a submission': (text) => readShape(submission(text), context.es),
    'making a record of a submission': (text) => inspectSubmission(submission(text) as never, context, context.es),
    'writing a record': (text) => ifAble(() => writeRecord(titled(text), text, caseSchema)),
    'the digest of words': (text) => wordsDigest(titled(text), text, caseSchema),
    'a title of a proposal': makeTitle,
    'a quotation in a proposal': inertQuote,
    'a line in a proposal': inertLine,
    'a message of a commit': (text) => commitMessage('Title', 'abc-1', { name: text, email: `${text}@example.org` }),
    'an id': (text) => toSlug(text, 64),
    'the text that is searched': (text) => ifAble(() => bodyText(recordOf(text), 'es')),
    'words and their stems': (text) =>
      tokenize(text).map(({ word }) => ['es', 'pt', 'en'].map((language) => stem(word, language))),
    'reading a form': (text) =>
      parseFields(readValues({ 'case.title': text, 'case.results.0.value': text, 'case.results.0.date': text })),
    // As long as a paragraph of a document may be.
    'reading a document': (text) => ifAble(() => readWordTables(documentOf(`a${text.slice(0, 39_000)}b`))),
    'reading an answer in a file': (text) => answerOf(fieldAt('case.summary')!, `a${text}b`, context.registry),
    'reading a section in a file': (text) => answerOf(fieldAt('body.results')!, `a${text}b`, context.registry),
    'reading how a number is shown': (text) => cellFormat(200, text),
    'reading a typed number': readNumber,
    'reading a typed date': readDate,
  };
  test.each(Object.entries(steps))('%s', (name, work) => {
    expect(dearPieces(work, pieces, /YAML|record/.test(name) ? [5_000] : LENGTHS)).toEqual([]);
  });
});
