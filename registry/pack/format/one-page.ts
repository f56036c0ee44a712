import { isDeepStrictEqual } from 'node:util';
import { BRIEF_LIMITS, type BriefLimits, fewerItems } from '../../case/brief.ts';
import { briefsPack, type Choice } from '../choice.ts';
import type { Pack } from '../document.ts';
import { setPdf } from './pdf.ts';

/** A case as one page of PDF/UA: whole items, as many as fit. */
export async function onePage(choice: Choice): Promise<{ pdf: Uint8Array; pages: number }> {
  let tried: Tried = { pack: briefsPack(choice, BRIEF_LIMITS), limits: BRIEF_LIMITS };
  for (;;) {
    const { pdf, pages } = await setPdf(tried.pack);
    const next = pages > 1 ? shorter(tried, choice) : undefined;
    if (!next) return { pdf, pages };
    tried = next;
  }
}

interface Tried {
  pack: Pack;
  limits: BriefLimits;
}

/** The same with fewer items, as far as that makes it shorter: a list that has fewer than it may have stays as it is. */
function shorter({ pack, limits }: Tried, choice: Choice): Tried | undefined {
  for (let fewer = fewerItems(limits); fewer; fewer = fewerItems(fewer)) {
    const next = briefsPack(choice, fewer);
    if (!isDeepStrictEqual(next, pack)) return { pack: next, limits: fewer };
  }
  return undefined;
}
