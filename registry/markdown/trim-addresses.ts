import type { Link, PhrasingContent, Root, Text } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { addressLength } from '../address/address.ts';
import { lineFinder } from '../content/lines.ts';

/**
 * Ends bare addresses in the text where addressLength does: the parser includes a closing quotation mark, for example, and
 * excludes a closing bracket.
 */
export function trimAddresses(root: Root, body: string): Root {
  const place = lineFinder(body);
  const point = (offset: number) => ({ ...place(offset), offset });
  visit(root, 'link', (node, index, parent) => {
    if (!parent || index === undefined || !isLiteral(node, body)) return;
    const next = parent.children[index + 1];
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!];
    // The address may continue in directly following text.
    const after = next?.type === 'text' && body.startsWith(next.value, end) ? next : undefined;
    const written = toString(node);
    const whole = written + (after?.value ?? '');
    const length = addressLength(whole);
    if (length === written.length) return;
    const cut = start + length;
    node.url = node.url.slice(0, node.url.length - written.length) + whole.slice(0, length);
    node.children = [{ type: 'text', value: whole.slice(0, length), position: { start: point(start), end: point(cut) } }];
    node.position = { start: point(start), end: point(cut) };
    const rest: Text = {
      type: 'text',
      value: whole.slice(length),
      position: { start: point(cut), end: after?.position!.end ?? point(end) },
    };
    (parent.children as PhrasingContent[]).splice(index + 1, after ? 1 : 0, ...(rest.value ? [rest] : []));
  });
  return root;
}

/** A bare address, without brackets of either kind around it. */
function isLiteral({ url, position }: Link, body: string): boolean {
  return /^https?:/i.test(url) && !/[[<]/.test(body.charAt(position!.start.offset!));
}
