/** A verdict as a line tells of it. */
interface VerdictLine {
  about: string;
  outcome: string;
}

/**
 * What the outcome of a case is about, for a line beside its mark: of one verdict, what it is about; of several, each with its
 * own outcome. `inSentence` gives an outcome's label without its capital.
 */
export const forWhat = (verdicts: readonly VerdictLine[], inSentence: (outcome: string) => string): string =>
  verdicts.length === 1
    ? verdicts[0]!.about
    : verdicts.map(({ about, outcome }) => `${about}: ${inSentence(outcome)}`).join('; ');
