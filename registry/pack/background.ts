import type { ElementContent } from 'hast';
import { renderBody } from '../page/body-sections.ts';
import { numberCitations } from '../page/citations.ts';
import type { SessionView } from '../session/record.ts';
import type { Block, Run } from './document.ts';
import type { PackSource } from './source.ts';

/** What whoever prepared the session wrote for those who come: its background and its notes, signed like all of the curator's words. */
export function background(view: SessionView, source: PackSource): Block[] {
  const { words, speaker } = source;
  const { sections } = renderBody(view, view.kind.sections.ids, numberCitations([], speaker), speaker);
  const parts = view.kind.sections.ids.flatMap((id): Block[] => {
    const content = (sections.get(id) ?? []).flatMap((node) => blockOf(node, view, source));
    if (content.length === 0) return [];
    return [{ type: 'heading', level: 2, id: `notes-${id}`, text: words.label('session-sections', id) }, ...content];
  });
  if (parts.length === 0) return [];
  return [
    { type: 'heading', level: 1, id: 'background', text: words.say('pack.background') },
    { type: 'paragraph', style: 'small', runs: [words.say('pack.signed'), ...view.facts.curators.map(words.lab)] },
    ...parts,
  ];
}

function blockOf(node: ElementContent, view: SessionView, source: PackSource): Block[] {
  if (node.type !== 'element') return [];
  const runs = (children: readonly ElementContent[]) => closeUp(children.flatMap((child) => runsOf(child, view, source)));
  if (node.tagName === 'ul' || node.tagName === 'ol') {
    const items = node.children.flatMap((child) => (child.type === 'element' ? [runs(child.children)] : []));
    return [{ type: 'list', ordered: node.tagName === 'ol', items }];
  }
  const said = runs(node.children);
  return said.length > 0 ? [{ type: 'paragraph', style: 'text', runs: said }] : [];
}

/** Words of the body and its links, in their order; whatever else it marks is left as words. */
function runsOf(node: ElementContent, view: SessionView, source: PackSource, href?: string): Run[] {
  if (node.type === 'text') {
    const text = node.value.replaceAll(/\s+/g, ' ').trim();
    return text === '' ? [] : [{ ...source.words.of(view, 'body', text), ...(href === undefined ? {} : { href }) }];
  }
  if (node.type !== 'element') return [];
  const leads = node.tagName === 'a' ? String(node.properties['href'] ?? '') : '';
  const to = leads === '' || leads.startsWith('#') ? href : source.address(leads);
  return node.children.flatMap((child) => runsOf(child, view, source, to));
}

/** Renderers put a blank between runs: signs that close a word go with it. */
function closeUp(runs: readonly Run[]): Run[] {
  const closed: Run[] = [];
  for (const run of runs) {
    const signs = /^[.,;:!?)»”]+/.exec(run.text)?.[0] ?? '';
    const before = closed.at(-1);
    if (before) before.text += signs;
    const text = before ? run.text.slice(signs.length).trimStart() : run.text;
    if (text !== '') closed.push({ ...run, text });
  }
  return closed;
}
