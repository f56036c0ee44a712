import { beforeAll, describe, expect, test } from 'vitest';
import { makeDocument } from '#registry/search/corpus.ts';
import { createEmbedded } from '#registry/search/embedded.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { PNG } from '../../api/submissions/sample.ts';
import { pngOf } from '../photo/pictures.ts';
import { type FixtureContext, fixtureContext, improvement, quickSubmission } from './quick-submission.ts';
import type { CaseSubmission } from '#registry/submission/schema.ts';

describe('validation of a submission', () => {
  let context: FixtureContext;
  beforeAll(async () => void (context = await fixtureContext()));
  const validate = (input: unknown) => validateSubmission(input, context, context.es);
  const said = async (input: unknown) => (await validate(input)).problems.map(({ pointer, code }) => `${pointer} ${code}`);
  const submitted = quickSubmission().case;

  test('has nothing to say of the quick path, and gives the record it would make', async () => {
    const { problems, made, submission } = await validate(quickSubmission());
    expect(problems).toEqual([]);
    expect(made?.file).toBe('cases/ury/uruguay-agua-segura-en-escuelas-rurales/index.md');
    expect((submission as CaseSubmission).case.title).toBe('Agua segura en escuelas rurales');
  });

  test('says once, where it was written, what a summary made of the body has of it', async () => {
    for (const [results, code] of [
      ['Texto &#x202E;oculto&#x202C;', 'hidden-character'],
      ['Educaci&#xFFFD;n', 'character-broken'],
      ['##Hola', 'markup-left'],
      ['Ver [a][b].', 'markup-left'],
    ] as const)
      expect(await said({ ...quickSubmission(), body: { results } })).toEqual([`/body/results ${code}`]);
    expect(await said({ ...quickSubmission(), body: { results: 'Use `[a](b)` así.' } })).toEqual([]);
    const summary = 'Ver [a](https://example.org).';
    expect(await said({ ...quickSubmission(), case: { ...submitted, summary }, body: { results: '##Hola' } })).toEqual(
      expect.arrayContaining(['/case/summary markup-in-field', '/body/results markup-left']),
    );
  });

  test('says everything at once, each with its place: what breaks the schema and what breaks the rules', async () => {
    const found = await said({
      locale: 'es',
      action: 'create',
      case: {
        ...submitted,
        title: 'x'.repeat(91),
        lessons: [{ kind: 'sometimes', text: 'a' }],
        challenges: ['no-such-thing'],
        colour: 1,
      },
      body: { results: 'Subió 45 % <b>mucho</b>.', nonsense: 'x' },
      references: [
        { citation: 'Uno', locator: 'page 1' },
        { citation: 'Dos', locator: 'page 1' },
      ],
      organisation: { name: 'OSE', type: 'public-company' },
      consent: {},
    });
    expect(found).toEqual(
      [
        '/body/nonsense field-unknown',
        '/body/results figure-without-source',
        '/body/results html-in-markdown',
        '/case/challenges/0 concept-unknown',
        '/case/colour field-unknown',
        '/case/lessons/0/kind value-not-allowed',
        '/case/title text-too-long',
        '/consent/license field-missing',
      ].flatMap((each) => (each.endsWith('html-in-markdown') ? [each, each] : [each])),
    );
  });

  test('asks what a case is about, and takes a sender’s own words for it', async () => {
    const { challenges: _challenges, instruments: _instruments, ...rest } = submitted;
    const unsorted = quickSubmission({ case: rest });
    expect(await said(unsorted)).toEqual(['/case/challenges field-missing']);
    expect(await said({ ...unsorted, otherChallenge: 'Nadie sabe quién repara las bombas de agua' })).toEqual([]);
    expect(await said({ ...unsorted, otherChallenge: 'x'.repeat(81) })).toEqual(['/otherChallenge text-too-long']);
    // It is reported beside other problems.
    expect(await said({ ...unsorted, case: { ...rest, title: '' } })).toEqual([
      '/case/challenges field-missing',
      '/case/title text-empty',
    ]);
    expect(await said(quickSubmission({ case: { ...rest, challenges: submitted.challenges! } }))).toEqual([]);
  });

  test('says it in the reader’s language, with what to do', async () => {
    const input = quickSubmission({ case: { ...submitted, title: '' } });
    const { problems } = await validateSubmission(input, context, context.registry.locales.get('pt')!);
    expect(problems[0]).toMatchObject({ pointer: '/case/title', severity: 'error' });
    expect(problems[0]!.message).toMatch(/vazio/);
  });

  test.each([undefined, null, 7, 'x', [], {}, { action: {} }, { case: null }])(
    '%j is refused without breaking',
    async (input) => {
      const { submission, problems } = await validate(input);
      expect(submission).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
    },
  );

  test('row 19: unknown fields, prototypes and bottomless data are refused', async () => {
    expect(await said({ ...quickSubmission(), isAdmin: true })).toEqual(['/isAdmin field-unknown']);
    const polluted = JSON.parse(
      JSON.stringify(quickSubmission()).replace('"locale"', '"__proto__":{"lab":"x"},"locale"'),
    ) as unknown;
    expect(await said(polluted)).toEqual(['/__proto__ field-unknown']);
    expect(({} as { lab?: string }).lab).toBeUndefined();
    const deep = JSON.parse(`${'{"case":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as unknown;
    expect(await said(deep)).toEqual([' too-deep']);
  });

  test('row 7: characters that deceive the eye are refused where they stand, leftovers of copying are dropped', async () => {
    expect(await said(quickSubmission({ case: { ...submitted, title: 'Agua \u202esegura' } }))).toEqual([
      '/case/title hidden-character',
    ]);
    expect(await said(quickSubmission({ case: { ...submitted, title: 'Agua segur\u0430' } }))).toEqual([
      '/case/title script-mixed',
    ]);
    const { made } = await validate(quickSubmission({ case: { ...submitted, title: 'Agua se\u00adgura\u200b' } }));
    expect(made?.record.facts.title).toBe('Agua segura');
  });

  test('row 7: a title that only looks like another case’s is said to be that one', async () => {
    const facts = context.registry.cases.get('worked-with-citations')!.facts;
    const honest = quickSubmission({ case: { ...submitted, title: facts.title } });
    const hasTwin = async (input: unknown) => (await said(input)).includes('/case/title title-duplicate');
    // In the same language: titles of two languages are not compared.
    expect(await hasTwin({ ...honest, locale: facts.language })).toBe(true);
    const inCyrillic = facts.title
      .split(' ')
      .map((word) => (/^[aeopcxy]+$/i.test(word) ? word : word.replaceAll('e', 'е').replaceAll('o', 'о')));
    const twin = quickSubmission({ case: { ...submitted, title: inCyrillic.join(' ') } });
    expect(twin.case.title).not.toBe(facts.title);
    expect(await hasTwin({ ...twin, locale: facts.language })).toBe(true);
  });

  test('row 5: a body that would keep the parser busy is refused', async () => {
    expect(await said(quickSubmission({ body: { results: '>'.repeat(5_000) } }))).toEqual(['/body markdown-too-deep']);
    const sections = ['context', 'results', 'what-worked', 'open-questions'] as const;
    const body = Object.fromEntries(sections.map((id) => [id, 'a '.repeat(5_900)]));
    expect(await said(quickSubmission({ body }))).toEqual(['/body body-too-long']);
  });

  test('row 5: thousands of mistakes are found in the time of a few, and not all said', async () => {
    const { problems } = await validate(quickSubmission({ body: { results: '<b>a</b>\n\n'.repeat(1_000) } }));
    expect(problems.length).toBeLessThanOrEqual(200);
    expect(problems.every(({ pointer, code }) => pointer === '/body/results' && code === 'html-in-markdown')).toBe(true);
  });

  test('asks for a source where several could be meant, and for none where one can', async () => {
    const two = [
      { citation: 'Uno', locator: 'page 1' },
      { citation: 'Dos', locator: 'page 1' },
    ];
    expect(await said(quickSubmission({ references: two, body: { results: 'Bien.' } }))).toEqual([
      '/case/lessons/0/sources field-missing',
    ]);
    expect(await said(quickSubmission({ references: [two[0]!] }))).toEqual([]);
    expect(await said(quickSubmission({ references: [...two, { firstHand: true }] }))).toEqual([]);
  });

  test('a reference says what it is; where in it is for reviewers', async () => {
    expect(await said(quickSubmission({ references: [{ firstHand: true }, { locator: 'page 3' }] }))).toEqual([
      '/references/1 reference-empty',
    ]);
    const { problems } = await validate(quickSubmission({ references: [{ citation: 'Informe' }] }));
    expect(problems).toMatchObject([{ pointer: '/references/0/locator', code: 'place-missing', severity: 'warning' }]);
  });

  test('an attachment is what it says it is', async () => {
    const attachment = { name: 'foto.png', type: 'image/png' as const, description: 'Un filtro' };
    const png = PNG.toString('base64');
    expect(await said(quickSubmission({ attachments: [{ ...attachment, data: png }] }))).toEqual([]);
    const broken = { 'breaks off': PNG.subarray(0, 40), 'damaged pixels': pngOf(1, 1, Buffer.from('no pixels')) };
    for (const [name, bytes] of Object.entries(broken))
      expect(await said(quickSubmission({ attachments: [{ ...attachment, data: bytes.toString('base64') }] })), name).toEqual([
        '/attachments/0/data attachment-broken',
      ]);
    const document = { name: 'informe.pdf', type: 'application/pdf' as const, description: 'Informe' };
    for (const [pdf, found] of [
      ['%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n', []],
      ['%PDF-1.7\n1 0 obj\n<< /Type', ['/attachments/0/data attachment-broken']],
      ['%PDF-', ['/attachments/0/data attachment-broken']],
    ] as const)
      expect(await said(quickSubmission({ attachments: [{ ...document, data: Buffer.from(pdf).toString('base64') }] }))).toEqual(
        found,
      );
    const huge = pngOf(30_000, 20).toString('base64');
    expect(await said(quickSubmission({ attachments: [{ ...attachment, data: huge }] }))).toEqual([
      '/attachments/0/data attachment-pixels',
    ]);
    const empty = { name: 'foto.jpg', type: 'application/octet-stream' as 'image/jpeg', description: 'Un filtro', data: '' };
    expect(await said(quickSubmission({ attachments: [empty] }))).toEqual(['/attachments/0/data attachment-empty']);
    const script = Buffer.from('<script>alert(1)</script>').toString('base64');
    expect(await said(quickSubmission({ attachments: [{ ...attachment, data: script }] }))).toEqual([
      '/attachments/0/data attachment-type',
    ]);
  });

  test('a correction is of a case that is there, as it was read, and in its language', async () => {
    const change = (given: Parameters<typeof improvement>[1]) =>
      improvement(context.registry, { case: { level: 'city' }, ...given });
    expect(await said(change({}))).toEqual([]);
    expect(await said(change({ case: {} }))).toEqual([' nothing-said']);
    expect(await said(change({ action: { improve: 'no-such-case', digest: '0123456789ab' } }))).toEqual([
      '/action/improve original-missing',
    ]);
    expect(await said(change({ action: { improve: 'worked-with-citations', digest: '0123456789ab' } }))).toEqual([
      '/action/digest original-changed',
    ]);
    expect(await said(change({ locale: 'pt' }))).toEqual(['/locale other-language']);
  });

  test('a correction is not asked to mend what was wrong before, and may not move the case', async () => {
    const places = [{ country: 'BRA' }];
    expect(await said(improvement(context.registry, { case: { places } }))).toEqual(['/case/places folder-mismatch']);
  });

  test('asks whether a case is new when the registry has one much like it', async () => {
    const documents = [...context.registry.cases.values()].map((record) => makeDocument(context.registry, record, 'es'));
    const engine = createEmbedded(documents);
    const alike = quickSubmission({
      case: {
        ...submitted,
        title: 'Almuerzos escolares con menú único y compras locales',
        problem: '¿Cómo dar de comer a todos los alumnos?',
      },
    });
    const { similar, problems } = await validateSubmission(alike, { ...context, engine }, context.es);
    expect(similar.map(({ id }) => id)).toEqual(['worked-with-citations']);
    expect(problems).toEqual([]);
    expect((await validateSubmission(quickSubmission(), { ...context, engine }, context.es)).similar).toEqual([]);
  });
});
