/** No beginning that relatives share is shorter. */
export const SHORTEST_BEGINNING = 5;
const SHARED = 0.7;

/**
 * The beginning that the relatives of a word share: "fracasaron" and "fracaso", "competitive" and "competitiveness". Stemmers
 * that leave out inflection alone keep them apart, and questions are asked in other forms than texts answer in. Seven tenths of
 * a stem, at least five letters; a shorter word has none.
 */
export const beginningOfRelatives = (stem: string): string | undefined =>
  stem.length > SHORTEST_BEGINNING ? stem.slice(0, Math.max(SHORTEST_BEGINNING, Math.ceil(stem.length * SHARED))) : undefined;

/** How much a relative of a word counts beside the word itself. Of .4, .5, .6 the last ranks the judged queries best. */
export const KIN = 0.6;
