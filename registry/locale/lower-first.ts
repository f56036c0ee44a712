/** A label as it stands inside a sentence: in lower case, unless it is an acronym. */
export const lowerFirst = (words: string, tag: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? words[0]!.toLocaleLowerCase(tag) + words.slice(1) : words;
