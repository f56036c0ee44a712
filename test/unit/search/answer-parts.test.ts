import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { type AnswerPart, answerParts, pagesPart } from '#registry/search/answer-parts.ts';
import { foreignId, readForeignId } from '#registry/search/foreign-id.ts';
import { pageSchema, type SearchHit, type SearchPage } from '#registry/search/page.ts';
import { FACETS } from '#registry/search/bounds.ts';
import { withoutTwins } from '#registry/search/meilisearch/peers.ts';
import { querySchema } from '#registry/search/query.ts';
import type { AnswerWords } from '#registry/search/wording.ts';

const words: AnswerWords = {
  t: (key, values) => [key, ...Object.values(values ?? {})].join(' '),
  ...{ tag: 'es', locale: 'es' },
  label: (_vocabulary, id) => `«${id}»`,
  country: (code) => code,
  language: (id) => ({ name: id.toUpperCase(), tag: id }),
  origin: (peer) => (peer === 'sul' ? 'O que funciona Sul' : undefined),
  addresses: {
    record: (kind, id) => `/es/${kind}s/${id}/`,
    foreignCase: (peer, id) => `/es/registries/${peer}/cases/${id}/`,
    problem: (id) => `/es/challenges/${id}/`,
    feed: '/es/feed.xml',
    searchFeed: '/es/search/feed.xml',
  },
};
const card = {
  ...{ title: 'Título', problem: 'Problema', summary: '', countries: ['URY'], kind: 'case', outcome: 'worked', lessons: 0 },
  verdicts: [{ about: 'acceso', outcome: 'worked', basis: 'stated', strength: 2 }],
  ...{ language: 'es', isFallback: false, state: 'original', stale: false },
} satisfies SearchHit['card'];
const text = (words_: string) => [{ text: words_, hit: false }];
const hitOf = (more: Partial<SearchHit> = {}): SearchHit => ({
  ...{ id: 'ceibal', score: 1, card, matched: { title: text('Título'), problem: text('Problema') } },
  ...more,
});
const pageOf = (more: Partial<SearchPage> = {}): SearchPage =>
  pageSchema.parse({
    ...{ state: 'answers', missing: [], shared: [], total: 1, page: 1, size: 20, hits: [hitOf()], lessons: [], relaxed: false },
    facets: Object.fromEntries(FACETS.map((facet) => [facet, []])),
    ...more,
  });
const query = querySchema.parse({ q: 'laptop', locale: 'es' });
const html = ({ content = [] }: AnswerPart = {}) => toHtml([...content]);
const resultOf = (hit: SearchHit) => html(answerParts(pageOf({ hits: [hit] }), query, words)['results']);

describe('a result', () => {
  test('leads to its page by its kind, and what is no case has no outcome', () => {
    const { outcome: _outcome, ...plain } = card;
    const session = resultOf(hitOf({ id: '2027-mesas', card: { ...plain, kind: 'session', countries: [], verdicts: [] } }));
    expect(session).toContain('href="/es/sessions/2027-mesas/"');
    expect(session).toContain('<p class="case-meta"><span>«session»</span></p>');
    expect(resultOf(hitOf())).toContain('class="outcome outcome-worked"');
  });

  test('that is a copy leads to its page here and says whose it is; one of a search server leads to its own site', () => {
    const copy = resultOf(hitOf({ id: foreignId('sul', 'agua') }));
    expect(copy).toContain('href="/es/registries/sul/cases/agua/"');
    expect(copy).toContain('search.peer O que funciona Sul');
    const away = resultOf(hitOf({ peer: { name: 'Uruguay', url: 'https://uy.example' } }));
    expect(away).toContain('href="https://uy.example/es/cases/ceibal/"');
    expect(away).toContain('search.peer Uruguay');
  });

  test('names the registries that have the same case, and leads to what they say; not what another server says of them', () => {
    const also = ['sul_agua', 'unknown_agua'];
    const shown = resultOf(hitOf({ card: { ...card, also } }));
    expect(shown).toContain('<a href="/es/registries/sul/cases/agua/">search.also O que funciona Sul</a>');
    expect(shown).not.toContain('unknown');
    const away = hitOf({ card: { ...card, also }, peer: { name: 'Uruguay', url: 'https://uy.example' } });
    expect(resultOf(away)).not.toContain('search.also');
    const twin = hitOf({ id: 'agua', peer: { name: 'Sul', url: 'https://sul.example' } });
    const own = hitOf({ card: { ...card, also } });
    const others = [hitOf({ ...twin, id: 'otra' }), hitOf({ ...twin, peer: away.peer! })];
    expect(withoutTwins(pageOf({ hits: [own, twin, ...others], total: 9 }), { Sul: 'sul' })).toMatchObject({
      ...{ total: 8, hits: [own, ...others] },
    });
    expect(withoutTwins(pageOf({ hits: [away, twin], total: 2 }), { Sul: 'sul' }).total).toBe(2);
    const copy = hitOf({ id: 'sul_agua' });
    expect(withoutTwins(pageOf({ hits: [copy, twin], total: 2 }), { Sul: 'sul' }).hits).toEqual([copy]);
  });

  test('shows words that matched, and markup as text', () => {
    const title = [
      { text: '<b>', hit: false },
      { text: 'laptop', hit: true },
    ];
    expect(resultOf(hitOf({ matched: { title, problem: text('') } }))).toContain('&#x3C;b><mark>laptop</mark>');
  });

  test('shows the lesson with a word of the question, else the passage', () => {
    const passage = { field: 'body' as const, segments: [{ text: 'pasaje', hit: true }] };
    const matched = { ...hitOf().matched, passage };
    const lesson = (hit: boolean) => ({ id: 'l1', kind: 'works', text: 'lección', segments: [{ text: 'lección', hit }] });
    expect(resultOf(hitOf({ matched, bestLesson: lesson(true) }))).toContain('/es/cases/ceibal/#lesson-l1');
    expect(resultOf(hitOf({ matched, bestLesson: lesson(false) }))).toContain('<mark>pasaje</mark>');
  });

  test('in another language has the language of its words, and says it', () => {
    const other = resultOf(hitOf({ card: { ...card, language: 'pt', isFallback: true } }));
    expect(other).toContain('<p class="case-problem" lang="pt">');
    expect(other).toContain('translation.inLanguage PT');
  });
});

test('a question without an answer gets problems; only a question has words to change', () => {
  const nothing = pageOf({ state: 'nothing', total: 0, hits: [], problems: { named: ['violence'], nearest: ['health'] } });
  const parts = answerParts(nothing, query, words);
  expect(html(parts['named'])).toContain('«violence»');
  expect(html(parts['nearest'])).toContain('<a href="/es/challenges/health/">«health»</a>');
  const shownIn = (page: SearchPage, q: string) => {
    const said = answerParts(page, { ...query, q }, words);
    return ['empty', 'empty-words', 'named', 'nearest', 'lessons', 'pages'].filter((id) => said[id]!.isShown);
  };
  expect(shownIn(nothing, 'laptop')).toEqual(['empty', 'named', 'nearest']);
  expect(shownIn(pageOf({ total: 0, hits: [] }), 'laptop')).toEqual(['empty', 'empty-words']);
  expect(shownIn(pageOf({ total: 0, hits: [] }), ' ')).toEqual(['empty']);
  expect(answerParts(pageOf(), query, words)['empty']!.isShown).toBe(false);
});

test('what is near says what it shares, and never that it shares the whole question', () => {
  const statusOf = (q: string, shared: string[]) =>
    html(answerParts(pageOf({ state: 'near', shared }), { ...query, q }, words)['status']);
  expect(statusOf('canal seco', ['canal'])).toBe('search.near canal seco search.word canal');
  expect(statusOf('¿ANMAT?', ['ANMAT'])).toBe('search.near.named ¿ANMAT?');
  expect(statusOf('uno dos tres cuatro', ['uno', 'dos', 'tres', 'cuatro'])).toBe('search.near.several uno dos tres cuatro');
  const meant = pageOf({ state: 'near', shared: ['acero'], suggestion: 'acero azul' });
  expect(html(answerParts(meant, { ...query, q: 'asero azul' }, words)['status'])).toBe(
    'search.near acero azul search.word acero',
  );
  const noted = pageOf({ state: 'near', shared: ['uno'], missing: ['dos', 'tres', 'cuatro', 'cinco'] });
  const note = html(answerParts(noted, { ...query, q: 'uno dos tres cuatro cinco' }, words)['note']);
  expect(note).toContain('search.word dos, search.word tres y search.word cuatro');
  expect(note).not.toContain('uno');
});

test('a question with choices that finds nothing says so; what it does not name is told as one word, or as the whole question', () => {
  const statusOf = (more: Partial<SearchPage>, asked: Partial<typeof query> = {}) =>
    html(answerParts(pageOf({ total: 0, hits: [], ...more }), { ...query, ...asked }, words)['status']);
  expect(statusOf({}, { filters: { country: ['URY'] } })).toBe('search.filtered laptop');
  const q = 'laptop cuántica';
  expect(statusOf({ state: 'nothing', missing: ['cuántica'] }, { q })).toBe('search.nothing search.word cuántica');
  expect(statusOf({ state: 'nothing', missing: ['laptop', 'cuántica'] }, { q })).toBe(`search.nothing search.word ${q}`);
});

test('how an answer was found is noted of what there is', () => {
  const noteOf = (more: Partial<SearchPage>) => html(answerParts(pageOf(more), query, words)['note']);
  expect(noteOf({ intent: 'fails' })).toContain('search.intent.fails');
  expect(noteOf({ intent: 'fails', total: 0, hits: [] })).not.toContain('search.intent');
  expect(noteOf({ relaxed: true })).toContain('search.relaxed');
  expect(noteOf({ relaxed: true, state: 'near', shared: ['laptop'] })).not.toContain('search.relaxed');
});

test('pages lead to those before and after', () => {
  const said = html(pagesPart({ total: 50, page: 2, size: 20 }, query, words));
  expect(said).toContain('<a href="?q=laptop" rel="prev">');
  expect(said).toContain('<a href="?q=laptop&#x26;page=3" rel="next">');
  expect(pagesPart({ total: 20, page: 1, size: 20 }, query, words).isShown).toBe(false);
});

test('the id of a copy is read as it is written, and one of ours is none', () => {
  expect(readForeignId(foreignId('sul', 'agua-limpia'))).toEqual({ peer: 'sul', id: 'agua-limpia' });
  expect(readForeignId('agua-limpia')).toBeUndefined();
});
