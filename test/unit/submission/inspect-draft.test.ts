import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkContext } from '#registry/submission/check/check-context.ts';
import { inspectSubmission, inspectDraft } from '#registry/submission/check/inspect.ts';
import { salvage } from '#registry/submission/check/placeholders.ts';
import { EDITORS_RULES, isForSender } from '#registry/submission/check/sender.ts';
import { readShape } from '#registry/submission/check/shape.ts';
import { runs } from '../../property-runs.ts';
import { type FixtureContext, fixtureContext, improvement, quickSubmission } from './quick-submission.ts';
import type { CaseSubmission } from '#registry/submission/schema.ts';

const words = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('Agua segura', 'Una ventanilla', 'Se instalaron 120 filtros.', 'Costó US$ 3 millones.'),
  },
  fc.constantFrom(
    'agu\u0430',
    'вода y agua',
    'a\u202eb',
    'se\u00adgura',
    '\ud83d',
    '\u0007',
    'a\r\nb\u2028c',
    ' x ',
    '',
    'x'.repeat(95),
  ),
  fc.constantFrom(
    '---',
    ': ',
    '# a',
    "'",
    '"',
    '- a',
    '[a',
    '{a',
    '!!js x',
    '&a',
    '*a',
    '|',
    '>-',
    '%',
    '@',
    '`',
    'null',
    'true',
    '2007-05-18',
    '1e3',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const markdown = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: words },
      fc.constantFrom(
        '\n\n',
        '\n',
        '## Título\n',
        'Otro\n====\n',
        '- uno\n- dos\n',
        '1. uno\n',
        '> cita\n',
        '```\n# x\n',
        '<b>',
        '**a**',
        ' 45 % ',
      ),
      fc.constantFrom(
        '[@annual-report-2019, page 3]',
        '[@nada, page 3]',
        '[@mal',
        '[a](javascript:x)',
        '[a](../x/index.md)',
        '![a](http://b.co)',
        '[a]: /x\n',
      ),
      fc.constantFrom(
        '>'.repeat(40),
        '| a |\n|---|\n| 5 % |\n',
        'https://example.org',
        'www.a.co',
        '¿Bajó 30 %?',
        'en 2007, según la ley 27.401',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const reference = fc.constantFrom(
  { firstHand: true },
  { citation: 'Ministerio (2019). Informe. https://example.org/informe-2019.pdf', locator: 'page 3' },
  { source: 'annual-report-2019', locator: 'page 3' },
  { source: 'no-such-source' },
  { id: 'annual-report-2019', title: 'Otra', locator: 'page 1' },
  { title: 'Sin lugar' },
  {},
);
/** Usually left out. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const sources = maybe(
  fc.constantFrom([{ id: 'annual-report-2019', locator: 'page 3' }], [{ id: 'annual-report-2019' }], [{ id: 'nada' }], []),
);
const result = fc.record({
  text: words,
  value: maybe(fc.constantFrom(0, -0, 45, 1e21, 0.1)),
  unit: maybe(fc.constantFrom('percent', 'x')),
  direction: fc.constant('positive'),
  sources,
});
const submitted = fc.record({
  title: words,
  problem: words,
  summary: maybe(words),
  places: fc.constantFrom(
    [{ country: 'URY' }],
    [{ country: 'URY' }, { country: 'BRA' }],
    [{ country: 'XXX' }],
    [{ country: 'URY', region: 'AR-B' }],
    [],
  ),
  level: fc.constantFrom('national', 'city', 'x'),
  challenges: fc.constantFrom(['public-sector-capacity'], ['no-such-thing']),
  instruments: fc.constant(['procurement']),
  sectors: fc.constant(['education']),
  lessons: fc.array(
    fc.record({ kind: fc.constantFrom('works', 'fails'), text: words, id: maybe(fc.constantFrom('uno', 'dos')), sources }),
    { minLength: 1, maxLength: 3 },
  ),
  results: maybe(fc.array(result, { maxLength: 2 })),
  period: maybe(fc.constantFrom({ start: 2020, end: 2010 }, { start: 2010 }, {})),
  lifecycle: maybe(fc.constantFrom({ stage: 'ended' }, { stage: 'pilot' })),
  verdicts: maybe(
    fc.array(
      fc.record({
        about: words,
        outcome: fc.constantFrom('worked', 'unknown'),
        basis: maybe(fc.constantFrom('none', 'output-counts')),
        evidence: maybe(fc.constantFrom({ strength: 4 }, { note: 'Nota' })),
      }),
      { maxLength: 2 },
    ),
  ),
  actors: maybe(
    fc.constantFrom(
      [],
      Array.from({ length: 30 }, (_, index) => ({ name: `A${index}`, role: 'lead', type: 'ministry' })),
    ),
  ),
  lineage: maybe(
    fc.constantFrom(
      [{ relation: 'adapted-from', case: 'worked-with-citations', note: 'a', basis: 'stated' }],
      [{ relation: 'adapted-from', note: 'a', basis: 'stated' }],
    ),
  ),
});
const rest = {
  locale: fc.constantFrom('es', 'es', 'es', 'pt', 'xx'),
  body: fc.record({ context: maybe(markdown), 'what-was-done': maybe(markdown), results: maybe(markdown) }),
  references: fc.array(reference, { minLength: 1, maxLength: 3 }),
};
/** A JSON round-trip, which drops undefined values. */
const sent = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

describe('what is said of a submission before it is a file', () => {
  let context: FixtureContext;
  beforeAll(async () => void (context = await fixtureContext()));

  /** The path taken; throws when both paths disagree about the same record. */
  function compare(input: unknown): 'short' | 'long' | 'unread' {
    const payload = (readShape(input, context.es).submission as CaseSubmission | undefined) ?? salvage(input)?.submission;
    if (!payload) return 'unread';
    const [short, long] = [inspectDraft(payload, context, context.es), inspectSubmission(payload, context, context.es)];
    expect(short.problems).toEqual(long.problems);
    const isShort = short.made && !('text' in short.made);
    // Findings for reviewers only have lines, so they need the file.
    expect(short.findings).toEqual(isShort ? [] : long.findings);
    expect([short.made?.id, short.made?.file]).toEqual([long.made?.id, long.made?.file]);
    expect(short.made?.record.facts).toEqual(long.made?.record.facts);
    expect(short.made?.record.body.trim()).toBe(long.made?.record.body.trim());
    return isShort ? 'short' : 'long';
  }

  test('is what is said of the file, whatever a new case tells', () => {
    const ways = { short: 0, long: 0, unread: 0 };
    const creation = fc.record({ ...rest, case: submitted });
    fc.assert(
      fc.property(creation, (given) => void ways[compare(sent({ ...quickSubmission(), ...given }))]++),
      { numRuns: runs(50) },
    );
    // Only one part is unusual at a time, so many of these submissions are valid.
    const parts = fc.oneof(
      ...[submitted.map(({ title }) => ({ case: { title } })), submitted.map(({ lessons }) => ({ case: { lessons } }))],
      ...[submitted.map(({ actors }) => ({ case: { actors } })), submitted.map(({ results }) => ({ case: { results } }))],
      ...[rest.body.map((body) => ({ body })), rest.references.map((references) => ({ references }))],
    ) as fc.Arbitrary<{ case?: object }>;
    fc.assert(
      fc.property(parts, (part) => {
        const quick = quickSubmission();
        ways[compare(sent({ ...quick, ...part, case: { ...quick.case, ...part.case } }))]++;
      }),
      { numRuns: runs(50) },
    );
    expect(ways.short).toBeGreaterThan(runs(15));
    expect(ways.long).toBeGreaterThan(runs(15));
  });

  test('is what is said of the file, whatever an improvement tells', () => {
    const change = fc.record({
      ...{ body: maybe(rest.body), references: maybe(rest.references) },
      case: fc.record({
        title: maybe(words),
        lifecycle: maybe(fc.constant({ stage: 'ended' })),
        results: maybe(fc.array(result, { maxLength: 1 })),
      }),
    });
    fc.assert(
      fc.property(change, (given) => void compare(sent({ ...improvement(context.registry, {}), ...given }))),
      { numRuns: runs(14) },
    );
  });

  test('needs no file when nothing is wrong, and one to say where something is', () => {
    expect(compare(quickSubmission())).toBe('short');
    expect(compare(quickSubmission({ body: { results: '- uno\n- **dos**' } }))).toBe('short');
    expect(compare(quickSubmission({ body: { results: '<b>uno</b>' } }))).toBe('long');
    expect(compare(quickSubmission({ case: { ...quickSubmission().case, lifecycle: { stage: 'ended' } } }))).toBe('long');
  });

  test('leaves out rules that find something, and nothing for the sender', () => {
    const { es } = context;
    const [term] = context.registry.glossary!.terms;
    const registry = {
      ...context.registry,
      style: {
        ...context.registry.style!,
        overused: { es: [{ word: 'robusto', instead: 'qué lo sostiene' }] },
        ...{ judging: { es: ['exitoso'] }, advising: { es: ['hay que'] } },
      },
      glossary: { ...context.registry.glossary!, terms: [{ ...term!, avoid: { es: ['contrafáctico'] } }] },
    };
    const quick = quickSubmission();
    const text = `Hay que tener un diseño robusto con grupo contrafáctico y medir ${'antes y después '.repeat(15)}.`;
    const lessons = [1, 2].map(() => ({ kind: 'works' as const, text }));
    const given = { ...quick, case: { ...quick.case, title: 'Plan exitoso de agua', lessons } };
    const { record } = inspectSubmission(given, { ...context, registry }, es).made!;
    const rules = checkContext({ ...context, registry }, record);
    const found = [...EDITORS_RULES].map((rule) => rule(record, registry, rules));
    expect(found.map((each) => each.length > 0)).toEqual([...EDITORS_RULES].map(() => true));
    expect(found.flat().filter(isForSender)).toEqual([]);
  });
});
