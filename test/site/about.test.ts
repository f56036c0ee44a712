import { describe, expect, test } from 'vitest';
import { pageAt, textOf } from './built-site.ts';
import { cases, contentLocales, contentSettings } from './content.ts';

/** The number of facts with sources in a case, from its file. */
function countCitingParts(value: unknown, isRoot = true): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    if (key === 'sources') return isRoot ? sum : sum + 1;
    return key === 'references' ? sum : sum + countCitingParts(inner, false);
  }, 0);
}

describe.each([...contentLocales.keys()])('what the registry rests on, in %s', (locale) => {
  const countsOf = () =>
    Object.fromEntries(
      [...pageAt(`/${locale}/about/`).document.querySelectorAll('.foundation li')].map((item) => {
        const [number] = /\d[\d\s.,]*/.exec(textOf(item))!;
        return [item.getAttribute('data-count')!, Number(number.replace(/\D/g, ''))];
      }),
    );

  test('is counted from the records, and every statement is counted once for who speaks and once for what was read', () => {
    const { statements, independent, involved, full, excerpt, abstract, reviewed } = countsOf();
    expect(statements).toBe([...cases.values()].reduce((sum, facts) => sum + countCitingParts(facts), 0));
    expect(independent! + involved!).toBe(statements);
    expect(full! + excerpt! + abstract!).toBe(statements);
    expect(reviewed).toBe([...cases.values()].filter((facts) => 'reviewed' in facts).length);
  });
});

describe.each([...contentLocales.keys()])('who is behind the registry, in %s', (locale) => {
  const { document } = pageAt(`/${locale}/about/`);
  const answerOf = (question: string) => textOf(document.getElementById(question)?.nextElementSibling);

  test('is answered from content/registry.yml, and what that leaves open is said to be open', () => {
    const told = contentSettings.about!;
    const { strings } = contentLocales.get(locale)!;
    const questions = ['runs', 'edits', 'pays', 'reviews', 'errors', 'contact', 'policy', 'governance'];
    expect(questions.filter((question) => told[question])).toHaveLength(6);
    for (const question of questions) {
      const text = told[question]?.[locale]?.replaceAll(/\s+/g, ' ').trim();
      const open = strings[question === 'contact' ? 'about.who.noContact' : 'about.who.undecided'];
      expect(answerOf(question), question).toBe(text ?? open);
    }
  });

  test('is one step from every page', () => {
    expect(pageAt(`/${locale}/search/`).document.querySelector(`.site-footer a[href="/${locale}/about/#who"]`)).not.toBeNull();
  });
});
