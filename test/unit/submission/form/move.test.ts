import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PathName, formPaths, REVIEW } from '#registry/submission/form/step.ts';
import { findProblems, move as moveWith, readAction } from '../../../../api/form/answer.ts';
import { type FormState, openForm, tidy } from '../../../../api/form/form-state.ts';

type Pressed = Parameters<typeof moveWith>[1];
const move = (state: FormState, pressed: Pressed) => moveWith(state, pressed, findProblems(tidy(state)));

const typed = fc.dictionary(
  fc.constantFrom(
    'case.title',
    'case.lessons.0.text',
    'case.lessons.3.text',
    'references.1.citation',
    'contact.email',
    'body.results',
  ),
  fc
    .string({ minLength: 1 })
    .filter((text) => text.trim() !== '')
    .map((text) => [text]),
);
const path = fc.constantFrom<PathName>('quick', 'full', 'pilot');
const button = fc.constantFrom(
  'next',
  'back',
  'step:you',
  'step:nowhere',
  'step:review',
  'add:case.lessons',
  'add:case.title',
  '',
  'remove:nothing.0',
);

test('whatever is pressed, nothing that was typed is lost', () => {
  fc.assert(
    fc.property(path, typed, fc.array(button, { maxLength: 6 }), (name, values, pressed) => {
      let state: FormState = { ...openForm(name, 'es', 0), values };
      for (const go of pressed) state = move(state, readAction(go) as Pressed).state;
      const before = Object.values(values).flat().toSorted();
      expect(
        Object.values(state.values)
          .flat()
          .filter((text) => text !== '')
          .toSorted(),
      ).toEqual(before);
      expect([...formPaths[name].map(({ id }) => id), REVIEW]).toContain(state.step);
    }),
  );
});

test('a step is left only when it is complete; going back asks for nothing', () => {
  const opened = openForm('quick', 'es', 0);
  const stopped = move(opened, { kind: 'next' });
  expect(stopped.state.step).toBe('what');
  expect(stopped.problems.map(({ name }) => name)).toEqual([
    'case.title',
    'case.problem',
    'case.summary',
    'case.places.0.country',
    'case.level',
  ]);
  expect(move({ ...opened, step: 'you' }, { kind: 'back' })).toMatchObject({ state: { step: 'learned' }, problems: [] });
});
