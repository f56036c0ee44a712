import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { CaseRecord } from '#registry/case/record.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { statementPage } from '#registry/pack/statement-page.ts';
import { registry } from '../../real-content.ts';

const record = registry.cases.get('peru-mesas-ejecutivas')!;
const speaker = makeSpeaker(registry, registry.locales.get('es')!);
const [lesson] = record.facts.lessons!;
const anchor = `lesson-${lesson!.id}`;

function page(now: CaseRecord | undefined) {
  const { document } = parseHTML(html(statementPage({ record, version: '0123456789', anchor, now, speaker })));
  const said = document.querySelector('[class^="since-"]')!;
  return { since: said.getAttribute('class'), place: said.querySelector('a')?.getAttribute('href') };
}

describe('the page of a quoted statement says what became of it, and leads there', () => {
  test('where its case stands as it was', () => {
    expect(page(record)).toEqual({ since: 'since-unchanged', place: `/es/cases/${record.id}/#${anchor}` });
  });

  test('where its case has another id now', () => {
    expect(page({ ...record, id: 'peru-renamed' })).toEqual({
      since: 'since-unchanged',
      place: `/es/cases/peru-renamed/#${anchor}`,
    });
  });

  test('where the lesson is withdrawn: to the case', () => {
    const facts = { ...record.facts, lessons: record.facts.lessons!.slice(1) };
    expect(page({ ...record, facts })).toEqual({ since: 'since-withdrawn', place: `/es/cases/${record.id}/` });
  });

  test('where the case is not published any more: nowhere', () => {
    expect(page(undefined)).toEqual({ since: 'since-withdrawn', place: undefined });
  });
});
