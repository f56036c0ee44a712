import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { Entry } from '#registry/outbox/outbox.ts';
import { SUBMISSION_STATES } from '#registry/outbox/state.ts';
import { readRegistry } from '#registry/read.ts';
import type { Registry } from '#registry/registry.ts';
import { formContextFor } from '../../../../api/form/form-context.ts';
import { statusPage } from '../../../../api/form/status-page.ts';
import { readFixtureRegistry } from '../../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());

const ENTRY: Entry = {
  id: '0'.repeat(32),
  locale: 'es',
  title: 'A title',
  kind: 'case',
  action: 'create',
  state: 'received',
  times: { received: Date.UTC(2026, 10, 20, 9), proposed: Date.UTC(2026, 10, 21, 9) },
  attempts: 3,
  crashes: 0,
  lastError: 'connect ECONNREFUSED 10.0.0.7',
};

const NOW = Date.UTC(2026, 10, 25);

const [ID] = [...registry.cases.keys()] as [string];

interface Rendering {
  locale: string;
  now: number;
  published: Registry;
  isOnSite: (path: string) => boolean;
}

function render(
  entry: Partial<Entry>,
  { locale = 'es', now = NOW, published = registry, isOnSite = () => true }: Partial<Rendering> = {},
): Document {
  const main = statusPage(
    { entry: { ...ENTRY, ...entry }, questions: [], erasedAfterDays: 30, now, isOnSite },
    formContextFor(published, registry.locales.get(locale)!, 30),
  );
  return parseHTML(`<!doctype html><html><body>${toHtml(h('main', main))}</body></html>`).document;
}

const hrefsIn = (document: Document) => [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));

describe.each(['es', 'pt', 'en'])('in %s', (locale) => {
  test.each(SUBMISSION_STATES)(
    'a submission that is %s says so, says what comes next, and marks one step as current',
    (state) => {
      const document = render(
        { state, ...(state === 'parked' ? { parked: { reason: 'refused', detail: 'internal words' } } : {}) },
        { locale },
      );
      expect(document.querySelector('.status-label')?.textContent).toBeTruthy();
      expect(document.querySelectorAll('.status-now p').length).toBeGreaterThan(1);
      expect(document.querySelectorAll('.progress [aria-current="step"]')).toHaveLength(1);
      expect(document.body.textContent).not.toMatch(/ECONNREFUSED|internal words/);
    },
  );
});

test('what is behind has its day, what is ahead has none', () => {
  const steps = [...render({ state: 'proposed' }).querySelectorAll('.progress li')];
  expect(steps.map((step) => step.querySelector('time')?.getAttribute('datetime')?.slice(0, 10))).toEqual([
    '2026-11-20',
    '2026-11-21',
    undefined,
    undefined,
  ]);
});

test('a published one leads to the case and to its correction, one under review to its proposal', () => {
  const hrefsOf = (entry: Partial<Entry>) => hrefsIn(render(entry));
  expect(hrefsOf({ state: 'published', caseId: ID })).toEqual([`/es/cases/${ID}/`, `/es/cases/${ID}/improve/`]);
  const proposal = { branch: 'proposals/0', commit: 'c', url: 'https://forge.example/pull/1' };
  expect(hrefsOf({ state: 'in-review', proposal })).toEqual(['https://forge.example/pull/1']);
  expect(hrefsOf({ state: 'in-review', proposal: { ...proposal, url: 'javascript:alert(1)' } })).toEqual([]);
});

test('a published one leads nowhere until the site has its case, and after that to where the case is today', () => {
  expect(hrefsIn(render({ state: 'published', caseId: 'not-built-yet' }))).toEqual([]);
  for (const kind of ['comment', 'commitment', 'session'] as const)
    expect(hrefsIn(render({ state: 'published', kind, caseId: 'not-built-yet' }))).toEqual([]);
  const renamed = { ...registry, redirects: new Map([['an-earlier-id', ID]]) };
  const document = render({ state: 'published', caseId: 'an-earlier-id' }, { published: renamed });
  expect(hrefsIn(document)).toEqual([`/es/cases/${ID}/`, `/es/cases/${ID}/improve/`]);
  // The server reads what was decided some minutes before the site is built.
  const asked: string[] = [];
  const early = render({ state: 'published', caseId: ID }, { isOnSite: (path) => (asked.push(path), false) });
  expect([hrefsIn(early), asked]).toEqual([[`/es/cases/${ID}/improve/`], [`/es/cases/${ID}/`]]);
});

test('one that was decided before its review was noticed does not say that the review is still to come', () => {
  const decided = render({ state: 'declined', times: { ...ENTRY.times, declined: NOW } });
  expect(decided.querySelector('.progress')?.textContent).not.toContain('todavía no');
  expect(render({ state: 'proposed' }).querySelector('.progress')?.textContent).toContain('todavía no');
});

test('a correction is called by the title of its case, in the language of the case', () => {
  const [id, { facts }] = [...registry.cases][0]!;
  const heading = render({ action: 'improve', title: id, caseId: id, locale: 'en' }, { locale: 'pt' }).querySelector('h1');
  expect([heading?.textContent, heading?.getAttribute('lang')]).toEqual([facts.title, registry.locales.get(facts.language)!.tag]);
});

test('one that was declined says why or where that is said, and leads to the form to send it again', () => {
  const declined = (entry: Partial<Entry>) => render({ state: 'declined', ...entry });
  const hrefs = (entry: Partial<Entry>) => hrefsIn(declined(entry));
  expect(declined({ reason: 'Falta la fuente.' }).querySelector('.said')?.textContent).toBe('Falta la fuente.');
  expect(hrefs({})).toEqual(['/es/submit/']);
  expect(hrefs({ action: 'improve', caseId: ID })).toEqual([`/es/cases/${ID}/improve/`]);
  expect(hrefs({ action: 'improve', caseId: 'a-case-that-went' })).toEqual(['/es/submit/']);
  const proposal = { branch: 'proposals/0', commit: 'c', url: 'https://forge.example/pull/1' };
  const onForge = declined({ proposal }).body.textContent;
  expect(onForge).toContain('El motivo está en la conversación');
  expect(declined({}).body.textContent).not.toContain('conversación');
});

test('while it waits, only one with a conversation sends its sender there', () => {
  const said = (proposal: Partial<NonNullable<Entry['proposal']>>) =>
    render({ state: 'in-review', proposal: { branch: 'proposals/0', commit: 'c', ...proposal } }).querySelector(
      '[aria-labelledby="correct"]',
    )?.textContent;
  expect(said({ url: 'https://forge.example/pull/1' })).toContain('conversación');
  expect(said({})).not.toContain('conversación');
});

test('one that is being reviewed says by when it is decided on, and after that whose turn it is', () => {
  const said = (entry: Partial<Entry>, now?: number) =>
    render(entry, now === undefined ? {} : { now }).querySelector('.status-by')?.textContent;
  expect(said({ state: 'in-review' })).toMatch(/^Respuesta a más tardar el 5 de diciembre de 2026/);
  expect(said({ state: 'proposed' }, Date.UTC(2026, 11, 6))).toMatch(/terminó el 5 de diciembre de 2026/);
  const times = { ...ENTRY.times, 'in-review': Date.UTC(2026, 10, 24) };
  expect(said({ state: 'in-review', times })).toMatch(/^Respuesta a más tardar el 5 de diciembre de 2026/);
  for (const state of ['received', 'parked', 'published', 'declined'] as const) expect(said({ state })).toBeUndefined();
});
