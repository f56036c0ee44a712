import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { whatIsKnown } from '#registry/case/page/known.ts';
import { policyMatrix } from '#registry/chart/policy-matrix.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { viewRecord } from '#registry/record/view.ts';
import { registry } from '../../real-content.ts';

const speaker = makeSpeaker(registry, registry.locales.get('en')!);
const challenge = 'low-productivity';
const views = [...registry.cases.values()].map((record) => viewRecord(record, 'en'));
const about = views.filter(({ facts }) => facts.challenges.includes(challenge));
const many = Array.from({ length: 30 }, () => about).flat();
const known = (of: typeof views) => parseHTML(`<main>${whatIsKnown(of, challenge, speaker).map(html).join('')}</main>`).document;

test('a page about a problem does not grow with the cases: what is not listed is counted, and leads to a search', () => {
  const [few, all] = [known(about), known(many)];
  expect(few.querySelector('a[href*="/search/"]')).toBeNull();
  for (const instrument of all.querySelectorAll('.known-instrument')) {
    const said = [...instrument.querySelector('.count')!.textContent.matchAll(/\d+/g)].reduce(
      (sum, [count]) => sum + Number(count),
      0,
    );
    const listed = instrument.querySelectorAll('li').length;
    expect(listed).toBeLessThanOrEqual(15);
    const link = instrument.querySelector('p a')!;
    expect(link.textContent).toBe(`and ${said - listed} more`);
    expect(link.getAttribute('href')).toMatch(/^\/en\/search\/\?challenge=low-productivity&instrument=[a-z-]+$/);
  }
  // Each outcome that some case had stays in sight.
  const outcomes = (document: typeof all) =>
    new Set([...document.querySelectorAll('.known-instrument li use')].map((use) => use.getAttribute('href')));
  expect(outcomes(all)).toEqual(outcomes(few));
  const sides = few.querySelectorAll('.two-sides').length;
  expect(sides).toBeGreaterThan(0);
  expect(all.querySelectorAll('.two-sides')).toHaveLength(20);
  expect(all.querySelector('[aria-labelledby="disagree"] > p.small > a')!.textContent).toBe(`and ${30 * sides - 20} more`);
});

test('a cell of the policy matrix lists thirty cases and counts the others', () => {
  const stated = views.find(({ facts }) => facts.policyMix)!;
  const cell = (count: number) =>
    parseHTML(
      `<main>${html(
        policyMatrix(
          Array.from({ length: count }, () => stated),
          speaker,
        ),
      )}</main>`,
    ).document.querySelector('td ul')!.parentElement!;
  expect(cell(30).querySelectorAll('li')).toHaveLength(30);
  expect(cell(30).querySelector('p')).toBeNull();
  expect(cell(35).querySelectorAll('li')).toHaveLength(30);
  expect(cell(35).querySelector('p a')!.textContent).toBe('and 5 more');
});
