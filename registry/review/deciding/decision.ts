import { PROBABLE, type Resemblance } from '../../compare/look-alike.ts';

/** What is known of a proposal when somebody decides on it. */
interface Deciding {
  verdict: 'accept' | 'decline';
  /** What the reviewer says to the sender. */
  reason: string;
  /** Whether its checks found an error. */
  hasErrors: boolean;
  /** Whether it is probably a case that there is already, and whether the reviewer says that it is another. */
  mayRepeat: boolean;
  isDifferent: boolean;
}

/** What keeps a decision from being made: a reason that is missing, errors, or a likeness that nobody has looked at. */
export type Hindrance = 'reason' | 'findings' | 'different';

export function hindrancesOf({ verdict, reason, hasErrors, mayRepeat, isDifferent }: Deciding): Hindrance[] {
  if (verdict === 'decline') return reason === '' ? ['reason'] : [];
  return [...(hasErrors ? ['findings' as const] : []), ...(mayRepeat && !isDifferent ? ['different' as const] : [])];
}

/** Whether a new case is probably one that is published, or one that nobody can search yet. */
export const mayRepeat = (published: readonly { likeness: number }[], others: readonly { resemblance: Resemblance }[]): boolean =>
  published.some(({ likeness }) => likeness >= PROBABLE) || others.some(({ resemblance }) => resemblance === 'probable');
