import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import type { CaseRecord } from '#registry/case/record.ts';
import { readTree } from '#registry/content/disk.ts';
import { splitFrontMatter } from '#registry/content/front-matter.ts';
import { mapInTurns } from '#registry/content/in-turns.ts';
import { readMarkdownFile } from '#registry/content/read-file.ts';
import type { Tree } from '#registry/content/tree.ts';
import { readRegistry } from '#registry/read.ts';
import { wordsDigest } from '#registry/record/digest.ts';
import { folderOf, originalPath } from '#registry/record/path.ts';
import { makeRandom } from './random.ts';

/** Stand in a template for the number of a copy, for what the ids of the copies before end in, and for the digest of its original. */
const [NUMBER, BEFORE, DIGEST] = ['0number0', '-0before0', '0digest0'];
/** Share of the longer words of a body that a copy has from other cases. */
const MOVED = 0.4;
const LONGEST_TITLE = 80;

/** The texts of a case's files, by path, with the marks above; the original first. */
type Template = { record: CaseRecord; texts: [path: string, front: string, body: string][] };

/**
 * Writes a registry of so many cases into a folder: everything there is in `content`, and copies of its cases with ids and titles
 * of their own, which lead to other copies as those lead to each other, and share only a part of the words of their bodies. Translations fit their
 * originals. The same number gives the same registry.
 */
export async function generateRegistry(dir: string, count: number, content = 'content'): Promise<void> {
  const tree = await readTree(content);
  const cases = [...readRegistry(tree).registry.cases.values()];
  await mkdir(dir, { recursive: true });
  for (const name of await readdir(content))
    if (name !== 'cases' || count >= cases.length) await cp(join(content, name), join(dir, name), { recursive: true });

  const isKnown = (id: string) => cases.some((each) => each.id === id);
  const templates = cases.map((record) => makeTemplate(record, tree, isKnown));
  const words = templates.flatMap(({ texts }) => texts.flatMap(([, , body]) => body.match(/\p{L}{5,}/gu) ?? []));
  const random = makeRandom(2026);
  const files: (readonly [path: string, text: string])[] = [];
  for (let number = cases.length; number < count; number++)
    files.push(...copy(templates[number % cases.length]!, Math.floor(number / cases.length), words, random));
  await mapInTurns(files, 16, async ([path, text]) => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  });
}

function makeTemplate(record: CaseRecord, tree: Tree, isKnown: (id: string) => boolean): Template {
  const paths = [record.file, ...[...record.translations.values()].map(({ file }) => file)];
  const texts = paths.map((path, index): Template['texts'][number] => {
    const { front, body } = splitFrontMatter((tree.get(path) as { text: string }).text)!;
    const document = parseDocument(front, { schema: 'core' });
    const title = String(document.get('title'));
    document.set('title', `${title.slice(0, LONGEST_TITLE)} ${NUMBER}`);
    if (index > 0) document.set('translates', DIGEST);
    document.delete('attachments');
    for (const at of (record.facts.lineage ?? []).keys()) {
      const id = document.getIn(['lineage', at, 'case']);
      if (typeof id === 'string' && isKnown(id)) document.setIn(['lineage', at, 'case'], `${id}${BEFORE}`);
    }
    return [path, document.toString({ lineWidth: 128 }), body];
  });
  return { record, texts };
}

function copy({ record, texts }: Template, number: number, words: readonly string[], random: () => number): [string, string][] {
  const change = (body: string) =>
    // Headings, addresses and citations are not words of the text.
    body.replaceAll(/^#.*$|\]\([^)]*\)|\[[^\]]*@[^\]]*\]|<[^>]*>|\p{L}{5,}/gmu, (found) =>
      /^\p{L}/u.test(found) && random() < MOVED ? words[Math.floor(random() * words.length)]! : found,
    );
  const folder = folderOf(originalPath(record.kind, `${record.id}-${number}`, record.group));
  const before = number > 1 ? `-${number - 1}` : '';
  let digest = '';
  return texts.map(([path, front, body]) => {
    const file = folder + path.slice(path.lastIndexOf('/') + 1);
    const text = `---\n${front.replaceAll(NUMBER, String(number)).replaceAll(BEFORE, before).replaceAll(DIGEST, digest)}---\n${change(body)}`;
    if (!digest) {
      const { value } = readMarkdownFile(file, { text }, record.kind.schema);
      digest = value ? wordsDigest(value.data, value.markdown.body, record.kind.schema) : '';
    }
    return [file, text];
  });
}
