import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allFields, withInner } from '#registry/submission/form/field.ts';
import { fieldsOfPath, formPaths, REVIEW } from '#registry/submission/form/step.ts';

const LOCALES = ['es', 'pt', 'en'] as const;
const stringsOf = (locale: string) =>
  (JSON.parse(readFileSync(`content/locales/${locale}.json`, 'utf8')) as { strings: Record<string, string> }).strings;

describe.each(LOCALES)('in %s', (locale) => {
  const strings = stringsOf(locale);

  test.each(['quick', 'full', 'pilot'] as const)('every question of the %s path has a name, and help with it', (path) => {
    const missing = fieldsOfPath(path).flatMap(({ words, concept, kind }) => {
      if (concept) return [];
      const keys = [`field.${words}`, `field.${words}.help`, ...(kind === 'list' ? [`field.${words}.item`] : [])];
      return keys.filter((key) => !strings[key]);
    });
    expect(missing).toEqual([]);
  });

  test('every step has a name', () => {
    const steps = [...new Set(Object.values(formPaths).flatMap((path) => path.map(({ id }) => id))), REVIEW];
    expect(steps.filter((id) => !strings[`form.step.${id}`])).toEqual([]);
  });

  test('no words are kept for questions that nobody is asked', () => {
    const asked = new Set(allFields.flatMap((field) => [...withInner(field)]).map(({ words }) => words));
    const idle = Object.keys(strings)
      .filter((key) => key.startsWith('field.'))
      .map((key) => key.slice('field.'.length).replace(/\.(?:help|item)$/, ''))
      .filter((words) => !asked.has(words));
    expect(idle).toEqual([]);
  });

  test('help speaks of no file format', () => {
    const technical = Object.entries(strings).filter(
      ([key, words]) => /^(?:field|form|status)\./.test(key) && /YAML|Markdown|front matter|JSON\b/i.test(words),
    );
    expect(technical).toEqual([]);
  });
});
