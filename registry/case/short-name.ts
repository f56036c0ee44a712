const LONGEST = 40;
/** Words that a name cannot end with, in the languages of titles. */
const LINKS = new Set(
  'a al con da das de del do dos e el em en for in la las los na no o of on os para the to um un una y'.split(' '),
);

/** A name for lists and pictures: the title up to its colon, or as many of its first words as fit. */
export function shortName(title: string): string {
  const head = title.split(':', 1)[0]!.trim();
  if (head.length <= LONGEST) return head;
  const words = head
    .slice(0, LONGEST + 1)
    .split(/\s+/)
    .slice(0, -1);
  while (words.length > 1 && LINKS.has(words.at(-1)!.toLowerCase())) words.pop();
  return words.join(' ').replace(/[,;]$/, '') || head.slice(0, LONGEST);
}
