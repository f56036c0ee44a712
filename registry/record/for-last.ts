/**
 * Keeps what was made of the last object. Rules look at one record after the other: each is read once for all of them, and what was
 * made of it is garbage as soon as the next one is looked at. Kept for longer, or in a WeakMap, it would be moved to where the
 * garbage collector seldom looks, which takes as long as a third of the rules.
 */
export function forLast<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  let last: { source: Source; made: Made } | undefined;
  return (source) => {
    if (last?.source !== source) last = { source, made: make(source) };
    return last.made;
  };
}
