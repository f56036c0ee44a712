import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { regularText } from '#registry/content/characters.ts';
import { isError } from '#registry/finding/finding.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { makeRecord } from '#registry/submission/draft/make-record.ts';
import type { Creation, CaseSubmission } from '#registry/submission/schema.ts';
import { type FixtureContext, fixtureContext, quickSubmission } from './quick-submission.ts';

describe('the record of a new case', () => {
  let context: FixtureContext;
  beforeAll(async () => void (context = await fixtureContext()));
  const make = (given: Partial<Creation> = {}) => makeRecord(quickSubmission(given), 'new-case', context);
  const errorsOf = ({ file, text }: ReturnType<typeof make>) =>
    checkRegistry(new Map([...context.tree, [file, { text }]]), { today: context.day }).filter(isError);

  test('from the quick path passes check', () => {
    expect(errorsOf(make())).toEqual([]);
  });

  test('stands in the folder of its country, or in int for several', () => {
    expect(make().file).toBe('cases/ury/new-case/index.md');
    const places = [{ country: 'URY' }, { country: 'BRA' }];
    expect(make({ case: { ...quickSubmission().case, places } }).file).toBe('cases/int/new-case/index.md');
  });

  test('waits for reviewers to say what it is about when its sender found no name for it', () => {
    const { challenges: _challenges, instruments: _instruments, ...rest } = quickSubmission().case;
    const made = make({ case: rest, otherChallenge: 'Nadie repara las bombas' });
    expect(made.record.facts).toMatchObject({ challenges: ['unsorted'], instruments: ['unsorted'] });
    expect(made.text).not.toContain('Nadie repara');
    expect(errorsOf(made).map(({ code, params }) => `${code} ${params['vocabulary']}`)).toEqual([
      'concept-unsorted challenges',
      'concept-unsorted instruments',
    ]);
  });

  test('says honestly how little is known', () => {
    const { facts } = make().record;
    expect(facts).toMatchObject({
      ...{ kind: 'snapshot', name: expect.any(String) as string, language: 'es', steward: 'test-lab' },
      compiled: { by: 'test-lab', on: '2026-11-22', from: 'first-hand' },
      verdicts: [{ id: 'purpose', outcome: 'unknown', basis: 'none', evidence: { strength: 0, kind: 'participant-account' } }],
      reviewBy: '2027-11-22',
    });
    expect(facts.verdicts[0]!.evidence.note).toMatch(/relato de quienes participaron/);
  });

  test('takes the account of whoever tells it as the source of what names no other', () => {
    const { facts, body } = make().record;
    const [account] = facts.references!;
    expect(account).toMatchObject({
      type: 'personal_communication',
      author: [{ literal: 'Obras Sanitarias' }],
      issued: '2026-11-22',
    });
    expect(facts.lessons![0]!.sources[0]!.id).toBe(account!.id);
    expect(body).toContain(`120 escuelas [@${account!.id}, section todo el relato].`);
    expect(body).toContain('Las familias los limpian cada mes.\n');
  });

  test('finds the address in a citation, and names the source that the registry has for it', () => {
    const citation = 'Ministerio (2019). Informe. https://example.org/informe-2019.pdf.';
    const { facts } = make({ references: [{ citation, locator: 'page 3' }] }).record;
    expect(facts.references![0]).toMatchObject({ type: 'webpage', title: citation, URL: 'https://example.org/informe-2019.pdf' });
    expect(facts.compiled.from).toBe('published-sources');
    const listed = make({ references: [{ source: 'annual-report-2019', locator: 'page 3' }] }).record.facts;
    expect(listed.sources).toEqual([{ id: 'annual-report-2019', locator: 'page 3' }]);
    expect(listed.references).toBeUndefined();
  });

  test.each([
    { URL: 'https://example.org/known' },
    { DOI: '10.1234/Known' },
    { URL: 'https://dx.doi.org/10.1234/KNOWN' },
    { citation: 'Informe (2019). https://doi.org/10.1234/known' },
  ])('names the source that the registry has under any of its addresses: %j', (reference) => {
    const [first] = context.registry.sources.values();
    const known = { ...first!, id: 'known', DOI: '10.1234/known', URL: 'https://example.org/known' };
    const registry = { ...context.registry, sources: new Map([...context.registry.sources, ['known', known]]) };
    const sent = quickSubmission({ references: [{ ...reference, locator: 'page 3' }] });
    expect(makeRecord(sent, 'new-case', { ...context, registry }).record.facts).toMatchObject({ sources: [{ id: 'known' }] });
  });

  test('has the first sentences as its summary when nobody wrote one', () => {
    expect(make().record.facts.summary).toBe('Se instalaron filtros en 120 escuelas. Las familias los limpian cada mes.');
    const long = make({ body: { context: `${'Primera frase. '.repeat(20)}${'Una segunda que no cabe '.repeat(10)}` } });
    expect(long.record.facts.summary).toMatch(/^Primera frase\..*frase\.$/);
    expect(long.record.facts.summary.length).toBeLessThanOrEqual(400);
  });

  test('a claim of success without a basis is an observer’s judgement', () => {
    const verdicts = [{ about: 'el agua limpia', outcome: 'worked' as const }];
    const { facts } = make({ case: { ...quickSubmission().case, verdicts } }).record;
    expect(facts.verdicts[0]).toMatchObject({ id: 'el-agua-limpia', basis: 'observer-judgement' });
  });

  test('results are about the one verdict there is, and about none of several until a reviewer says so', () => {
    const verdict = (about: string) => ({ about, outcome: 'worked' as const });
    const results = [{ text: 'Escuelas con filtro.', direction: 'positive' as const }];
    const verdictOf = (...verdicts: ReturnType<typeof verdict>[]) =>
      make({ case: { ...quickSubmission().case, verdicts, results } }).record.facts.results![0]!.verdict;
    expect(verdictOf(verdict('el agua'))).toBe('el-agua');
    expect(verdictOf(verdict('el agua'), verdict('la salud'))).toBeUndefined();
  });

  test('gives items ids of their own, also when they say the same', () => {
    const lesson = { kind: 'works' as const, text: 'Comprar cerca.' };
    const submitted = { ...quickSubmission().case, lessons: [lesson, { ...lesson, kind: 'fails' as const }] };
    expect(make({ case: submitted }).record.facts.lessons!.map(({ id }) => id)).toEqual(['comprar-cerca', 'comprar-cerca-2']);
  });

  test('headings inside a section do not open another', () => {
    const made = make({ body: { results: '# Primero\n\ntexto\n\nSegundo\n-------\n\n```\n# código\n```' } });
    expect(made.record.body).toContain('### Primero\n\ntexto\n\n### Segundo\n\n```\n# código\n```');
    expect(errorsOf(made)).toEqual([]);
  });

  test('the steward is the lab whose token came with it, if the registry knows it', () => {
    expect(makeRecord(quickSubmission(), 'x', { ...context, lab: 'unknown-lab' }).record.facts.steward).toBe('test-lab');
    expect(makeRecord(quickSubmission(), 'x', { ...context, lab: 'test-lab' }).record.facts.compiled.by).toBe('test-lab');
  });

  // FORGE-SECURITY row 1: front matter injection.
  test('row 1: no text can become another field, end the front matter or get lost', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            '---',
            '\n',
            ': ',
            '#',
            "'",
            '"',
            '- ',
            '[',
            '{',
            '!!js ',
            '&a ',
            '*a',
            '|',
            '>',
            '\u2028',
            'published: true',
            ' ',
          ),
          {
            minLength: 1,
            maxLength: 12,
          },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, hostile, (title, text) => {
        fc.pre(title.trim() !== '' && title.length <= 90 && text.trim() !== '');
        const submitted = { ...quickSubmission().case, title, lessons: [{ kind: 'works' as const, text }] };
        try {
          const { facts } = make({ case: submitted }).record;
          const same = (sent: string) =>
            regularText(sent)
              .replaceAll(/\s*\n\s*/g, ' ')
              .trim();
          expect(facts.title).toBe(same(title));
          expect(facts.lessons![0]!.text).toBe(same(text));
          expect(facts).not.toHaveProperty('published');
        } catch (error) {
          // A record that does not survive writing and reading is refused.
          expect((error as Error).name + (error as Error).message).toMatch(/would not be read back/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('whatever validation lets through makes a record that passes check', async () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(words, words, words, async (title, lesson, section) => {
        const input = quickSubmission({
          case: { ...quickSubmission().case, title, lessons: [{ kind: 'fails', text: lesson }] },
          body: { results: section },
        });
        const { problems, submission, made } = await validateSubmission(input, context, context.es);
        if (problems.some(({ severity }) => severity === 'error')) return;
        expect(errorsOf(makeRecord(submission as CaseSubmission, made!.id, context))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
