import { describe, expect, test } from 'vitest';
import { byLikeness, likenessList, type Setting } from '#registry/compare/likeness.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { translate } from '#registry/locale/translate.ts';
import { builtFiles, pageAt, readBuilt } from './built-site.ts';
import { contentLocales } from './content.ts';

describe.each([...contentLocales.keys()])('the page in %s that asks where a reader is', (id) => {
  test('has every word that its script says of any problem, so that it answers without a server', () => {
    const { document } = pageAt(`/${id}/here/`);
    const locale = JSON.parse(document.querySelector('#choice-settings')!.textContent!) as Locale;
    const files = [...builtFiles].filter((file) => new RegExp(`^/${id}/challenges/.*\\.settings\\.json$`).test(file));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const settings = JSON.parse(readBuilt(file)) as Setting[];
      const found = byLikeness(settings, { country: 'HND', level: 'city' });
      const list = likenessList(found, (key, values) => translate(locale, key, values));
      expect(list).toContain('type="checkbox" name="case"');
    }
    expect(document.querySelector('form#pick')).not.toBeNull();
  });
});
