import type { Link, Parent, PhrasingContent, Root, RootContent, Text } from 'mdast';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { SKIP, visit } from 'unist-util-visit';
import { findCitations } from './citation.ts';

export interface RenderOptions {
  /** Where a citation leads and what it says. */
  cite: (id: string, locator: string) => { href: string; text: string; label: string };
  /** The address for a link as written in the file. */
  link: (href: string) => string;
}

const processor = remark()
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize, {
    ...defaultSchema,
    clobberPrefix: '',
    attributes: {
      ...defaultSchema.attributes,
      a: ['href', 'title', 'ariaLabel', ['className', 'citation']],
    },
    protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
  })
  .use(rehypeStringify)
  .freeze();

/** Renders parsed Markdown to safe HTML: raw HTML is dropped, links other than http(s) and mailto lose their target. */
export function renderMarkdown(children: RootContent[], options: RenderOptions): string {
  const root: Root = { type: 'root', children: structuredClone(children) };
  visit(root, 'link', (node) => void (node.url = options.link(node.url)));
  visit(root, 'text', (node, index, parent) => {
    if (parent === undefined || index === undefined || parent.type === 'link') return;
    const parts = splitCitations(node, options);
    (parent as Parent).children.splice(index, 1, ...parts);
    return [SKIP, index + parts.length];
  });
  return String(processor.stringify(processor.runSync(root)));
}

function splitCitations(node: Text, options: RenderOptions): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let end = 0;
  for (const citation of findCitations(node.value)) {
    // No space before a citation: it must not start a line.
    const before = node.value.slice(end, citation.index).trimEnd();
    if (before) parts.push({ type: 'text', value: before });
    parts.push(citationLink(options.cite(citation.id, citation.locator)));
    end = citation.index + citation.length;
  }
  const rest = node.value.slice(end);
  if (rest || parts.length === 0) parts.push({ type: 'text', value: rest });
  return parts;
}

function citationLink({ href, text, label }: ReturnType<RenderOptions['cite']>): PhrasingContent {
  const link: Link = {
    type: 'link',
    url: href,
    title: label,
    children: [{ type: 'text', value: text }],
    data: { hProperties: { className: ['citation'], ariaLabel: label } },
  };
  return { type: 'emphasis', children: [link], data: { hName: 'sup' } };
}
