import { beforeAll, describe, expect, test } from 'vitest';
import type { SearchDocument } from '#registry/search/document.ts';
import type { SearchEngine } from '#registry/search/engine.ts';
import { pageSchema, type SearchPage } from '#registry/search/page.ts';
import { querySchema, type SearchRequest } from '#registry/search/query.ts';
import { documents, ids, testLocales } from './search-documents.ts';

/** The contract of every search engine; an adapter must pass it. */
export function describeSearchEngine(name: string, make: (documents: SearchDocument[]) => Promise<SearchEngine>): void {
  describe(`the ${name} engine`, () => {
    let engine: SearchEngine;
    beforeAll(async () => {
      engine = await make(documents);
    });

    async function ask(q: string, request: Partial<SearchRequest> = {}): Promise<SearchPage> {
      const page = await engine.search(querySchema.parse({ q, locale: 'es', ...request }));
      return pageSchema.parse(page);
    }
    const found = async (q: string, request?: Partial<SearchRequest>) => (await ask(q, request)).hits.map((hit) => hit.id);

    describe('finds', () => {
      test.each([
        ['es', 'mineria', 'minería', 'mining'],
        ['pt', 'orcamento', 'orçamento', 'budget'],
        ['es', 'tecnologico', 'tecnológico', 'ceibal'],
      ])('in %s, "%s" as well as "%s", in the same order', async (locale, bare, accented, id) => {
        expect((await found(bare, { locale }))[0]).toBe(id);
        expect(await found(bare, { locale })).toEqual(await found(accented, { locale }));
      });

      test.each([
        ['es', 'escuelas publicas', 'ceibal'],
        ['es', 'mesa sectorial', 'tables-2'],
        ['pt', 'orçamentos participativos', 'budget'],
        ['en', 'supplier', 'mining'],
        ['en', 'factory', 'industry'],
      ])('in %s, another number or gender of a word: "%s"', async (locale, q, id) => {
        expect(await found(q, { locale })).toContain(id);
      });

      test.each([
        ['industria 4.0', 'industry'],
        ['mesas 2.0', 'tables-2'],
        ['BNDES', 'budget'],
        ['corfo', 'mining'],
        ['latu', 'ceibal'],
      ])('short codes and names: "%s"', async (q, id) => {
        expect((await found(q))[0]).toBe(id);
      });

      test('a word that is still being typed, by its beginning', async () => {
        expect(await found('prov')).toContain('mining');
        expect(await found('mesas ejecut')).toContain('tables-2');
      });

      test('a word that only the body has', async () => {
        expect(await found('mantenimiento')).toEqual(['ceibal']);
      });

      test('a question made of function words alone, rather than nothing', async () => {
        expect((await ask('cómo')).total).toBeGreaterThan(0);
      });
    });

    describe('a reader of any language', () => {
      test.each(testLocales)('in %s, finds every case', async (locale) => {
        expect((await found('', { locale, size: 100 })).toSorted()).toEqual(ids.toSorted());
      });

      test.each(testLocales)('in %s, finds a case by the words of a language it is shown in to others', async (locale) => {
        expect((await found('orçamento participativo', { locale }))[0]).toBe('budget');
        expect((await found('computadora escolar', { locale }))[0]).toBe('ceibal');
        expect((await found('cleaner mining suppliers', { locale }))[0]).toBe('mining');
      });

      test('finds an untranslated case by the label of its concepts, and is told that it is not translated', async () => {
        const { hits } = await ask('presupuesto participativo');
        expect(hits[0]).toMatchObject({
          id: 'budget',
          card: { language: 'pt', isFallback: true, title: 'Orçamento participativo na cidade' },
        });
      });

      test('finds a country by its name in their language', async () => {
        expect(await found('Brazil', { locale: 'en' })).toEqual(['budget']);
        expect(await found('uruguai', { locale: 'pt' })).toEqual(['ceibal']);
      });

      test('of a locale the registry does not have gets an empty page', async () => {
        expect(await ask('plan', { locale: 'fr' })).toMatchObject({ total: 0, hits: [] });
      });
    });

    describe('a word that is misspelt or unknown', () => {
      test('is read as the nearest word there is, which the page says', async () => {
        const page = await ask('ceival');
        expect(page.hits[0]?.id).toBe('ceibal');
        expect(page.suggestion).toBe('Ceibal');
      });

      test('is looked for as it was typed, if asked', async () => {
        const page = await ask('ceival', { asTyped: true });
        expect(page).toMatchObject({ state: 'nothing', total: 0, hits: [], missing: ['ceival'] });
        expect(page.suggestion).toBeUndefined();
      });

      test.each([
        ['litio', 'a short word'],
        ['cárceles', 'a word that a problem of the vocabulary has'],
        ['minería ceival', 'beside another word that cases are about'],
      ])('%s is never read as another: %s', async (q) => {
        expect((await ask(q)).suggestion).toBeUndefined();
      });

      test('never empties the page', async () => {
        const page = await ask('zzyzx minería');
        expect(page.hits[0]?.id).toBe('mining');
        expect(page.relaxed).toBe(true);
      });

      test('is not looked for when the word exists', async () => {
        expect((await ask('plan')).suggestion).toBeUndefined();
      });

      test('is left alone when it is a short code', async () => {
        expect(await ask('BNX')).toMatchObject({ total: 0 });
      });
    });

    describe('says honestly whether it has an answer', () => {
      test.each(['computadoras para escolares', 'minería', 'orçamento participativo', 'suppliers for mining', ''])(
        'to %j it has',
        async (q) => {
          expect((await ask(q)).state).toBe('answers');
        },
      );

      test('when nothing has all of a question, a few that share a word of it are shown, and the word is named', async () => {
        const page = await ask('minería submarina');
        expect(page).toMatchObject({ state: 'near', shared: ['minería'], missing: ['submarina'] });
        expect(page.hits.map(({ id }) => id)).toEqual(['mining']);
      });

      test.each(['hospitales saturados', 'xyzzyqwv', 'cárceles'])('to %j it has nothing, and shows nothing', async (q) => {
        const page = await ask(q);
        expect(page).toMatchObject({ state: 'nothing', total: 0, hits: [], lessons: [] });
        expect(Object.values(page.facets).flat()).toEqual([]);
        expect(page.missing.length).toBeGreaterThan(0);
      });

      test('a question that names a problem without cases is told its name, and the nearest problems with cases', async () => {
        expect((await ask('ciberseguridad')).problems).toEqual({ named: ['data-and-privacy'], nearest: ['digital-divide'] });
        expect((await ask('prison overcrowding', { locale: 'en' })).problems).toEqual({ named: ['prisons'], nearest: [] });
      });

      test('choices in the facets do not change it', async () => {
        expect(await ask('minería', { filters: { country: ['URY'] } })).toMatchObject({ state: 'answers', total: 0 });
      });
    });

    describe('what failed, and what worked', () => {
      test.each([
        ['es', 'qué falló'],
        ['es', 'lo que no funcionó'],
        ['pt', 'o que deu errado'],
        ['en', 'what failed'],
      ])('asked alone, in %s, %j gives the cases that did not work, and their lessons', async (locale, q) => {
        const page = await ask(q, { locale });
        expect(page).toMatchObject({ state: 'answers', intent: 'fails' });
        expect(page.hits.map(({ id }) => id)).toEqual(['tables-1']);
        expect(page.lessons.map((lesson) => [lesson.case, lesson.kind])).toEqual([['tables-1', 'fails']]);
      });

      test('asked of a subject, gives lessons about it that say so', async () => {
        const page = await ask('qué falló en las mesas sectoriales');
        expect(page.hits[0]?.id).toBe('tables-1');
        expect(page.lessons.map(({ kind }) => kind)).toEqual(['fails']);
        expect((await ask('qué funcionó en las mesas sectoriales')).lessons.map(({ kind }) => kind)).toContain('works');
      });

      test('both together are no question for one of them', async () => {
        expect((await ask('mesas: qué funcionó y qué falló')).intent).toBeUndefined();
      });
    });

    describe('order', () => {
      test('a case with more of the words comes before one that repeats a single word', async () => {
        const order = await found('mesas ejecutivas');
        expect(order.slice(0, 2)).toEqual(['tables-2', 'tables-1']);
      });

      test('a page says when some of its cases lack a word', async () => {
        expect((await ask('mesas ejecutivas')).relaxed).toBe(true);
        expect((await ask('computadora')).relaxed).toBe(false);
      });

      test('without words, the case compiled last comes first', async () => {
        expect(await found('')).toEqual(['ceibal', 'mining', 'budget', 'tables-2', 'tables-1', 'industry']);
      });

      test('newest first, if asked', async () => {
        expect(await found('mesas', { sort: 'newest' })).toEqual(['tables-2', 'tables-1']);
      });
    });

    describe('a phrase in quotes', () => {
      test('must stand in the text as it is', async () => {
        expect(await found('"mesas ejecutivas"')).toEqual(['tables-2']);
        expect(await found('“escuela pública”')).toEqual(['ceibal']);
      });

      test('that nobody wrote is given up rather than answered with nothing', async () => {
        const page = await ask('"ejecutivas mesas"');
        expect(page.total).toBeGreaterThan(0);
        expect(page.relaxed).toBe(true);
      });
    });

    describe('facets', () => {
      const counts = (page: SearchPage, facet: keyof SearchPage['facets']) =>
        Object.fromEntries(page.facets[facet].map(({ value, count }) => [value, count]));

      test('count the results of each value', async () => {
        expect(counts(await ask(''), 'outcome')).toEqual({ worked: 3, mixed: 1, 'did-not-work': 1, 'too-early': 1 });
      });

      test('several values mean any of them', async () => {
        expect(await found('', { filters: { country: ['URY', 'BRA'] } })).toEqual(['ceibal', 'budget']);
      });

      test('several facets mean all of them', async () => {
        expect(await found('', { filters: { country: ['ARG'], outcome: ['worked'] } })).toEqual(['tables-2']);
      });

      test('the counts of a facet ignore its own selection, and follow the others', async () => {
        const page = await ask('', { filters: { country: ['ARG'] } });
        expect(counts(page, 'country')).toEqual({ ARG: 2, BRA: 1, CHL: 1, MEX: 1, URY: 1 });
        expect(counts(page, 'outcome')).toEqual({ worked: 1, 'did-not-work': 1 });
      });

      test('the counts follow the words', async () => {
        expect(counts(await ask('computadora'), 'country')).toEqual({ URY: 1 });
      });

      test.each(['', 'mesas ejecutivas', 'minería submarina', 'proveedores de la minería y mesas para las escuelas'])(
        'each count for %j is what a tick yields, also beside other ticks',
        async (q) => {
          for (const filters of [{}, { outcome: ['worked', 'mixed'] }]) {
            const { facets } = await ask(q, { filters });
            for (const facet of ['country', 'level', 'kind'] as const) {
              const ticked = facets[facet].map(async ({ value, count }) => {
                const { total } = await ask(q, { filters: { ...filters, [facet]: [value] } });
                return [value, count, total];
              });
              for (const [value, count, total] of await Promise.all(ticked))
                expect([facet, value, total]).toEqual([facet, value, count]);
            }
          }
        },
      );

      test('a selected value stays listed when nothing is left for it', async () => {
        const page = await ask('computadora', { filters: { country: ['ARG'] } });
        expect(page.total).toBe(0);
        expect(counts(page, 'country')).toEqual({ ARG: 0, URY: 1 });
      });

      test('a value that does not exist finds nothing', async () => {
        expect(await ask('', { filters: { sector: ['no-such"sector'] } })).toMatchObject({ total: 0, hits: [] });
      });
    });

    describe('pages', () => {
      test('cut the results without losing or repeating one', async () => {
        const pages = await Promise.all([1, 2, 3, 4].map((page) => ask('', { page, size: 2 })));
        expect(pages.map((page) => page.hits.length)).toEqual([2, 2, 2, 0]);
        expect(new Set(pages.flatMap((page) => page.hits.map((hit) => hit.id))).size).toBe(6);
        expect(pages.every((page) => page.total === 6 && page.size === 2)).toBe(true);
      });
    });

    describe('why a case was found', () => {
      test('a word that only a concept of it has is explained by the concept', async () => {
        const { hits } = await ask('brecha');
        expect(hits[0]).toMatchObject({ id: 'ceibal', through: [{ word: 'brecha', concept: 'Brecha digital' }] });
      });

      test('a word that only another language has is explained by the language', async () => {
        const { hits } = await ask('suppliers');
        expect(hits[0]).toMatchObject({ id: 'mining', through: [{ word: 'suppliers', language: 'en' }] });
      });

      test('a word that the reader sees, and a country, need no explanation', async () => {
        expect((await ask('computadora')).hits[0]?.through).toBeUndefined();
        expect((await ask('uruguay')).hits[0]?.through).toBeUndefined();
      });

      test('its matching words are marked as the text has them, accents and all', async () => {
        const { hits } = await ask('mineria');
        expect(hits[0]?.matched.title).toContainEqual({ text: 'minería', hit: true });
        expect(hits[0]?.matched.title.map((segment) => segment.text).join('')).toBe(hits[0]?.card.title);
      });

      test('the lesson that has most of the words is given', async () => {
        const { hits } = await ask('aprendizaje de los niños');
        expect(hits[0]?.bestLesson).toMatchObject({ id: 'first', text: 'Entregar equipos no asegura el aprendizaje.' });
        expect(hits[0]?.bestLesson?.segments).toContainEqual({ text: 'aprendizaje', hit: true });
      });

      test('no lesson is given when none has a word', async () => {
        expect((await ask('"Plan Ceibal"')).hits[0]?.bestLesson).toBeUndefined();
      });

      test('a passage of the body shows a word that title and problem lack', async () => {
        const passage = (await ask('voluntarios')).hits[0]?.matched.passage;
        expect(passage?.field).toBe('body');
        expect(passage?.segments).toContainEqual({ text: 'voluntarios', hit: true });
      });

      test('text is text: what looks like HTML comes as it was written', async () => {
        const { hits } = await ask('industry onerror', { locale: 'en' });
        expect(hits[0]?.matched.title.map((segment) => segment.text).join('')).toBe(
          'Industry 4.0 <img src=x onerror=alert(1)> in Nuevo León',
        );
      });
    });

    test.each(['"', '""', '*', 'a"b"c', '\\', 'título:(', '😀', '\u0000', '-', '"".""', 'mesas"'])(
      'no text breaks it: %j',
      async (q) => {
        await expect(ask(q)).resolves.toBeDefined();
      },
    );
  });
}
