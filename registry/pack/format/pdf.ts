import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { OUTCOME_COLOURS } from '../../chart/outcome-colours.ts';
import { unbroken } from '../../page/unbroken.ts';
import { ASSESSMENT_SIGNS, type Block, gapBefore, noteName, stampOf, statementLabel, type Pack } from '../document.ts';
import { roomForHeads } from './column-widths.ts';
import { TEMPLATE } from './pdf-template.ts';

/** The pack could not be set; the message says why. */
class PdfFailed extends Error {}

/** The faces that the site has too. No other is in the file: a test reads the names that it has. */
const FACES = [
  'literata/400Regular/Literata_400Regular.ttf',
  'literata/400Regular_Italic/Literata_400Regular_Italic.ttf',
  'literata/500Medium/Literata_500Medium.ttf',
  'literata/600SemiBold/Literata_600SemiBold.ttf',
  'literata/700Bold/Literata_700Bold.ttf',
  'public-sans/400Regular/PublicSans_400Regular.ttf',
  'public-sans/600SemiBold/PublicSans_600SemiBold.ttf',
  'public-sans/700Bold/PublicSans_700Bold.ttf',
];

/** Nothing is there: what the template reads is handed to it. */
const WORKSPACE = join(tmpdir(), 'no-such-folder-of-packs');

/** What the last packs were set of is kept so long: the tries for one page have nearly all of it in common. */
const TRIES_REMEMBERED = 5;

let opened: Promise<NodeCompiler> | undefined;

async function open() {
  const find = createRequire(import.meta.url);
  const fontBlobs = await Promise.all(FACES.map((face) => readFile(find.resolve(`@expo-google-fonts/${face}`))));
  return NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs }] });
}

export interface BriefEdges {
  id: string;
  start: number;
  end: number;
}

/** The pack as PDF/UA-1, and on which pages each brief begins and ends. Set by Typst in this process; the same pack gives the same bytes. */
export async function setPdf(pack: Pack): Promise<{ pdf: Uint8Array; pages: number; briefs: BriefEdges[] }> {
  let data = JSON.stringify(forTypst(pack), (key, value: unknown) =>
    key === 'text' && typeof value === 'string' ? unbroken(value) : value,
  );
  for (;;) {
    try {
      return await set(data, pack.date);
    } catch (error) {
      // Our faces have the letters of our languages. Others are shown as what they are here: unreadable.
      const lacking = lettersWithoutFace(error as Error);
      if (lacking.length === 0) throw error;
      for (const letter of lacking) data = data.replaceAll(letter, '?');
    }
  }
}

/** The letters that Typst had no face for, by what it says. */
const lettersWithoutFace = ({ message }: Error): string[] =>
  [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].flatMap(([, letters]) =>
    [...letters!].filter((letter) => letter.codePointAt(0)! > 127),
  );

async function set(data: string, date: string): Promise<{ pdf: Uint8Array; pages: number; briefs: BriefEdges[] }> {
  const compiler = await (opened ??= open());
  compiler.resetShadow();
  compiler.mapShadow(join(WORKSPACE, 'pack.json'), Buffer.from(data));
  const result = compiler.compile({ mainFileContent: TEMPLATE, resetRead: true });
  // An unknown face or a missing picture is only a warning there.
  const trouble = result.takeError() ?? result.takeWarnings();
  if (trouble || !result.result) throw new PdfFailed(describe(trouble?.shortDiagnostics));
  const document: NodeTypstDocument = result.result;
  const edges = compiler.query(document, { selector: '<brief-edge>', field: 'value' }) as {
    id: string;
    edge: 'start' | 'end';
    page: number;
  }[];
  const creationTimestamp = Date.parse(`${date}T00:00:00Z`) / 1000;
  const pdf = compiler.pdf(document, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp });
  const pages = document.numOfPages;
  compiler.evictCache(TRIES_REMEMBERED);
  const at = (id: string, edge: string) => edges.find((each) => each.id === id && each.edge === edge)!.page;
  const ids = [...new Set(edges.map(({ id }) => id))];
  return { pdf, pages, briefs: ids.map((id) => ({ id, start: at(id, 'start'), end: at(id, 'end') })) };
}

export const packPdf = async (pack: Pack): Promise<Uint8Array> => (await setPdf(pack)).pdf;

const describe = (diagnostics: unknown) => `The pack could not be set as PDF: ${JSON.stringify(diagnostics ?? 'no document')}`;

/** What the template needs: the pack, its language and region apart, colours and signs, and the printed label of each statement. */
function forTypst(pack: Pack) {
  const [language = 'es', region] = pack.tag.split('-');
  return {
    ...pack,
    stamp: stampOf(pack),
    colours: OUTCOME_COLOURS,
    signs: ASSESSMENT_SIGNS,
    language,
    region: region && /^[A-Za-z]{2}$/.test(region) ? region : null,
    // The first sheet stands below what the chapter says of all, and a chapter below one of a few lines.
    blocks: pack.blocks.map((block, index) => ({
      ...labelled(block),
      ...(block.type === 'sheet' ? { isBelow: pack.blocks[index - 1]?.type === 'paragraph' } : {}),
      ...(isChapter(block) ? { isBelow: isShort(pack.blocks.slice(0, index)) } : {}),
    })),
  };
}

const isChapter = (block: Block): boolean => block.type === 'heading' && block.level === 1;

/** Letters of a chapter that needs no page of its own. */
const SHORT = 500;

/** Whether the last of some chapters is a few lines of text. */
function isShort(blocks: readonly Block[]): boolean {
  const last = blocks.slice(blocks.findLastIndex(isChapter));
  const letters = last.map((block) => {
    if (block.type === 'heading') return block.text.text.length;
    if (block.type === 'paragraph') return block.runs.reduce((sum, { text }) => sum + text.length, 0);
    return block.type === 'list' ? block.items.flat().reduce((sum, { text }) => sum + text.length, 0) : Infinity;
  });
  return last.length > 0 && letters.reduce((a, b) => a + b, 0) < SHORT;
}

function labelled(block: Block): object {
  if ('blocks' in block) return { ...block, blocks: block.blocks.map(labelled) };
  if (block.type === 'table') return { ...block, widths: roomForHeads(block) };
  if (block.type === 'list')
    return { ...block, items: block.items.map((item) => item.map((each, index) => ({ ...each, gap: gapBefore(item, index) }))) };
  if (block.type !== 'statements') return block;
  return {
    ...block,
    items: block.items.map((item) => ({
      ...item,
      label: statementLabel(item, block.compact),
      notes: item.notes.map((note) => ({ ...note, name: noteName(note) })),
    })),
  };
}
