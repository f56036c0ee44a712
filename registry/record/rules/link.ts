import { posix } from 'node:path';
import { closest } from '../../finding/closest.ts';
import { finding, type Finding, type Place } from '../../finding/finding.ts';
import type { CheckContext, CaseRule } from '../../rule.ts';
import { caseTexts, type CaseText, nodesOf, placeInBody } from '../text.ts';

const SAFE = ['http', 'https', 'mailto'];
const CASE_FILE = /^cases\/[a-z]{3}\/([a-z0-9-]+)\/(?:index|[a-z]{2,3})\.md$/;

/** Links lead to the web by a safe protocol, or to a case's file by a relative path. Pictures from elsewhere are not shown. */
export const checkLinks: CaseRule = (record, _registry, context) => caseTexts(record).flatMap((text) => check(text, context));

function check(text: CaseText, context: CheckContext): Finding[] {
  return nodesOf(text, 'link', 'definition', 'image').flatMap((node) => {
    const place = placeInBody(text, node.position!.start.offset!);
    const protocol = protocolOf(node.url);
    const isUnsafe = protocol !== undefined && (node.type === 'image' || !SAFE.includes(protocol));
    if (isUnsafe) return [finding('link-unsafe', place, { given: node.url.slice(0, 80) })];
    return protocol === undefined ? checkPath(node.url, text, place, context) : [];
  });
}

/** What stands before the first colon, unless a path, query or fragment has begun; `//host` has the page's protocol. */
function protocolOf(url: string): string | undefined {
  const bare = url.replace(/[\u0000-\u0020]/g, '');
  if (/^[\\/]{2}/.test(bare)) return '//';
  return /^([^/?#:]*):/.exec(bare)?.[1]?.toLowerCase();
}

function checkPath(url: string, { file }: CaseText, place: Place, { caseIds }: CheckContext): Finding[] {
  const path = posix.join(posix.dirname(file), url.replace(/[?#].*$/s, ''));
  const id = CASE_FILE.exec(path)?.[1];
  if (id !== undefined && caseIds.has(id)) return [];
  const wanted = id ?? path.split('/').findLast((part) => part && !part.includes('.')) ?? '';
  return [finding('link-broken', place, { given: url.slice(0, 80), suggestion: closest(wanted, caseIds) ?? '' })];
}
