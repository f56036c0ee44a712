/** Milliseconds of work that are harmless, and too few to compare. */
const FLOOR = 250;
/** Twice the text may take twice the work, plus half for inexact measurement. */
const MOST = 3;
/**
 * The worst text may take this many times the work of a realistic one: some are nothing but links, or numbers. A realistic text
 * whose work is too little to compare counts as FLOOR.
 */
const DEAREST = 10;
/** What grows too fast does so in every try: a machine that is busy with something else is asked more often, and only then. */
const TRIES = 9;
/** So often the shorter text is measured in a try. */
const SHORT_TRIES = 3;

/** Milliseconds of processor time of this thread, so that nothing else on the machine counts. */
export function workOf(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** A text made of one repeated piece, or of numbered pieces. */
export type Piece = string | ((index: number) => string);

export function repeatPiece(piece: Piece, length: number): string {
  if (typeof piece === 'string') return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  let text = '';
  for (let index = 0; text.length < length; index++) text += piece(index);
  return text.slice(0, length);
}

/** A realistic text with everything that bodies contain. */
const HONEST = `Antes, cada oficina pedía lo mismo: **cinco** trámites, *tres* sellos y 120 días [@informe-2019, page 4].

- Se juntaron en una mesa, que se reunió 14 veces en 2019.
- Véase [el informe](https://example.org/informe.pdf) y la Ley 19.640.

| Año | Permisos |
|-----|----------|
| 2018 | 1 200 |

> «Nadie sabía a quién preguntar», dijo una vecina (45 % pensaba igual).

`;

export const realisticText = (length: number): string => repeatPiece(HONEST, length);

/** How much work the worst text may take, when a realistic one takes so much. */
export const mostWork = (realistic: number, floor = FLOOR): number => DEAREST * Math.max(realistic, floor);

/**
 * Whether a step takes too much work for a text of these pieces, compared with a text half as long or with a realistic one.
 * Tests no absolute time. The fastest of several runs counts.
 */
export function costsTooMuch<Input>(
  work: (input: Input) => unknown,
  prepare: (text: string) => Input,
  piece: Piece,
  length: number,
  floor = FLOOR,
): boolean {
  const twice = prepare(repeatPiece(piece, 2 * length));
  let [less, more] = [Infinity, Infinity];
  let once: Input | undefined;
  let honest: { text: Input; least: number } | undefined;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    more = Math.min(
      more,
      workOf(() => work(twice)),
    );
    if (more < floor) return false;
    once ??= prepare(repeatPiece(piece, length));
    const short = once;
    // It is what is short that a disturbed measure makes look long, and then what grows too fast would pass.
    for (let time = 0; time < SHORT_TRIES; time++)
      less = Math.min(
        less,
        workOf(() => work(short)),
      );
    honest ??= { text: prepare(realisticText(2 * length)), least: Infinity };
    honest.least = Math.min(
      honest.least,
      workOf(() => work(honest!.text)),
    );
    if (more <= MOST * less && more <= mostWork(honest.least, floor)) return false;
  }
  return true;
}

/** The pieces that make a step take too much work, in a short text or in one of maximum length. */
export const dearPieces = (
  work: (text: string) => unknown,
  pieces: readonly Piece[],
  lengths: readonly number[],
  floor?: number,
): string[] => {
  const isDear = (piece: Piece, length: number) => costsTooMuch(work, (text) => text, piece, length, floor);
  return pieces.flatMap((piece) =>
    lengths.filter((length) => isDear(piece, length)).map((length) => `${length} × ${pieceName(piece)}`),
  );
};

export const pieceName = (piece: Piece) => JSON.stringify(typeof piece === 'string' ? piece.slice(0, 20) : piece(0));
