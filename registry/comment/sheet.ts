/** What a comment sheet asks beside the lessons, in its order: fields of a comment. */
export const SHEET_FIELDS = ['lab', 'summary', 'wouldTry', 'adapt', 'obstacles', 'ownExperience', 'consent'] as const;
