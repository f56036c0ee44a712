const FOREIGN = 'аеорсхуіјѕкмнтвɡԁһԛԝαορνυικτχ';
const LATIN = 'aeopcxyijskmhtbgdhqwaopvuiktx';

/**
 * Replaces each Cyrillic or Greek letter that looks like a Latin one (Unicode TR 39, confusables) and lower-cases the text, so
 * that texts that look alike become equal.
 */
export const foldLookAlikes = (text: string) =>
  text.toLowerCase().replaceAll(/[^\p{Script=Latin}]/gu, (letter) => LATIN[FOREIGN.indexOf(letter)] ?? letter);
