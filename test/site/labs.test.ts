import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { builtFiles, pageAt, readBuilt, textOf } from './built-site.ts';
import { contentLocales } from './content.ts';

const content = inject('content');
const frontMatter = (file: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(content[file]!)![1]!) as Record<string, unknown>;
const ids = Object.keys(content).flatMap((file) => /^labs\/([^/]+)\/index\.md$/.exec(file)?.[1] ?? []);

test.each([...contentLocales.keys()])('the page of a lab says in %s what it is', (locale) => {
  const own = locale === 'es' ? 'index' : locale;
  const { text } = frontMatter(`labs/lo-que-funciona/${own}.md`);
  expect(text).toBeTruthy();
  expect(textOf(pageAt(`/${locale}/labs/lo-que-funciona/`).document.querySelector('main'))).toContain(String(text));
});

test.each([...contentLocales])('a lab that is closed says in %s who answers for its records', (language, locale) => {
  const closed = ids.filter((id) => frontMatter(`labs/${id}/index.md`)['status'] === 'closed');
  expect(closed).toContain('pemandu');
  for (const id of closed) {
    const custodian = frontMatter(`labs/${id}/index.md`)['custodian'] as string;
    const name = frontMatter(`labs/${custodian}/index.md`)['name'] as string;
    const [before] = locale.strings['lab.custodian']!.split('{lab}');
    const said = textOf(pageAt(`/${language}/labs/${id}/`).document.querySelector('main'));
    expect(said).toContain(`${before}${name}`);
  }
});

test('each lab is published as data that its schema accepts', () => {
  expect(ids.length).toBeGreaterThan(30);
  const ajv = new Ajv2020({ strict: false, formats: { uri: (address: string) => URL.canParse(address) } });
  const validate = ajv.compile(JSON.parse(readBuilt('/schemas/lab.schema.json')) as object);
  for (const id of ids) {
    expect(builtFiles.has(`/labs/${id}.json`), id).toBe(true);
    validate(frontMatter(`labs/${id}/index.md`));
    expect(validate.errors ?? [], id).toEqual([]);
    expect(JSON.parse(readBuilt(`/labs/${id}.json`))).toMatchObject(frontMatter(`labs/${id}/index.md`));
  }
});

test.each([...contentLocales])(
  'the page of a lab says in %s where its lessons were used, and what is due is news',
  (language, locale) => {
    const { document } = pageAt(`/${language}/labs/ministerio-de-produccion-peru/`);
    const reuse = document.querySelector('section[aria-labelledby="reuse"]')!;
    expect(textOf(reuse)).toContain(locale.strings['reuse.quoted']);
    expect(reuse.querySelector(`a[href="/${language}/sessions/2027-mesas/"]`)).not.toBeNull();
    const sections = ids.map((id) =>
      textOf(pageAt(`/${language}/labs/${id}/`).document.querySelector('section[aria-labelledby="reuse"]')),
    );
    expect(sections.some((said) => said.includes(locale.strings['reuse.none']!))).toBe(true);
    for (const feed of [`/${language}/due.xml`, `/${language}/labs/aduana-argentina/due.xml`])
      expect(readBuilt(feed)).toContain(`<title>${locale.strings['due.feed.title']}`);
  },
);

test('the board of commitments shows what was announced before it began', () => {
  const { document } = pageAt('/es/commitments/');
  const planned = [...document.querySelectorAll('section[aria-labelledby="planned"] .case-title a')].map((link) =>
    link.getAttribute('href'),
  );
  expect(planned).toContain('/es/cases/caribbean-sustainable-tourism-mission/');
  expect(textOf(pageAt('/es/cases/caribbean-sustainable-tourism-mission/').document.querySelector('main'))).toMatch(
    /Está planeado, y no dice cuándo/,
  );
});
