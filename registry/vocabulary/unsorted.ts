/**
 * The concept that stands where a sender left it to reviewers to say which one it is: nobody has to claim what is not so in order to
 * tell a case. A record with it is not published, and nobody is offered it.
 */
export const UNSORTED = 'unsorted';
