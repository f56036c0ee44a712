import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseRecord } from '#registry/case/record.ts';
import type { Case } from '#registry/case/schema.ts';
import { digestParts, rebase } from '#registry/submission/draft/meanwhile.ts';
import type { Improvement } from '#registry/submission/schema.ts';
import { type FixtureContext, fixtureContext, improvement } from './quick-submission.ts';

const ID = 'worked-with-citations';
type Lesson = NonNullable<Case['lessons']>[number];
type Words = Pick<CaseRecord, 'facts' | 'body'>;

describe('a correction of a case that somebody has changed meanwhile', () => {
  let context: FixtureContext;
  let record: Words;
  beforeAll(async () => {
    context = await fixtureContext();
    const { facts, body } = context.registry.cases.get(ID)!;
    record = { facts, body };
  });

  /** The case after somebody else's change. */
  function changed(change: (facts: Case & { lessons: Lesson[] }) => void, body = record.body): Words {
    const facts = structuredClone(record.facts);
    change(facts as Case & { lessons: Lesson[] });
    return { facts, body };
  }
  function after(given: Partial<Improvement>, now: Words) {
    const payload = improvement(context.registry, given);
    const result = rebase(payload, digestParts(payload, record, context.registry), now, context.registry);
    return { ...result, case: result.payload.case, remove: (result.payload as Improvement).remove };
  }
  const lesson = (text: string, more = {}) => ({ id: 'one-menu', kind: 'works' as const, text, ...more });
  const SAID = 'Un menú único abarató la compra.';

  test('is as it was sent when nothing of it has changed', () => {
    const given = { case: { level: 'city' as const, lessons: [lesson('Abarató mucho.')] }, remove: ['sdgs/2'] };
    const { payload, clashes, hasMoved } = after(given, record);
    expect({ payload, clashes, hasMoved }).toEqual({
      payload: improvement(context.registry, given),
      clashes: [],
      hasMoved: false,
    });
  });

  test('does not notice what has changed elsewhere', () => {
    const now = changed((facts) => {
      facts.title = 'Otro título';
      facts.lessons[0]!.text = 'Otra lección.';
    });
    expect(after({ case: { level: 'city' } }, now)).toMatchObject({ clashes: [], hasMoved: false, case: { level: 'city' } });
  });

  test('clashes in what both have changed, and names it', () => {
    const now = changed((facts) => {
      facts.level = 'subnational';
      facts.lessons[0]!.text = 'Corregida por otra persona.';
    });
    const { clashes } = after({ case: { level: 'city', lessons: [lesson('Mejorada.')] } }, now);
    expect(clashes).toEqual(['case/level', 'case/lessons/one-menu/text']);
  });

  test('does not clash where both came to say the same', () => {
    const now = changed((facts) => void (facts.level = 'city'));
    expect(after({ case: { level: 'city' } }, now)).toMatchObject({ clashes: [], hasMoved: true });
  });

  test('takes nothing back that was only sent along: a form sends whole lists', () => {
    const now = changed((facts) => {
      facts.lessons[0]!.text = 'Corregida por otra persona.';
    });
    const result = after({ case: { lessons: [lesson(SAID, { caveat: 'Solo en ciudades.' })] } }, now);
    expect(result).toMatchObject({ clashes: [], hasMoved: true });
    expect(result.case['lessons']![0]).toEqual(lesson('Corregida por otra persona.', { caveat: 'Solo en ciudades.' }));
  });

  test('does not bring back what somebody has taken away and the sender only sent along', () => {
    const now = changed((facts) => void (facts.lessons = facts.lessons.slice(1)));
    const sent = { id: 'one-menu', kind: 'works' as const, text: SAID };
    expect(after({ case: { lessons: [sent, { kind: 'works', text: 'Nueva.' }] } }, now)).toMatchObject({
      clashes: [],
      case: { lessons: [{ kind: 'works', text: 'Nueva.' }] },
    });
    expect(after({ case: { lessons: [lesson('Mejorada.')] } }, now).clashes).toEqual(['case/lessons/one-menu/text']);
  });

  test('clashes with an item that somebody else has added under the same key', () => {
    const now = changed((facts) => void facts.sdgs!.push({ goal: 4, why: 'Por otra razón.', basis: 'inferred' }));
    expect(after({ case: { sdgs: [{ goal: 4, why: 'Enseña a comer.' }] } }, now).clashes).toEqual(['case/sdgs/4/why']);
    expect(after({ case: { sdgs: [{ goal: 5, why: 'Otra meta.' }] } }, now).clashes).toEqual([]);
  });

  test('compares lists without keys as wholes, and choices whatever their order', () => {
    const places = changed((facts) => void (facts.places = [{ country: 'ARG' }]));
    expect(after({ case: { places: [{ country: 'CHL' }] } }, places).clashes).toEqual(['case/places']);
    expect(after({ case: { challenges: ['public-sector-capacity'] } }, record).hasMoved).toBe(false);
  });

  test('compares sections of the body by their words', () => {
    const [section, text] = ['what-was-done', 'Se compró a productores de otra manera.'] as const;
    const heading = /^## (?:Qué se hizo)$/m;
    expect(record.body).toMatch(heading);
    const now = { ...record, body: record.body.replace(heading, '## Qué se hizo\n\nUna frase de otra persona.') };
    expect(after({ body: { [section]: text } }, now).clashes).toEqual(['body/what-was-done']);
    expect(after({ body: { 'open-questions': 'Una pregunta.' } }, now)).toMatchObject({ clashes: [], hasMoved: false });
  });

  test('does not take away what somebody has just mended, and need not take away what is gone', () => {
    const mended = changed((facts) => void (facts.lessons[0]!.text = 'Mejor dicha.'));
    expect(after({ remove: ['lessons/one-menu'] }, mended).clashes).toEqual(['remove/lessons/one-menu']);
    const gone = changed((facts) => void (facts.lessons = facts.lessons.slice(1)));
    expect(after({ remove: ['lessons/one-menu', 'sdgs/2'] }, gone)).toMatchObject({ clashes: [], remove: ['sdgs/2'] });
  });

  test('does not change the correction it was given', () => {
    const payload = improvement(context.registry, { case: { lessons: [lesson(SAID)] } });
    const before = structuredClone(payload);
    const now = changed((facts) => void (facts.lessons[0]!.text = 'Otra.'));
    rebase(payload, digestParts(payload, record, context.registry), now, context.registry);
    expect(payload).toEqual(before);
  });
});
