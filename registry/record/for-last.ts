/**
 * Keeps what was made of the last few objects. Rules and pages look at one record after the other: each is read once for all of them,
 * and what was made of a registry of thousands is not held in memory.
 */
export function forLast<Source extends object, Made>(make: (source: Source) => Made): (source: Source) => Made {
  const kept: { source: Source; made: Made }[] = [];
  return (source) => {
    const known = kept.find((each) => each.source === source);
    if (known) return known.made;
    const made = make(source);
    kept.unshift({ source, made });
    kept.length = Math.min(kept.length, MOST);
    return made;
  };
}

const MOST = 8;
