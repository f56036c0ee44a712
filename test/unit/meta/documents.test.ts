import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { toString } from 'mdast-util-to-string';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { caseSchema } from '#registry/case/schema.ts';
import { readYaml } from '#registry/content/yaml.ts';
import { REFUSED_CODES } from '#registry/federation/fetch/refused.ts';
import { sessionSchema } from '#registry/session/schema.ts';
import { confirmedSchema, goneSchema, peersSchema, registrySchema } from '#registry/settings.ts';
import { commands } from '../../../scripts/run.ts';
import { trackedFiles } from './source-files.ts';

const documents = globSync([
  '*.md',
  'docs/**/*.md',
  'content/README.md',
  '.github/**/*.md',
  '.forgejo/**/*.md',
  '.gitlab/**/*.md',
]).map((path) => path.replaceAll('\\', '/'));
/** The scripts of this package, and of those that `registry -- init` makes. */
const scripts = Object.assign(
  {},
  ...['package.json', 'scripts/data-repository/package.json'].map(
    (path) => (JSON.parse(readFileSync(path, 'utf8')) as { scripts: object }).scripts,
  ),
) as Record<string, string>;
const parse = (path: string) => remark().use(remarkGfm).parse(readFileSync(path, 'utf8'));

/** The fragment of a heading on GitHub, GitLab and Forgejo. */
const fragmentOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

function fragmentsOf(path: string): Set<string> {
  const found = new Set<string>();
  visit(parse(path), 'heading', (node) => void found.add(fragmentOf(toString(node))));
  return found;
}

test('every relative link and picture of a document leads to a file, and to a heading of it', () => {
  const broken: string[] = [];
  for (const path of documents) {
    visit(parse(path), (node) => {
      if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
      if (/^[a-z][a-z0-9+.-]*:/i.test(node.url)) return;
      const [file = '', fragment] = decodeURI(node.url).split('#');
      const target = file ? join(dirname(path), file) : path;
      if (!existsSync(target)) broken.push(`${path}:${node.position?.start.line} ${node.url}`);
      else if (fragment && target.endsWith('.md') && !fragmentsOf(target).has(fragment))
        broken.push(`${path}:${node.position?.start.line} ${node.url}`);
    });
  }
  expect(documents).toContain('README.md');
  expect(broken).toEqual([]);
});

test('docs/federation.md says what to do for each reason for which a registry is not read', () => {
  const text = readFileSync('docs/federation.md', 'utf8');
  expect(REFUSED_CODES.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
});

test('what docs/federation.md gives to be copied is in order', () => {
  const schemas: readonly (readonly [RegExp, z.ZodType])[] = [
    [/^name:/, registrySchema],
    [/^lineage:/, z.strictObject({ lineage: caseSchema.shape.lineage })],
    [/^selection:/, z.strictObject({ selection: sessionSchema.shape.selection.pick({ partners: true }) })],
    [/^- from:/, confirmedSchema],
    [/^- id: .*\n {2}why:/, goneSchema],
    [/^- id: .*(?:#.*)?\n {2}name:/, peersSchema],
  ];
  const wrong: string[] = [];
  visit(parse('docs/federation.md'), 'code', ({ lang, value, position }) => {
    if (lang !== 'yaml') return;
    const schema = schemas.find(([begins]) => begins.test(value))?.[1];
    const read = schema?.safeParse(readYaml(value, 'example.yml').yaml?.data);
    if (!read?.success) wrong.push(`line ${position?.start.line}: ${read?.error.message ?? 'of no kind that is known here'}`);
  });
  expect(wrong).toEqual([]);
});

test('every picture in a document is described', () => {
  const bare: string[] = [];
  for (const path of documents) visit(parse(path), 'image', (node) => void (node.alt || bare.push(`${path} ${node.url}`)));
  expect(bare).toEqual([]);
});

describe('commands in documents', () => {
  /** The code in all documents: blocks and inline code. */
  const code = documents.flatMap((path) => {
    const found: { path: string; text: string }[] = [];
    visit(parse(path), (node) => {
      if (node.type === 'code' || node.type === 'inlineCode') found.push({ path, text: node.value });
    });
    return found;
  });

  test('are scripts that there are', () => {
    const unknown = code.flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?)([a-z][a-z:-]*)/g)]
        .map((match) => match[1]!)
        .filter((name) => !(name in scripts))
        .map((name) => `${path}: npm run ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(scripts).toHaveProperty('test');
    expect(scripts).toHaveProperty('start');
  });

  test('of the registry are commands that it has', () => {
    const unknown = code.flatMap(({ path, text }) =>
      [...text.matchAll(/\bnpm run (?:-s )?registry -- ([a-z][a-z-]*)/g)]
        .map((match) => match[1]!)
        .filter((name) => !(name in commands))
        .map((name) => `${path}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('to try the project and to test it are the two that the README promises, each in one line', () => {
    const blocks = code.filter(({ path }) => path === 'README.md').map(({ text }) => text.trim());
    expect(blocks).toContain('npm ci && npm start');
    expect(blocks).toContain('npm ci && npm test');
  });
});

test('no file mentions a path of the machine that it was written on', () => {
  const root = resolve('.');
  const parent = dirname(root);
  const neighbours =
    parent === dirname(parent)
      ? []
      : readdirSync(parent, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(parent, entry.name)] : []));
  // The home of root exists in every container and is not secret.
  const home = /^(?:\/root|\/)$/.test(homedir()) ? [] : [`${homedir()}/`];
  const paths = [root, ...neighbours, ...home];
  const files =
    trackedFiles() ??
    globSync('{registry,api,scripts,site/src,test,docs,content}/**/*', { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const found = files
    .filter((file) => !/\.(?:woff2|png|jpg|ico|pdf|gz|db)$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return paths.filter((path) => text.includes(path)).map((path) => `${file} mentions ${path}`);
    });
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
