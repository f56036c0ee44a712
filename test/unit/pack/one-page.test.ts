import { onePage } from '#registry/pack/format/one-page.ts';
import { briefsPack, type Choice } from '#registry/pack/choice.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { expect, test } from 'vitest';
import { registry } from '../../real-content.ts';

const speakers = [...registry.locales.values()].map((locale) => makeSpeaker(registry, locale));
/** How much there is to set. */
const lengthOf = (choice: Choice) => JSON.stringify(briefsPack(choice)).length;

test('the brief of every case is one page of PDF/UA, in the language in which it is longest', async () => {
  const longer: string[] = [];
  for (const record of registry.cases.values()) {
    const choices = speakers.map((speaker): Choice => {
      return { cases: [record], speaker, siteUrl: 'https://example.org', versionOf: () => '0123456789' };
    });
    const [longest] = choices.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    const { pages } = await onePage(longest!);
    if (pages !== 1) longer.push(`${record.id}: ${pages}`);
  }
  expect(registry.cases.size).toBeGreaterThan(50);
  expect(longer).toEqual([]);
});
