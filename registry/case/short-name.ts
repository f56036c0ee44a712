/** A name for lists and pictures: what stands before the colon of the title, or its first words. */
export function shortName(title: string): string {
  const head = title.split(':', 1)[0]!.trim();
  if (head.length <= 40) return head;
  return head
    .slice(0, 40)
    .replace(/\s+\S*$/u, '')
    .replace(/[\s,;]+(?:de|del|da|do|la|las|los|el|en|of|the|a|e|y|and)?$/iu, '');
}
