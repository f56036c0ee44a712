import { toHtml } from 'hast-util-to-html';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { formContextFor } from '../../api/form/form-context.ts';
import { preview } from '../../api/form/preview.ts';
import { runs } from '../property-runs.ts';
import { pageAt, textOf } from './built-site.ts';
import { registry } from '../real-content.ts';

/** What the published page has besides: how to cite it, how fresh it is, what to do with it, and that its words are a machine's. */
const ONLY_PUBLISHED = '#cite, #freshness, #related, .notice, .contents, .tools, .permalink, .print-only, .report';

/** Elements in order with their words; heading levels and anchor names differ on purpose. */
const outline = (root: Element): string[] =>
  [...root.querySelectorAll('*')].flatMap((element) => {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent ?? '');
    const words = own.join('').replaceAll(/\s+/g, ' ').trim();
    return words ? [`${element.tagName.replace(/^H\d$/, 'H')}.${element.className}: ${words}`] : [];
  });

test('the preview of the form shows a record as its published page does, word by word', async () => {
  const locales = [...registry.locales.values()];
  let compared = 0;
  for (const [at, [id, record]] of [...registry.cases].entries()) {
    // Each case in one of its languages, in turn.
    for (let turn = at; turn < at + Math.min(runs(1), locales.length); turn++) {
      const locale = locales[turn % locales.length]!;
      const page = pageAt(`/${locale.id}/cases/${id}/`).document.querySelector('article.case')!.cloneNode(true) as Element;
      const { document } = parseHTML(`<main>${toHtml(preview(record, formContextFor(registry, locale, 30)))}</main>`);
      const shown = document.querySelector('article')! as unknown as Element;
      for (const root of [page, shown]) for (const element of root.querySelectorAll(ONLY_PUBLISHED)) element.remove();
      for (const element of shown.querySelectorAll('#preview-attachments')) element.remove();
      for (const element of page.querySelectorAll('#attachments')) element.remove();
      expect(outline(shown), `${id} in ${locale.id}`).toEqual(outline(page));
      expect(textOf(shown).length).toBeGreaterThan(500);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(80);
});
