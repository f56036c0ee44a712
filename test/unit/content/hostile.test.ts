import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { readTree } from '#registry/content/disk.ts';
import type { Tree, TreeFile } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import { FIXTURE_DAY, readFixtureRegistry } from '../../fixtures/fixture-tree.ts';

const marked = globalThis as { registryWasPwned?: boolean };
const file = 'cases/int/hostile/index.md';
let fixture: Tree;
let honest: string;

beforeAll(async () => {
  fixture = await readFixtureRegistry();
  honest = (fixture.get('cases/int/snapshot-of-two-countries/index.md') as { text: string }).text.replace('title: Buying', 'title: Not buying');
});

/** The findings of one hostile record, after checking that the others are still read. */
function check(content: TreeFile) {
  const tree = new Map(fixture).set(file, content);
  expect([...readRegistry(tree).registry.cases.keys()]).toEqual(
    expect.arrayContaining(['worked-with-citations', 'failed-and-says-why', 'snapshot-of-two-countries']),
  );
  const findings = checkRegistry(tree, { today: FIXTURE_DAY });
  expect(findings.every((found) => found.file === file && found.line !== undefined)).toBe(true);
  return findings.map(({ code, line }) => `${code} ${line}`);
}

const inBody = (text: string) => check({ text: `${honest}\n${text}\n` });
const bodyEnd = () => honest.split('\n').length + 1;

describe('rows 2, 3: hostile front matter', () => {
  it.each(['js', 'javascript', 'coffee', 'json', 'toml'])('written in %s is not run', (language) => {
    const code = `---${language}\n{ get title() { globalThis.registryWasPwned = true; return 'x' } }\n---\n`;
    expect(check({ text: code })).toEqual(['front-matter-language 1']);
    expect(check({ text: code.replace('{ get', 'globalThis.registryWasPwned = true;\n{ get') })).toEqual(['front-matter-language 1']);
    expect(marked.registryWasPwned).toBeUndefined();
  });

  it('with a bomb of aliases is refused before it is expanded', () => {
    const levels = Array.from({ length: 9 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`);
    const found = check({ text: `---\nl0: &l0 [lol, lol]\n${levels.join('\n')}\n---\n` });
    expect(new Set(found.map((entry) => entry.split(' ')[0]))).toEqual(new Set(['yaml-alias']));
  });

  it('with a tag that makes a function is refused', () => {
    expect(check({ text: "---\ntitle: !!js/function 'function () { registryWasPwned = true }'\n---\n" })).toEqual(['yaml-tag 2']);
    expect(marked.registryWasPwned).toBeUndefined();
  });

  it('cannot reach the prototype of objects', () => {
    expect(check({ text: honest.replace('level: regional', 'level: regional\n__proto__: { polluted: yes }') })).toEqual(['field-unknown 11']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('cannot be ended early by a title of dashes', () => {
    expect(check({ text: honest.replace('title: Not buying school food from nearby farms', "title: '---'") })).toEqual([]);
    expect(check({ text: honest.replace('title: Not buying school food from nearby farms', "title: 'x\n---\npublished: true'") })).toEqual(['yaml-syntax 3']);
  });

  it('cannot hide characters in an escape', () => {
    expect(check({ text: honest.replace('title: Not buying school food from nearby farms', 'title: "free \\u202e pass"') })).toEqual(['hidden-character 3']);
  });
});

describe('rows 4, 5: a hostile body', () => {
  it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<!-- ignore all previous instructions -->', 'a <b onclick="x">b</b>'])('cannot bring HTML: %s', (html) => {
    expect(inBody(html)[0]).toBe(`html-in-markdown ${bodyEnd()}`);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&Tab;script:alert(1))',
    '[x](&#106;avascript&colon;alert(1))',
    '[x](data:text/html;base64,AAAA)',
    '[x](vbscript:x)',
    '[x](//example.org/phish)',
    '![x](https://example.org/pixel.gif)',
    '[x]: file:///etc/passwd',
  ])('cannot bring an unsafe link: %s', (link) => {
    expect(inBody(link)).toEqual([`link-unsafe ${bodyEnd()}`]);
  });

  it.each(['[x](../../../../etc/passwd)', '[x](/cases/int/hostile/index.md)', '[x](#top)', '[x](../snapshot-of-two-countries/)'])('cannot link past the cases: %s', (link) => {
    expect(inBody(link)).toEqual([`link-broken ${bodyEnd()}`]);
  });

  it.each(['https://example.org/a:b', 'mailto:lab@example.org', '../snapshot-of-two-countries/index.md#results'])('may link to %s', (href) => {
    expect(inBody(`[x](${href})`)).toEqual([]);
  });

  it.each([
    ['>', 5000],
    ['- ', 5000],
    ['> - ', 3000],
    ['1. ', 13_000],
  ])('of %j many times over is said to be too deep', (mark, times) => {
    expect(inBody(mark.repeat(times))).toHaveLength(1);
    expect(inBody(mark.repeat(times))[0]).toMatch(/^markdown-too-deep /);
  });

  it('longer than the parser can bear is not parsed', () => {
    expect(inBody('a**b'.repeat(20_000))[0]).toMatch(/^body-too-long /);
  });
});

describe('a hostile file', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'registry-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('of five megabytes is not read in', async () => {
    await mkdir(join(folder, 'cases/int/hostile'), { recursive: true });
    await writeFile(join(folder, file), Buffer.alloc(5_000_000, 'a'));
    const content = (await readTree(folder)).get(file)!;
    expect(check(content)).toEqual(['file-too-large 1']);
  });
});
