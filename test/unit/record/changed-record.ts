import { parseHTML } from 'linkedom';
import { casePage } from '#registry/case/page/case-page.ts';
import { checkRegistry } from '#registry/check.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { readRegistry } from '#registry/read.ts';
import { viewRecord } from '#registry/record/view.ts';
import { withChange } from '../../fixtures/fixture-tree.ts';
import type { FixtureContext } from '../submission/quick-submission.ts';

export const CHANGED_ID = 'worked-with-citations';
export const CHANGED_FILE = `cases/ury/${CHANGED_ID}/index.md`;

/** The findings of a record's file after a change, its facts, and its page in Spanish; the page is empty when there is no record. */
export function changeRecord(context: FixtureContext, find: string, put: string) {
  const tree = withChange(context.tree, CHANGED_FILE, find, put);
  const { registry } = readRegistry(tree);
  const record = registry.cases.get(CHANGED_ID);
  const speaker = makeSpeaker(registry, context.es);
  const page = record ? html(casePage({ view: viewRecord(record, 'es'), record, speaker })) : '';
  const found = checkRegistry(tree, { today: context.day }).filter(({ file }) => file === CHANGED_FILE);
  return {
    found,
    codes: found.map(({ code }) => code),
    said: found.map((finding) => describeFinding(finding, context.es).message),
    hints: found.map((finding) => describeFinding(finding, context.es).hint),
    facts: record?.facts,
    document: parseHTML(`<main>${page}</main>`).document,
  };
}

/** The same of some text in its body. */
export const changeBody = (context: FixtureContext, text: string) =>
  changeRecord(context, '## Qué se hizo', `${text}\n\n## Qué se hizo`);

/** The address of the link with these words. */
export const hrefOf = (document: Document, words: string): string | null | undefined =>
  [...document.querySelectorAll('a')].find(({ textContent }) => textContent === words)?.getAttribute('href');
