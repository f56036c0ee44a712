import { isDeepStrictEqual } from 'node:util';
import { BRIEF_LIMITS, type BriefLimits, fewerItems } from '../../case/brief.ts';
import { briefsPack, type Choice } from '../choice.ts';
import { setPdf } from './pdf.ts';

/** A case as one page of PDF/UA: whole items, as many as fit. */
export async function onePage(choice: Choice): Promise<{ pdf: Uint8Array; pages: number }> {
  let pack = briefsPack(choice, BRIEF_LIMITS);
  let limits: BriefLimits | undefined = BRIEF_LIMITS;
  for (;;) {
    const { pdf, pages } = await setPdf(pack);
    const before = pack;
    // A list that has fewer items than it may have is no shorter for it.
    while (pages > 1 && limits && isDeepStrictEqual(pack, before)) {
      limits = fewerItems(limits);
      if (limits) pack = briefsPack(choice, limits);
    }
    if (pages === 1 || !limits) return { pdf, pages };
  }
}
