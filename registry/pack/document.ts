import type { Outcome } from '../case/schema.ts';

/**
 * Words, and where they come from: `string:key` of a locale, `label:vocabulary/id`, `record:id#field`, `source:id`, `country:XXX`,
 * `lab:id`, or `fact` for figures, dates, ids and addresses. A pack says nothing that has no such place.
 */
export interface PackText {
  text: string;
  from: string;
  /** BCP 47 tag, where it is not the pack's own language. */
  lang?: string | undefined;
}

/** Signs as reviews between countries write them, for what is met, partly met, not met and open. The word always stands beside it. */
export const ASSESSMENT_SIGNS = { met: '√', partly: '±', not: '–', open: '?' } as const;

/** Words of a line; renderers put a blank between one and the next, a dot in lines of facts. */
export interface Run extends PackText {
  /** An address of the site, of the web, or `#id` of a place in the pack. */
  href?: string;
  strong?: true;
  /** The mark that stands before them. */
  outcome?: Outcome;
  /** The sign of an assessment that stands before them; formats without pictures write it as a letter. */
  sign?: keyof typeof ASSESSMENT_SIGNS;
  /** They begin a line of their own. */
  startsLine?: true;
  /** On what they rest. */
  cites?: readonly Cite[];
}

/** A source and the place in it, by its number in the list at the end. */
export interface Cite {
  number: number;
  locator?: PackText;
}

/** A lesson or result, word for word as its record has it at one version. */
export interface PackStatement {
  /** `peru-mesas-ejecutivas#lesson-no-subsidies`. */
  name: string;
  /** The commit that the case was last changed by, or the digest of its words where there is none. */
  version: string;
  /** The page of this statement at this version; of a draft, its place on the page of the case. */
  href: string;
  kind: PackText;
  figure?: PackText;
  text: PackText;
  /** What must hold, how far it goes, who concluded it, where it held: a name and words each. */
  notes: { name: PackText; text?: PackText }[];
  cites: Cite[];
  /** The case that it is of, where that is not said around it. */
  about?: Run;
}

/** A case on one page, or a question on a card: blocks that stay together. */
export interface Container {
  type: 'brief' | 'card';
  id: string;
  blocks: Block[];
}

/** A sheet for a lab to fill: a field, or a lesson to be held against what it knows. */
export interface Sheet {
  type: 'sheet';
  id: string;
  title: PackText;
  intro: PackText;
  /** Case and version, as printed on it and read back. */
  key: string;
  head: PackText[];
  fields: { id: string; label: PackText }[];
  lessonHead: PackText[];
  lessons: { id: string; kind: PackText; text: PackText }[];
}

/** A drawing that a table beside it says too. The words in it are labels of records, vocabularies and countries. */
export interface Drawing {
  type: 'picture';
  id: string;
  /** What it shows, for who cannot see it. */
  alt: PackText;
  caption: PackText;
  /** SVG that needs no other file. */
  svg: string;
  width: number;
  height: number;
  /** The same with less, for where the whole would be too small to read. */
  lesser?: Pick<Drawing, 'alt' | 'svg' | 'width' | 'height'> | undefined;
}

/** Runs stand one after the other; in a line of facts with a dot between them. */
export interface Paragraph {
  type: 'paragraph';
  style: 'text' | 'lead' | 'facts' | 'small';
  runs: Run[];
}

export type Block =
  | { type: 'heading'; level: 1 | 2 | 3; id: string; text: PackText }
  | Paragraph
  | { type: 'list'; ordered: boolean; items: Run[][] }
  | { type: 'statements'; compact: boolean; items: PackStatement[] }
  | { type: 'table'; caption: PackText; head: PackText[]; widths: number[]; rows: Run[][][]; isWide?: true; isForm?: true }
  | Drawing
  | { type: 'references'; items: { number: number; runs: Run[] }[] }
  | Container
  | Sheet;

/** Everything that a session's documents say, in one language: every format is made from it and from nothing else. */
export interface Pack {
  /** Without cover and contents: what somebody takes away of a choice. */
  isBare?: true;
  session: string;
  /** The number of the frozen edition; absent while it is a draft. */
  edition?: number;
  locale: string;
  /** BCP 47. */
  tag: string;
  /** The commit that its records were read at, or `draft`; empty for several cases, which have one each. */
  version: string;
  /** A day, YYYY-MM-DD: formats that have a date of their own get this one. */
  date: string;
  title: PackText;
  /** What stands on the cover below the title. */
  cover: Paragraph[];
  author: PackText;
  contents: PackText;
  /** Heads of columns and names that formats print beside the blocks. */
  words: Record<'kind' | 'case' | 'statement' | 'figure' | 'conditions' | 'outcome' | 'evidence' | 'link', PackText>;
  blocks: Block[];
}

/** Every block of a pack, with those inside others, in its order. */
export const allBlocks = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block) => ('blocks' in block ? [block, ...allBlocks(block.blocks)] : [block]));

/** The statements of a pack, each once, by name. */
export const statementsOfPack = ({ blocks }: Pick<Pack, 'blocks'>): Map<string, PackStatement> =>
  new Map(
    allBlocks(blocks).flatMap((block) =>
      block.type === 'statements' ? block.items.map((item) => [item.name, item] as const) : [],
    ),
  );

/** Headings of the first two levels, briefs among them: the table of contents, and what readers jump by. */
export const outlineOf = ({ blocks }: Pick<Pack, 'blocks'>): { id: string; text: PackText; level: 1 | 2 }[] =>
  allBlocks(blocks.filter(({ type }) => type !== 'card')).flatMap((block) => {
    if (block.type === 'sheet') return [{ id: block.id, text: block.title, level: 2 as const }];
    return block.type === 'heading' && block.level < 3 ? [{ id: block.id, text: block.text, level: block.level as 1 | 2 }] : [];
  });

/** What stands beside a statement: its name and version; without the case where that is said around it. */
export function statementLabel({ name, version }: PackStatement, isCompact: boolean): string {
  const shown = isCompact ? name.replace(/^.*#(?:lesson|result)-/, '') : name;
  return `${shown}@${version.slice(0, 7)}`;
}

/** The id of the place of a case in a pack: that of a partner's case has a colon in its name, and ids of places have none. */
export const idOfPlace = (name: string): string => name.replace(':', '_');

/** The id of a place of a pack that a source is listed at. */
export const referenceId = (number: number): string => `ref-${number}`;

/**
 * What stands between an item of a list's words and those before them. A name of a case is told from what is said of it, labels from
 * each other, and words of the interface from those of the record.
 */
export function gapBefore(item: readonly Run[], index: number): string {
  const [before, { from }] = [item[index - 1], item[index]!];
  if (!before) return '';
  if (from.startsWith('string:')) return ' · ';
  if (index === 1 && before.outcome) return ': ';
  return from.startsWith('label:') && before.from.startsWith('label:') ? ', ' : ' ';
}

/** What stands at the foot of a page: the version, where it has one, and the day. */
export const stampOf = ({ version, date }: Pick<Pack, 'version' | 'date'>): string =>
  [version === 'draft' ? '' : version.slice(0, 10), date].filter(Boolean).join(' · ');

/** The name of a note where it stands in the line of its statement: one that says nothing more is in brackets. */
export const noteName = ({ name, text }: PackStatement['notes'][number]): PackText =>
  text ? name : { ...name, text: `(${name.text})` };
