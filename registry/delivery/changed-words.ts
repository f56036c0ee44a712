import { toString as plainText } from 'mdast-util-to-string';
import { h } from 'hastscript';
import { changeWords } from '../case/page/change-words.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Speaker } from '../page/speaker.ts';
import { changesBetween } from '../record/changes.ts';

/** A case before and after a correction. */
interface Versions {
  original: Pick<CaseRecord, 'facts' | 'body'>;
  corrected: Pick<CaseRecord, 'facts' | 'body'>;
}

/** What a correction changes, in sentences for whoever decides, and the lines that it adds to the account. */
export function changedWords({ original, corrected }: Versions, speaker: Speaker): { changes: string[]; lines: string[] } {
  const partsOf = ({ facts, body }: Versions['original']) => ({ ...facts, body: body.trim() });
  const changes = changesBetween(partsOf(original), partsOf(corrected));
  const known = new Set(original.body.split('\n').map((line) => line.trim()));
  return {
    changes: changeWords(changes, speaker).map((content) => plainText(h('p', content))),
    lines: corrected.body.split('\n').filter((line) => line.trim() !== '' && !known.has(line.trim())),
  };
}
