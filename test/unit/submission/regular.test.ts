import { beforeAll, describe, expect, test } from 'vitest';
import { validateSubmission } from '#registry/submission/check/validate.ts';
import { toRegular } from '#registry/submission/draft/regular.ts';
import { findProblems } from '../../../api/form/answer.ts';
import { openForm } from '../../../api/form/form-state.ts';
import { type FixtureContext, fixtureContext, quickSubmission } from './quick-submission.ts';

let context: FixtureContext;
beforeAll(async () => void (context = await fixtureContext()));
const validate = (input: unknown) => validateSubmission(input, context, context.es);
const withAddress = (email: string) => quickSubmission({ contact: { email } });

describe('an address of electronic mail', () => {
  const taken = [
    ['info@municipalidad-ñuñoa.cl', 'info@xn--municipalidad-uoa-sxbb.cl'],
    ['ana.perez@são-paulo.gov.br', 'ana.perez@xn--so-paulo-rza.gov.br'],
    ['info@MUNICIPALIDAD-ÑUÑOA.cl', 'info@xn--municipalidad-uoa-sxbb.cl'],
    ['info@xn--municipalidad-uoa-sxbb.cl', 'info@xn--municipalidad-uoa-sxbb.cl'],
    ['nombre@institucion.gob', 'nombre@institucion.gob'],
    ['ana@пример.рф', 'ana@xn--e1afmkfd.xn--p1ai'],
  ] as const;

  test.each(taken)('%s is taken by the API as mail servers know it', async (typed, plain) => {
    const { problems, submission } = await validate(withAddress(typed));
    expect(problems).toEqual([]);
    expect(submission?.contact?.email).toBe(plain);
  });

  test.each(taken)('%s is no problem of the form either', (typed) => {
    const state = openForm('quick', 'es', 0);
    const wrong = (email: string) =>
      findProblems({ ...state, values: { 'contact.email': [email] } }).filter(({ name }) => name === 'contact.email');
    expect(wrong(typed)).toEqual([]);
    expect(wrong('ana@presidencia')).toMatchObject([{ code: 'email' }]);
  });

  test.each(['ana@presidencia', 'ñandú@ñuñoa', 'ñandú@example.org', '@ñuñoa.cl', 'a@ñ ñ.cl', 'a@b@ñuñoa.cl'])(
    '%s is refused with an example that a person can read',
    async (typed) => {
      const { problems } = await validate(withAddress(typed));
      expect(problems).toMatchObject([{ pointer: '/contact/email', code: 'format-wrong' }]);
      expect(problems[0]!.hint).toContain('nombre@institucion.gob');
      expect(problems[0]!.hint).not.toMatch(/[\^$\\]/);
    },
  );
});

describe('null', () => {
  test('for what may be left out is as if it were left out, at any depth', async () => {
    const { case: submitted, ...rest } = quickSubmission();
    const sent = {
      ...rest,
      contact: null,
      body: { context: null, ...rest.body },
      case: { ...submitted, period: null, cost: null, places: [{ ...submitted.places![0], region: null }] },
    };
    expect((await validate(sent)).problems).toEqual([]);
    expect(toRegular(sent)).toEqual(toRegular(quickSubmission({ contact: undefined, body: rest.body ?? {} })));
  });

  test('for what is required, or unknown, is said', async () => {
    const { case: submitted, ...rest } = quickSubmission();
    const { problems } = await validate({ ...rest, case: { ...submitted, title: null, colour: null }, consent: null });
    expect(problems.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/case/colour field-unknown',
      '/case/title field-missing',
      '/consent field-missing',
    ]);
  });

  test.each([null, [], 'a text', 3])('and %j for the whole are no submission', async (sent) => {
    expect((await validate(sent)).submission).toBeUndefined();
  });
});
