import { BRIEF_LIMITS, type BriefLimits, fewerItems } from '../../case/brief.ts';
import { briefsPack, type Choice } from '../choice.ts';
import { setPdf } from './pdf.ts';

/** A case as one page of PDF/UA: whole items, as many as fit. */
export async function onePage(choice: Choice): Promise<{ pdf: Uint8Array; pages: number }> {
  let limits: BriefLimits = BRIEF_LIMITS;
  for (;;) {
    const { pdf, pages } = await setPdf(briefsPack(choice, limits));
    const fewer = pages > 1 ? fewerItems(limits) : undefined;
    if (!fewer) return { pdf, pages };
    limits = fewer;
  }
}
