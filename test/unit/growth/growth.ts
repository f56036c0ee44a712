/** Milliseconds of work that do no harm however they grow, and are too few to be compared. */
const FLOOR = 40;
/** Twice the text may take twice the work, and half as much again for what cannot be measured exactly. */
const MOST = 3;
const TRIES = 5;

/** Processor time, not time: what others do on the same machine is not counted. */
function workOf(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
/** A text made of one piece, or of pieces that differ by their number. */
export type Piece = string | ((index: number) => string);

export function fill(piece: Piece, length: number): string {
  if (typeof piece === 'string') return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  let text = '';
  for (let index = 0; text.length < length; index++) text += piece(index);
  return text.slice(0, length);
}

/**
 * Whether the work for `twice` is out of proportion to that for `once`, half as long. No time is demanded, only that work grows
 * as the text does; the least of several tries counts.
 */
export function growsTooFast(once: () => unknown, twice: () => unknown): boolean {
  let [less, more] = [Infinity, Infinity];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    more = Math.min(more, workOf(twice));
    if (more < FLOOR) return false;
    less = Math.min(less, workOf(once));
    if (more / less <= MOST) return false;
  }
  return true;
}

/** The pieces that make the work for a text grow faster than the text, whether short or as long as it may be. */
export const piecesThatGrow = (work: (text: string) => unknown, pieces: readonly Piece[], lengths: readonly number[]): string[] =>
  pieces.flatMap((piece) =>
    lengths.flatMap((length) => {
      const [once, twice] = [fill(piece, length), fill(piece, 2 * length)];
      return growsTooFast(
        () => work(once),
        () => work(twice),
      )
        ? [`${length} × ${nameOf(piece)}`]
        : [];
    }),
  );

export const nameOf = (piece: Piece) => JSON.stringify(typeof piece === 'string' ? piece.slice(0, 20) : piece(0));
