import { expect, test } from 'vitest';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { newsFeed } from '#registry/publication/feed.ts';
import { commitmentNews, sessionNews } from '#registry/publication/session-news.ts';
import { readRegistry } from '#registry/read.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const { registry } = readRegistry(await readFixtureRegistry());
const speaker = makeSpeaker(registry, registry.locales.get('es')!);

test('a commitment is news when its lab reports, and on the day on which it owed a report and made none', () => {
  const [told] = commitmentNews(speaker, '2027-01-01');
  const facts = registry.commitments.get('one-menu-in-two-towns')!.facts;
  expect(told).toMatchObject({
    path: '/es/commitments/one-menu-in-two-towns/',
    published: facts.made,
    changed: facts.reports!.at(-1)!.on,
  });
  expect(told!.title).toContain(facts.text);
  const [silent] = commitmentNews(speaker, '2027-12-31');
  expect(silent).toMatchObject({ changed: facts.due, summary: speaker.label('commitment-statuses', 'silent') });
});

test('a session is news again on the day of each edition, and of a record its words alone are in a feed', () => {
  const edition = (date: string) => ({ date }) as NonNullable<ReturnType<typeof registry.editions.get>>[number];
  const editions = new Map([['lunch-2027', [edition('2027-03-01'), edition('2027-02-01')]]]);
  const [item] = sessionNews({ ...speaker, registry: { ...registry, editions } });
  expect(item).toMatchObject({ published: '2026-11-01', changed: '2027-03-01' });
  const { atom } = newsFeed([{ ...item!, text: 'a <script> & b' }], registry, speaker.locale, {
    ...{ siteUrl: 'https://a.example', description: 'd', atom: '/es/feed.xml' },
  });
  expect(atom).toContain('<content type="html"><![CDATA[a &lt;script&gt; &amp; b]]></content>');
});

test('a session is news on the day on which it is proposed, as Atom and as JSON Feed', () => {
  const items = sessionNews(speaker);
  expect(items).toMatchObject([{ title: 'Comer en la escuela con lo que se produce cerca', changed: '2026-11-01' }]);
  const { atom, json } = newsFeed(items, registry, speaker.locale, {
    ...{ siteUrl: 'https://a.example', description: 'd', page: '/es/sessions/' },
    ...{ atom: '/es/sessions/feed.xml', json: '/es/sessions/feed.json' },
  });
  expect(atom).toContain('<id>https://a.example/es/sessions/lunch-2027/</id>');
  expect((JSON.parse(json) as { items: object[] }).items).toMatchObject([
    { url: 'https://a.example/es/sessions/lunch-2027/', title: items[0]!.title },
  ]);
});
