import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { parseHTML } from 'linkedom';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { readRegistry } from '#registry/read.ts';
import { type PathName, formPaths } from '#registry/submission/form/step.ts';
import { findProblems, problemsOfStep } from '../../../../api/form/answer.ts';
import { formContextFor } from '../../../../api/form/form-context.ts';
import { formPage } from '../../../../api/form/form-page.ts';
import { type FormState, openForm } from '../../../../api/form/form-state.ts';
import { readFixtureRegistry } from '../../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const contextIn = (locale: string) => formContextFor(registry, registry.locales.get(locale)!, 30);

const HOSTILE = `"><script>alert(1)</script> --- @org <!-- </textarea><img src=x onerror=alert(1)>`;

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      // Several values of one question are hidden fields with one name.
      'form-dup-name': 'off',
      // Ids are question names with dots; HTML allows every id without blanks.
      'valid-id': ['error', { relaxed: true }],
    },
  }),
);

function render(state: FormState, locale = 'es', withProblems = false): { html: string; document: Document } {
  const problems = withProblems ? problemsOfStep(state, findProblems(state)) : [];
  const main = formPage({ state, problems, similar: [], notices: [], context: contextIn(locale), isFresh: !withProblems });
  const html = toHtml(h('main', main));
  return { html, document: parseHTML(`<!doctype html><html><body>${html}</body></html>`).document };
}

const everyStep = (['quick', 'full', 'pilot'] as const).flatMap((path) =>
  formPaths[path].map(({ id }) => [path, id] as [PathName, string]),
);

describe.each(everyStep)('step %s/%s', (path, step) => {
  const state = { ...openForm(path, 'es', 0), step };

  test.each([false, true])('is valid HTML that can be filled in by ear and by keyboard (errors shown: %s)', (withProblems) => {
    const { html, document } = render(state, 'es', withProblems);
    const found = validator
      .validateStringSync(html)
      .results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
      );
    expect(found).toEqual([]);
    for (const control of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
      expect(document.querySelector(`label[for="${control.id}"]`)?.textContent, control.id).toBeTruthy();
      for (const id of (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)) {
        expect(document.querySelector(`[id="${id}"]`)?.textContent, id).toBeTruthy();
      }
    }
  });

  test('says each error above and at its question, with a link from one to the other', () => {
    const { document } = render(state, 'pt', true);
    const links = [...document.querySelectorAll('.error-summary a')].map((link) => link.getAttribute('href')!.slice(1));
    const wrong = problemsOfStep(state, findProblems(state)).map(({ name }) => name);
    expect(links).toEqual(wrong);
    for (const name of wrong) {
      expect(document.querySelector(`[id="${name}"]`), name).not.toBeNull();
      expect(document.querySelector(`[id="${name}-error"]`)?.textContent, name).toContain('Erro:');
    }
  });
});

test('what was typed in other steps travels in hidden fields, and what belongs to this one in its fields', () => {
  const values = {
    'case.title': ['T'],
    'case.lessons.1.text': ['L'],
    'case.challenges': ['climate', 'water'],
    'contact.email': ['a@b.org'],
  };
  const { document } = render({ ...openForm('quick', 'es', 0), step: 'learned', values });
  const hidden = [...document.querySelectorAll('input[type=hidden]')].map((input) => [
    input.getAttribute('name'),
    input.getAttribute('value'),
  ]);
  expect(hidden).toEqual(
    expect.arrayContaining([
      ['case.title', 'T'],
      ['contact.email', 'a@b.org'],
    ]),
  );
  expect(hidden.flat()).not.toContain('case.lessons.1.text');
  expect(document.querySelector('[name="case.lessons.1.text"]')?.textContent).toBe('L');
  expect(document.querySelectorAll('[name="case.challenges"][checked]')).toHaveLength(2);
});

test('challenges are offered under the areas they belong to, and a sender’s own words after them', () => {
  const { document } = render({ ...openForm('quick', 'es', 0), step: 'learned', values: { 'case.challenges': ['water'] } });
  const areas = [...document.querySelectorAll('fieldset.area')];
  const digital = areas.find((area) => area.querySelector('legend')?.textContent === 'Tecnología digital')!;
  const valuesIn = (from: Element | Document) =>
    [...from.querySelectorAll('input[name="case.challenges"]')].map((input) => input.getAttribute('value'));
  expect(valuesIn(digital)).toEqual(['digital-divide', 'digital-government', 'data-and-privacy']);
  // Areas and the placeholder concept are not options.
  for (const value of ['digital', 'economy', 'unsorted']) expect(valuesIn(document)).not.toContain(value);
  expect(document.querySelectorAll('input[value="unsorted"]')).toHaveLength(0);
  expect(document.querySelectorAll('[name="case.challenges"][checked]')).toHaveLength(1);
  expect(document.querySelector('input[name="otherChallenge"]')).not.toBeNull();
  expect(formPaths.improve.flatMap(({ fields }) => fields)).not.toContain('otherChallenge');
});

test('who finds no challenge in the list says it, and need not tick one that is not so', () => {
  const wrong = (values: Record<string, string[]>) =>
    problemsOfStep(
      { ...openForm('quick', 'es', 0), step: 'learned', values },
      findProblems({ ...openForm('quick', 'es', 0), values }),
    )
      .filter(({ name }) => /challenge|instrument/i.test(name))
      .map(({ name, code }) => `${name} ${code}`);
  const lesson = { 'case.title': ['T'] };
  expect(wrong(lesson)).toEqual(['case.challenges choose-or-say']);
  expect(wrong({ ...lesson, otherChallenge: ['Nadie repara las bombas'] })).toEqual([]);
  expect(wrong({ ...lesson, 'case.challenges': ['water'] })).toEqual([]);
});

test('hostile text is text wherever it is shown', () => {
  const values = { 'case.title': [HOSTILE], 'case.problem': [HOSTILE], 'case.lessons.0.text': [HOSTILE] };
  for (const step of ['what', 'learned', 'you']) {
    const { document } = render({ ...openForm('quick', 'es', 0), step, values }, 'es', true);
    expect(document.querySelectorAll('script, img')).toHaveLength(0);
    expect(document.querySelector('[onerror]')).toBeNull();
  }
  const shown: string[] = [];
  // A second parser, which decodes character references as browsers do.
  visit(fromHtml(render({ ...openForm('quick', 'es', 0), values }).html), 'element', ({ properties, children: [text] }) => {
    if (properties['name'] === 'case.title') shown.push(String(properties['value']));
    if (properties['name'] === 'case.problem' && text?.type === 'text') shown.push(text.value);
  });
  expect(shown).toEqual([HOSTILE, HOSTILE]);
});

test('the button that Enter presses goes on; it never removes or adds', () => {
  const { document } = render(openForm('full', 'es', 0));
  expect(document.querySelector('form button')?.getAttribute('value')).toBe('next');
});

test('a correction opens with the words of the case, and offers to take nothing away that it says', () => {
  const record = [...registry.cases.values()].find(({ facts }) => (facts.lessons?.length ?? 0) > 1)!;
  const { document } = render({ ...openForm('improve', 'es', 0, record, registry), step: 'learned' });
  expect(document.querySelector('[name="case.lessons.0.text"]')?.textContent).toBe(record.facts.lessons![0]!.text);
  expect(document.querySelectorAll('fieldset.list > .item .remove')).toHaveLength(0);
});

test('a device keeps what has not begun apart from a case, and the short and the long form of a case together', () => {
  const keptAs = (path: PathName) =>
    render(openForm(path, 'es', 0))
      .document.querySelector('form')
      ?.getAttribute('data-draft');
  expect([keptAs('quick'), keptAs('full'), keptAs('pilot')]).toEqual(['new', 'new', 'pilot']);
});
