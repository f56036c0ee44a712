/** Words between blanks as a set. */
export const wordList = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));
