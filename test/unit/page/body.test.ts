import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { casePage } from '#registry/case/page/case-page.ts';
import { checkRegistry } from '#registry/check.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { viewRecord } from '#registry/record/view.ts';
import type { Tree } from '#registry/content/tree.ts';
import { preview } from '../../../api/form/preview.ts';
import { formContextFor } from '../../../api/form/form-context.ts';
import { FIXTURE_DAY, readFixtureRegistry, withChange } from '../../fixtures/fixture-tree.ts';

const id = 'worked-with-citations';
const file = `cases/ury/${id}/index.md`;
const OPEN = '## Preguntas abiertas';
let tree: Tree;
beforeAll(async () => void (tree = await readFixtureRegistry()));

/** The findings and the page of a record after text was added to two of its sections. */
function show(context: string, open: string, locale = 'es') {
  const found = withChange(
    withChange(tree, file, '## Qué se hizo', `${context}\n\n## Qué se hizo`),
    file,
    OPEN,
    `${OPEN}\n\n${open}`,
  );
  const { registry } = readRegistry(found);
  const record = registry.cases.get(id)!;
  const findings = checkRegistry(found, { today: FIXTURE_DAY });
  const speaker = makeSpeaker(registry, registry.locales.get(locale)!);
  const page = html(casePage({ view: viewRecord(record, locale), record, speaker }));
  const { document } = parseHTML(`<main>${page}</main>`);
  const shown = html(preview(record, formContextFor(registry, registry.locales.get(locale)!, 30)));
  return {
    document,
    codes: findings.filter((each) => each.file === file).map(({ code }) => code),
    page,
    preview: parseHTML(`<main>${shown}</main>`).document,
  };
}
const hrefOf = (document: Document, words: string) =>
  [...document.querySelectorAll('a')].find(({ textContent }) => textContent === words)?.getAttribute('href');

describe('a body is one document', () => {
  test('a definition holds for all its sections, wherever it stands', () => {
    const { document, codes } = show(
      'Véase [el informe][1] y [otro][].',
      '[1]: https://example.org/a "Un título"\n[otro]: https://example.org/b',
    );
    expect(codes).toEqual([]);
    expect(hrefOf(document, 'el informe')).toBe('https://example.org/a');
    expect(hrefOf(document, 'otro')).toBe('https://example.org/b');
    expect(document.querySelector('#what-was-done a[title="Un título"]')).not.toBeNull();
  });

  test.each([
    ['inline', '[caso](../../int/snapshot-of-two-countries/index.md)', ''],
    ['by reference', '[caso][c]', '[c]: ../../int/snapshot-of-two-countries/index.md'],
    ['by a reference that is its words', '[caso][]', '[caso]: ../../int/snapshot-of-two-countries/index.md'],
    ['by its words alone', '[caso]', '[caso]: ../../int/snapshot-of-two-countries/index.md'],
    ['with angle brackets', '[caso](<../../int/snapshot-of-two-countries/index.md>)', ''],
    ['with a title', '[caso](../../int/snapshot-of-two-countries/index.md "Otro")', ''],
    ['with a query', '[caso](../../int/snapshot-of-two-countries/index.md?plain=1)', ''],
    ['with a fragment that its page does not have', '[caso](../../int/snapshot-of-two-countries/index.md#nada)', ''],
    ['to a translation', '[caso](../../bra/failed-and-says-why/es.md)', ''],
    ['with emphasis in its words', '[*caso*](../../int/snapshot-of-two-countries/index.md)', ''],
  ])('a link to another case, %s, leads to its page, there and in the preview', (_how, link, definition) => {
    const { document, preview: shown, codes } = show(link, definition);
    expect(codes).toEqual([]);
    const wanted = link.includes('failed') ? '/es/cases/failed-and-says-why/' : '/es/cases/snapshot-of-two-countries/';
    expect(hrefOf(document, 'caso')).toBe(wanted);
    expect(hrefOf(shown, 'caso')).toBe(wanted);
  });

  test.each([
    ['#resultados', '#results'],
    ['#results', '#results'],
    ['#qué-se-hizo', '#what-was-done'],
    ['#qu%C3%A9-se-hizo', '#what-was-done'],
    ['#que\u0301-se-hizo', '#what-was-done'],
    ['#what-was-done', '#what-was-done'],
    ['#contexto', '#what-was-done'],
    ['#preguntas-abiertas', '#open-questions'],
    ['#de-qué-depende', ''],
    ['#%E0%A4%A', ''],
    ['#top', ''],
  ])('and with the fragment %s to its section', (fragment, anchor) => {
    const { document, codes } = show(`[caso](../${id}/index.md${fragment})`, '');
    expect(codes).toEqual([]);
    expect(hrefOf(document, 'caso')).toBe(`/es/cases/${id}/${anchor}`);
    if (anchor) expect(document.querySelector(anchor)).not.toBeNull();
  });

  test('a link to a case that is not published leaves its words', () => {
    const { document } = show('[caso](../../int/nobody-knows/index.md) y [otra][x]', '[x]: ../nada.md');
    expect(hrefOf(document, 'caso')).toBeUndefined();
    expect(document.querySelector('#what-was-done')!.textContent).toContain('caso y otra');
  });
});

describe('the notes of a body', () => {
  const both = () =>
    show('Uno.[^1] Otra vez.[^1]', 'Dos.[^b]\n\n[^1]: Nota primera [@annual-report-2019, page 2].\n\n[^b]: Nota segunda.');

  test('are one list, with letters, in the words of the page and under a heading of its level', () => {
    const { document, codes, page } = both();
    expect(codes).toEqual([]);
    expect(page).not.toMatch(/Footnotes|Back to reference/);
    const notes = document.querySelector('section#notes')!;
    expect(notes.querySelector('h2')!.textContent).toBe('Notas');
    expect(notes.querySelectorAll('li').length).toBe(2);
    expect(notes.querySelector('ol')!.getAttribute('type')).toBe('a');
    expect([...document.querySelectorAll('[data-footnote-ref]')].map(({ textContent }) => textContent)).toEqual(['a', 'a', 'b']);
    expect([...notes.querySelectorAll('a[aria-label]')].map((link) => link.getAttribute('aria-label'))).toEqual([
      ...['source', 'a', 'a 2'].map((mark) => (mark === 'source' ? 'Fuente 1, página 2' : `Volver al texto, nota ${mark}`)),
      'Volver al texto, nota b',
    ]);
    expect(document.querySelector('nav.contents a[href="#notes"]')!.textContent).toBe('Notas');
  });

  test.each(['page', 'preview'] as const)('lead to each other on the %s, and no name stands for two things', (where) => {
    const { document, preview: shown } = both();
    const root = where === 'page' ? document : shown;
    const ids = [...root.querySelectorAll('[id]')].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    const inside = [...root.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')!.slice(1));
    expect(inside.length).toBeGreaterThan(6);
    expect(inside.filter((target) => !ids.includes(target))).toEqual([]);
    for (const mark of root.querySelectorAll('[aria-describedby]')) expect(ids).toContain(mark.getAttribute('aria-describedby'));
  });

  test.each([
    ['pt', 'Notas', 'Voltar ao texto, nota a'],
    ['en', 'Notes', 'Back to the text, note a'],
  ])('speak %s on pages of that language', (locale, title, back) => {
    const translation = `cases/ury/${id}/${locale}.md`;
    const first = /\n## .*\n/.exec((tree.get(translation) as { text: string }).text)![0];
    const put = withChange(tree, translation, first, `${first}\n?[^1]\n\n[^1]: !\n`);
    const { registry } = readRegistry(put);
    const record = registry.cases.get(id)!;
    const speaker = makeSpeaker(registry, registry.locales.get(locale)!);
    const { document } = parseHTML(`<main>${html(casePage({ view: viewRecord(record, locale), record, speaker }))}</main>`);
    expect(document.querySelector('#notes h2')!.textContent).toBe(title);
    expect(document.querySelector('#notes [data-footnote-backref]')!.getAttribute('aria-label')).toBe(back);
  });

  test('are not there when there are none', () => {
    expect(show('', '').document.querySelector('#notes')).toBeNull();
  });
});
