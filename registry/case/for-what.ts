/** A verdict shown in one line. */
interface VerdictLine {
  about: string;
  outcome: string;
}

/**
 * The subject of a case's outcome, for a line beside its mark: for one verdict its subject, for several each subject with its
 * outcome. `inSentence` returns an outcome's label in lower case.
 */
export const forWhat = (verdicts: readonly VerdictLine[], inSentence: (outcome: string) => string): string =>
  verdicts.length === 1
    ? verdicts[0]!.about
    : verdicts.map(({ about, outcome }) => `${about}: ${inSentence(outcome)}`).join('; ');
