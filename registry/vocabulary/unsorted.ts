/**
 * The placeholder concept for a choice that a sender left to reviewers, so that nobody has to claim something wrong. A record
 * with it is not published, and no form offers it.
 */
export const UNSORTED = 'unsorted';
