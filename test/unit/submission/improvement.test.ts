import { beforeAll, describe, expect, test } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { isError } from '#registry/finding/finding.ts';
import { readRegistry } from '#registry/read.ts';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { CommentInTheWay } from '#registry/submission/draft/improvement.ts';
import { makeRecord, OriginalMissing } from '#registry/submission/draft/make-record.ts';
import type { Improvement } from '#registry/submission/schema.ts';
import { type FixtureContext, fixtureContext, improvement } from './quick-submission.ts';

const FILE = 'cases/ury/worked-with-citations/index.md';

describe('the improvement of a case', () => {
  let context: FixtureContext;
  let before: string;
  beforeAll(async () => {
    context = await fixtureContext();
    before = (context.tree.get(FILE) as { text: string }).text;
  });
  const make = (given: Partial<Improvement>) => makeRecord(improvement(context.registry, given), 'unused', context);
  /** Lines that only one of the texts has. */
  const changed = (text: string) => {
    const [old, now] = [before.split('\n'), text.split('\n')];
    return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
  };
  const withText = (find: string, put: string): FixtureContext => {
    const tree = new Map([...context.tree, [FILE, { text: before.replace(find, put) }] as const]);
    return { ...context, tree, registry: readRegistry(tree).registry };
  };

  test('changes what is said, and not a line besides', () => {
    const { text, id, file } = make({
      case: {
        level: 'city',
        verdicts: [{ id: 'purpose', about: 'lo que se propuso', outcome: 'worked' as const, evidence: { strength: 0 } }],
      },
    });
    expect([id, file]).toEqual(['worked-with-citations', FILE]);
    expect(changed(text)).toEqual({ gone: ['level: national', '      strength: 1'], come: ['level: city', '      strength: 0'] });
  });

  test('adds lessons to those there are, and rewrites those it names', () => {
    const sources = [{ id: 'annual-report-2019', locator: 'page 20' }];
    const lessons = [
      { id: 'one-menu', kind: 'works' as const, text: 'Un menú único abarató la compra en todas partes.' },
      { kind: 'fails' as const, text: 'Licitar cada mes.', sources },
    ];
    const { record } = make({ case: { lessons } });
    expect(record.facts.lessons!.map(({ id }) => id)).toEqual(['one-menu', 'kitchens-first', 'licitar-cada-mes']);
    expect(record.facts.lessons![0]!.sources).toEqual([{ id: 'annual-report-2019', locator: 'page 14' }]);
    expect(record.facts.lessons![1]!.caveat).toBe('En las ciudades ya las había.');
  });

  test('puts a section in place of the old one, or where it belongs', () => {
    const { record } = make({ body: { results: 'Nada nuevo.', 'what-worked': 'Comprar cerca.' } });
    const headings = record.body.split('\n').filter((line) => line.startsWith('## '));
    expect(headings).toEqual(['## Contexto', '## Qué se hizo', '## Resultados', '## Qué funcionó', '## Preguntas abiertas']);
    expect(record.body).toContain('## Resultados\n\nNada nuevo.\n');
    expect(record.body).not.toContain('120 000 almuerzos por día, el');
    expect(record.body).toContain('La Ley 19.640 lo permitió.');
  });

  test('cites a new source without losing the old ones, and passes check', () => {
    const references = [{ citation: 'Informe 2024', locator: 'page 2' }];
    const made = make({
      case: { lifecycle: { stage: 'ended' }, stopReasons: [{ reason: 'funding' }] },
      references,
      body: { results: 'Fueron 95 %.' },
    });
    expect(made.record.facts.sources.map(({ id }) => id)).toEqual(['annual-report-2019', 'informe-2024']);
    expect(made.record.body).toContain('Fueron 95 % [@informe-2024, page 2].');
    const tree = new Map([...context.tree, [FILE, { text: made.text }]]);
    const known = checkRegistry(context.tree, { today: context.day }).map(({ code }) => code);
    const errors = checkRegistry(tree, { today: context.day })
      .filter(isError)
      .filter(({ code }) => !known.includes(code));
    expect(errors.filter(({ code }) => code !== 'concept-unknown')).toEqual([]);
  });

  test('keeps the comments of the file', () => {
    const commented = withText('  stage: scaled\n', '  # asked the ministry, March\n  stage: scaled # not sure\n');
    const { text } = makeRecord(
      improvement(commented.registry, { case: { lifecycle: { stage: 'ended' } } }),
      'unused',
      commented,
    );
    expect(text).toContain('  # asked the ministry, March\n  stage: ended # not sure\n');
  });

  test('refuses rather than lose a comment', () => {
    const commented = withText(
      'challenges: [public-sector-capacity]',
      'challenges:\n  # the first is the main one\n  - public-sector-capacity',
    );
    const change = improvement(commented.registry, { case: { challenges: ['coordination-failure'] } });
    expect(() => makeRecord(change, 'unused', commented)).toThrow(CommentInTheWay);
  });

  test('of a case that is not there is refused', () => {
    const action = { improve: 'no-such-case', digest: '0123456789ab' };
    expect(() => make({ action })).toThrow(OriginalMissing);
  });

  describe('that takes something away', () => {
    /** The tree after the correction is accepted. */
    const accepted = (given: Partial<Improvement>) => {
      const made = make(given);
      const files = [{ file: made.file, text: made.text }, ...made.translations];
      return { made, tree: new Map([...context.tree, ...files.map(({ file, text }) => [file, { text }] as const)]) };
    };
    const codes = (tree: FixtureContext['tree']) =>
      checkRegistry(tree, { today: context.day }).map(({ code, file }) => `${code} ${file}`);

    test('takes away what it names and not a line besides, in the translations too, and passes check', () => {
      const { made, tree } = accepted({ remove: ['lessons/one-menu', 'results/meals-served'] });
      expect(made.record.facts.lessons!.map(({ id }) => id)).toEqual(['kitchens-first']);
      expect(made.record.facts.results).toBeUndefined();
      const { gone, come } = changed(made.text);
      expect(come).toEqual([]);
      expect(
        gone.every((line) =>
          /one-menu|menú único abarató|kind: works|page 1[24]|results:|meals|Almuerzos servidos|120000|unit:|direction:|basis: stated|verdict: purpose/.test(
            line,
          ),
        ),
      ).toBe(true);
      expect(made.translations.map(({ file }) => file.split('/').at(-1)).toSorted()).toEqual(['en.md', 'pt.md']);
      for (const { text } of made.translations) {
        expect(text).not.toMatch(/one-menu|meals-served|^results:/m);
        expect(text).toContain('kitchens-first:');
      }
      // Nothing new is found but in the session, the comment and the commitment that quote what is gone.
      const quoting = codes(tree).filter((code) => !codes(context.tree).includes(code));
      expect(new Set(quoting)).toEqual(
        new Set(
          ['comments/lunch-lab-on-menus', 'commitments/one-menu-in-two-towns', 'sessions/lunch-2027'].map(
            (record) => `statement-unknown ${record}/index.md`,
          ),
        ),
      );
      const { registry } = readRegistry(tree);
      const after = registry.cases.get('worked-with-citations')!;
      const before = context.registry.cases.get('worked-with-citations')!;
      for (const [locale, { stale }] of after.translations) expect(stale, locale).toBe(before.translations.get(locale)!.stale);
    });

    test('beside other changes leaves translations stale, and without orphans', () => {
      const { tree } = accepted({ remove: ['lineage/from-snapshot'], case: { title: 'Almuerzo escolar, otra vez' } });
      const found = codes(tree).filter((code) => !codes(context.tree).includes(code));
      expect([...new Set(found.map((code) => code.split(' ')[0]))]).toEqual(['translation-stale']);
    });

    test('takes nothing away by leaving it out, and lets nothing be named that is not there', async () => {
      expect(
        make({
          case: { lessons: [{ kind: 'fails', text: 'Otra.', sources: [{ id: 'annual-report-2019', locator: 'page 2' }] }] },
        }).record.facts.lessons,
      ).toHaveLength(3);
      const said = async (remove: string[]) =>
        (await validateSubmission(improvement(context.registry, { remove }), context, context.es)).problems.map(
          ({ pointer, code }) => `${pointer} ${code}`,
        );
      expect(await said(['lessons/one-menu'])).toEqual([]);
      for (const nothing of ['lessons/no-such', 'sdgs/4', 'cost/total'])
        expect(await said([nothing]), nothing).toContain('/remove/0 remove-unknown');
      for (const wrong of ['sources/annual-report-2019', 'references/x', 'title', 'lessons/../x', '__proto__/x', 'places/0'])
        expect(await said([wrong]), wrong).toEqual([expect.stringContaining('/remove/0 format-wrong')]);
    });

    test('takes away a goal, and a part that a case can do without, whole', () => {
      const { made, tree } = accepted({ remove: ['sdgs/2', 'period', 'lifecycle'] });
      const { gone, come } = changed(made.text);
      expect(come).toEqual([]);
      expect(
        gone.every((line) =>
          /sdgs:|goal: 2|Da de comer|inferred|basis: stated|period:|start:|end:|lifecycle:|stage: scaled/.test(line),
        ),
      ).toBe(true);
      for (const name of ['sdgs', 'period', 'lifecycle']) expect(made.record.facts).not.toHaveProperty(name);
      expect(codes(tree)).toEqual(codes(context.tree));
    });

    test('may empty a list that a case can do without, and is refused where a comment would get lost', () => {
      expect(make({ remove: ['lessons/one-menu', 'lessons/kitchens-first'] }).record.facts.lessons).toBeUndefined();
      const commented = withText('  - id: one-menu\n', '  - id: one-menu # ask again\n');
      expect(() => makeRecord(improvement(commented.registry, { remove: ['lessons/one-menu'] }), 'unused', commented)).toThrow(
        CommentInTheWay,
      );
    });
  });
});
