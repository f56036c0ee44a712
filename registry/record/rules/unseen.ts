import type { FootnoteDefinition } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { finding } from '../../finding/finding.ts';
import type { RecordRule } from '../record.ts';
import { nodesOf, placeInBody, textsOf } from '../text.ts';

/** What is written in a body and would not be on its page: notes that nothing leads to, and links without words. */
export const checkUnseen: RecordRule = (record) =>
  textsOf(record).flatMap((text) => {
    const called = new Set(nodesOf(text, 'footnoteReference').map(({ identifier }) => identifier));
    const taken = new Set<string>();
    const isSeen = (note: FootnoteDefinition) => {
      const isFirst = !taken.has(note.identifier);
      taken.add(note.identifier);
      return isFirst && called.has(note.identifier) && toString(note).trim() !== '';
    };
    const unseen = [
      ...nodesOf(text, 'footnoteDefinition').filter((note) => !isSeen(note)),
      ...nodesOf(text, 'link', 'linkReference').filter((link) => toString(link).trim() === ''),
    ];
    return unseen.map(({ position }) => {
      const [start, end] = [position!.start.offset!, position!.end.offset!];
      const given = text.body.slice(start, end).split('\n')[0]!.slice(0, 60);
      return finding('text-unseen', placeInBody(text, start), { given });
    });
  });
