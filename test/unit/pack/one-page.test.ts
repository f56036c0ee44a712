import { onePage } from '#registry/pack/format/one-page.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { expect, test } from 'vitest';
import { registry } from '../../real-content.ts';

test.each([...registry.locales.keys()])('the brief of every case is one page of PDF/UA in %s', async (locale) => {
  const speaker = makeSpeaker(registry, registry.locales.get(locale)!);
  const longer: string[] = [];
  for (const record of registry.cases.values()) {
    const choice = { cases: [record], speaker, siteUrl: 'https://example.org', versionOf: () => '0123456789' };
    const { pages } = await onePage(choice);
    if (pages !== 1) longer.push(`${record.id}: ${pages}`);
  }
  expect(registry.cases.size).toBeGreaterThan(50);
  expect(longer).toEqual([]);
});
