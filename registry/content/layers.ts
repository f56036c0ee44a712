import * as z from 'zod';
import { isMap } from '../schema/walk.ts';
import { remember } from './remember.ts';
import type { Tree, TreeFile } from './tree.ts';
import { readYaml } from './yaml.ts';

/** What a registry that was made from another release by release need not have: the words that the code brings. */
const WORDS = /^(?:locales|style|vocabularies)\//;

const settingsSchema = z.looseObject({ upstream: z.looseObject({}), locales: z.array(z.string()).optional() });

/** What a registry that has its words from the code says of itself; undefined for any other. */
const settingsOf = (tree: Tree) => settingsSchema.safeParse(dataOf('registry.yml', tree.get('registry.yml'))).data;

/**
 * A registry's content over the words of the code: its own files win, its vocabularies add concepts and languages, its locales
 * change some texts. Content that names no `upstream` has all its words itself, and stays as it is.
 */
export async function layOver(own: Tree, readCode: () => Promise<Tree>): Promise<Tree> {
  const settings = settingsOf(own);
  if (!settings) return own;
  const isOffered = (file: string) => {
    const locale = /^locales\/(.*)\.json$/.exec(file)?.[1];
    return WORDS.test(file) && (locale === undefined || (settings.locales?.includes(locale) ?? true));
  };
  const all = new Map(own);
  for (const [file, below] of await readCode()) {
    const above = own.get(file);
    if (isOffered(file)) all.set(file, above ? lay(file, above, below) : below);
  }
  return new Map([...all].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const LAYERS: readonly (readonly [RegExp, (above: Data, below: Data) => Data])[] = [
  [/^vocabularies\//, addConcepts],
  [/^locales\//, (above, below) => ({ ...below, ...above, strings: { ...mapOf(below['strings']), ...mapOf(above['strings']) } })],
];

const laid = new WeakSet<TreeFile>();

/** Whether a file was made of one of the registry and one of the code: then its lines are those of no file. */
export const isLaid = (file: TreeFile): boolean => laid.has(file);

type Data = Readonly<Record<string, unknown>>;

function lay(file: string, above: TreeFile, below: TreeFile): TreeFile {
  const join = LAYERS.find(([pattern]) => pattern.test(file))?.[1];
  if (!join) return above;
  const make = (): TreeFile => {
    const [added, base] = [dataOf(file, above), dataOf(file, below)];
    // A file that cannot be read is reported as it is.
    if (!isMap(added) || !isMap(base)) return above;
    const made = { text: JSON.stringify(join(added, base), null, 1) };
    laid.add(made);
    return made;
  };
  return remember(above, file, join, make, [below]);
}

/** The concepts of both: one that is there already may get words in further languages, and nothing else. */
function addConcepts(above: Data, below: Data): Data {
  const concepts = new Map(listOf(below['concepts']).map((concept) => [String(concept['id']), concept]));
  const twice: Data[] = [];
  for (const concept of listOf(above['concepts'])) {
    const id = String(concept['id']);
    const known = concepts.get(id);
    const joined = known ? addLanguages(concept, known) : concept;
    if (joined) concepts.set(id, joined);
    else twice.push(concept);
  }
  // What would change a concept stands there a second time, which is a finding; the concept itself comes last and stays.
  return { title: { ...mapOf(above['title']), ...mapOf(below['title']) }, concepts: [...twice, ...concepts.values()] };
}

/** A concept with what another adds to its maps by language; undefined when the other says anything else. */
function addLanguages(above: Data, below: Data): Data | undefined {
  const joined: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const known = below[key];
    if (isMap(value) && isMap(known) && Object.entries(value).every(([locale, words]) => isSame(known[locale] ?? words, words)))
      joined[key] = { ...known, ...value };
    else if (!isSame(known, value)) return undefined;
  }
  return joined;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const mapOf = (value: unknown): Data => (isMap(value) ? value : {});
const listOf = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isMap) : []);

const dataOf = (file: string, content: TreeFile | undefined): unknown =>
  content && 'text' in content ? readYaml(content.text, file).yaml?.data : undefined;
