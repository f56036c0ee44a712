const FOREIGN = 'аеорсхуіјѕкмнтвɡԁһԛԝαορνυικτχ';
const LATIN = 'aeopcxyijskmhtbgdhqwaopvuiktx';

/**
 * A text in lower case with each Cyrillic or Greek letter that looks like a Latin one in most faces (Unicode TR 39,
 * confusables) as that letter: two texts that look alike become the same.
 */
export const foldLookAlikes = (text: string) =>
  text.toLowerCase().replaceAll(/[^\p{Script=Latin}]/gu, (letter) => LATIN[FOREIGN.indexOf(letter)] ?? letter);
