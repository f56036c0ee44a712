import type { Element, ElementContent, Root as Html } from 'hast';
import type { CitationNode } from './citation.ts';
import type { Definition, Link, List, Nodes, PhrasingContent, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype, { defaultHandlers, type Options } from 'remark-rehype';
import { SKIP, visit } from 'unist-util-visit';

export interface RenderOptions {
  /** The link and label of a citation. */
  cite: (id: string, locator: string) => { href: string; text: string; label: string };
  /** The URL for a link as written in the file; undefined when there is no page for it. */
  link: (href: string) => string | undefined;
  /**
   * The label of a link from a note back to the text; `mark` is the note's, with a number when the text refers to it several
   * times.
   */
  noteBack: (mark: string) => string;
}

export interface RenderedBody {
  /** The content under each heading of the first or second level, in order; without a heading for what precedes the first. */
  sections: { heading: string | undefined; content: ElementContent[] }[];
  /** The footnotes of the whole body as one list; empty when there are none. */
  notes: ElementContent[];
}

/** The id of the heading above the notes; marks in the text refer to it for their description. */
export const NOTES_TITLE = 'notes-title';

type Handlers = NonNullable<Options['handlers']>;

/** The library looks through a whole list for each of its items, to see whether any has a space below it: here it is done once. */
const listItem: Handlers['listItem'] = (state, item, parent) => {
  return defaultHandlers.listItem(
    state,
    item,
    parent?.type === 'list' ? { ...parent, spread: isLoose(parent), children: [] } : parent,
  );
};

const looseLists = new WeakMap<List, boolean>();

function isLoose(list: List): boolean {
  let known = looseLists.get(list);
  if (known === undefined) {
    known = list.spread === true || list.children.some(({ spread, children }) => spread ?? children.length > 1);
    looseLists.set(list, known);
  }
  return known;
}

const processor = remark()
  .use(remarkGfm)
  .use(remarkRehype, {
    clobberPrefix: 'note-',
    handlers: { listItem },
    // Replaced by words in the reader's language.
    footnoteBackLabel: (reference, again) => `${markOf(reference + 1)}${again > 1 ? ` ${again}` : ''}`,
  })
  .use(rehypeSanitize, {
    ...defaultSchema,
    clobberPrefix: '',
    attributes: {
      ...defaultSchema.attributes,
      a: [
        ...['href', 'title', 'ariaLabel', 'ariaDescribedBy', 'dataFootnoteRef', 'dataFootnoteBackref'],
        ['className', 'citation', 'data-footnote-backref'],
      ],
    },
    protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
  })
  .freeze();

/**
 * Renders a parsed body as trees of safe HTML: drops raw HTML, and the targets of links other than http(s) and mailto. The body
 * is rendered as one document, because definitions and note numbers cover all sections.
 */
export function renderMarkdown(root: Root, options: RenderOptions): RenderedBody {
  const body = copyOf(root);
  resolveReferences(body);
  visit(body, 'link', (node, index, parent) => {
    const url = options.link(node.url);
    if (url !== undefined) node.url = url;
    else if (parent && index !== undefined) {
      (parent.children as PhrasingContent[]).splice(index, 1, ...node.children);
      return index;
    }
  });
  visit(body, 'citation', (node, index, parent) => {
    // No space before a citation, so that it never starts a line.
    const siblings = parent!.children as PhrasingContent[];
    const before = siblings[index! - 1];
    if (before?.type === 'text') before.value = before.value.trimEnd();
    // Two in a row are told apart: 1 and 2 are not 12.
    const last = before?.type === 'text' && before.value === '' ? siblings[index! - 2] : before;
    if (last?.type === 'emphasis' && last.data?.hName === 'sup') {
      last.children.push({ type: 'text', value: ', ' }, citationLink(node, options));
      siblings.splice(index!, 1);
      return [SKIP, index!];
    }
    siblings.splice(index!, 1, {
      type: 'emphasis',
      children: [citationLink(node, options)],
      data: { hName: 'sup' },
    });
    return [SKIP, index! + 1];
  });
  const html = processor.runSync(body) as unknown as Html;
  const notes = nameNotes(html, options);
  return { sections: cutAtHeadings(html), notes };
}

/** A tree that can be changed: nodes of its own, which share what is never changed of them. */
function copyOf<Tree extends Nodes>(node: Tree): Tree {
  return 'children' in node ? { ...node, children: node.children.map(copyOf) } : { ...node };
}

/** Turns reference links into plain links; the definition may be anywhere in the body. */
function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>();
  visit(root, 'definition', (node) => void (definitions.has(node.identifier) || definitions.set(node.identifier, node)));
  visit(root, 'linkReference', (node, index, parent) => {
    const target = definitions.get(node.identifier);
    if (!target || !parent || index === undefined) return;
    const link: Link = { type: 'link', url: target.url, title: target.title ?? null, children: node.children };
    (parent.children as PhrasingContent[]).splice(index, 1, link);
    return index;
  });
}

function citationLink(node: CitationNode, { cite }: RenderOptions): Link {
  const { href, text, label } = cite(node.id, node.locator);
  return {
    type: 'link',
    url: href,
    title: label,
    children: [{ type: 'text', value: text }],
    data: { hProperties: { className: ['citation'], ariaLabel: label } },
  };
}

/** Notes are marked with letters, because sources have numbers: a, b, … z, aa. */
const markOf = (number: number): string =>
  (number > 26 ? markOf(Math.floor((number - 1) / 26)) : '') + String.fromCharCode(97 + ((number - 1) % 26));

/** Removes the notes from the end of the document and gives them their visible marks and words. */
function nameNotes(html: Html, { noteBack }: RenderOptions): ElementContent[] {
  visit(html, 'element', ({ properties, children }) => {
    if ('dataFootnoteRef' in properties) {
      properties['ariaDescribedBy'] = [NOTES_TITLE];
      children.splice(0, children.length, { type: 'text', value: markOf(Number(toText(children))) });
    }
    if ('dataFootnoteBackref' in properties) properties['ariaLabel'] = noteBack(String(properties['ariaLabel']));
  });
  const at = html.children.findIndex((node) => node.type === 'element' && 'dataFootnotes' in node.properties);
  if (at < 0) return [];
  const [section] = html.children.splice(at, 1) as [Element];
  const list = section.children.find((node): node is Element => node.type === 'element' && node.tagName === 'ol');
  if (!list) return [];
  list.properties['type'] = 'a';
  return [list];
}

const toText = (nodes: ElementContent[]) => nodes.map((node) => ('value' in node ? node.value : '')).join('');

function cutAtHeadings(html: Html): RenderedBody['sections'] {
  const sections: RenderedBody['sections'] = [{ heading: undefined, content: [] }];
  for (const node of html.children as ElementContent[]) {
    const isHeading = node.type === 'element' && (node.tagName === 'h1' || node.tagName === 'h2');
    if (isHeading) sections.push({ heading: toString(node), content: [] });
    else sections.at(-1)!.content.push(node);
  }
  return sections;
}
