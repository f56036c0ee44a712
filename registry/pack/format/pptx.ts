import { type Block, type Drawing, noteName, type Pack, type PackStatement, type PackText, statementLabel } from '../document.ts';
import { fit } from './png.ts';
import { BODY, frameOfSlides, PIXEL } from './pptx-frame.ts';
import { type Line, type Slide, slideParts } from './pptx-slide.ts';
import { zipParts } from './settle-zip.ts';

/**
 * Four slides for whoever opens the meeting: the questions, where the cases are and how they went, what they say, and who learned from
 * whom. No words are cut: statements that do not fit stand on the next slide. Its bytes follow from the pack.
 */
export function packPptx(pack: Pack): Uint8Array {
  const slides = [questions(pack), ...placeAndCounts(pack), ...sayings(pack), ...ofDrawing(pack, 'lineage-drawing', 'lineage')];
  const parts = [frameOfSlides(pack, slides.length), ...slides.map((slide, index) => slideParts(slide, index + 1, pack.tag))];
  return zipParts(Object.assign({}, ...parts));
}

const heading = ({ blocks }: Pack, id: string): PackText | undefined => {
  const found = blocks.find((block) => block.type === 'heading' && block.id === id);
  return found?.type === 'heading' ? found.text : undefined;
};

/** The first block of a type after a heading. */
function under<Type extends Block['type']>({ blocks }: Pack, id: string, type: Type): Extract<Block, { type: Type }> | undefined {
  const from = blocks.findIndex((block) => block.type === 'heading' && block.id === id);
  return from < 0 ? undefined : (blocks.slice(from).find((block) => block.type === type) as Extract<Block, { type: Type }>);
}

function questions(pack: Pack): Slide {
  const asked = pack.blocks.flatMap((block) =>
    block.type === 'heading' && block.id.startsWith('question-') ? [{ runs: [{ text: block.text }], hasDot: true }] : [],
  );
  const [theme, ...more] = pack.cover;
  const line = (runs: readonly PackText[] = [], isSmall = false): Line => ({ runs: runs.map((text) => ({ text, isSmall })) });
  const dot: PackText = { text: '·', from: 'fact' };
  const small = more.map(({ runs, style }) =>
    line(style === 'facts' ? runs.flatMap((each, index) => (index > 0 ? [dot, each] : [each])) : runs, true),
  );
  return { title: pack.title, lines: [line(theme?.runs), ...asked, ...small] };
}

function placeAndCounts(pack: Pack): Slide[] {
  const counts = under(pack, 'balance', 'table');
  const table = counts && [counts.head, ...counts.rows.map((cells) => cells.flatMap(([first]) => first ?? []))];
  const [slide] = ofDrawing(pack, 'map', 'region');
  const title = slide?.title ?? heading(pack, 'balance');
  return title && table ? [{ ...slide, title, table }] : [];
}

function ofDrawing(pack: Pack, id: string, chapter: string): Slide[] {
  const drawing = pack.blocks.find((block) => block.type === 'picture' && block.id === id);
  const title = heading(pack, chapter);
  return drawing?.type === 'picture' && title ? [{ title, drawing: readable(drawing) }] : [];
}

/** The least scale at which the names in a drawing are read from the back of a room. */
const LEAST_SCALE = 0.75;

/** A drawing that is too small on a slide is replaced by its lesser one. */
function readable({ lesser, ...drawing }: Drawing): Drawing {
  const { width } = fit(drawing, BODY);
  return lesser && width < drawing.width * PIXEL * LEAST_SCALE ? { ...drawing, ...lesser } : drawing;
}

/** Letters of a line of statements, and lines of a slide: fewer than there is room for in any of our faces. */
const LETTERS = 105;
const LINES = 24;

function sayings(pack: Pack): Slide[] {
  const title = heading(pack, 'highlights');
  const items = under(pack, 'highlights', 'statements')?.items ?? [];
  if (!title || items.length === 0) return [];
  const lines = items.map(said).map((line) => ({ line, needed: roomOf(line) }));
  // As many slides as it takes, each about as full as the next.
  const whole = lines.reduce((sum, { needed }) => sum + needed, 0);
  const least = fill(LINES).length;
  for (let room = Math.ceil(whole / least); ; room++) {
    const slides = fill(Math.min(room, LINES));
    if (slides.length <= least) return slides.map((shown) => ({ title, lines: shown }));
  }

  function fill(room: number): Line[][] {
    const slides: Line[][] = [];
    let left = 0;
    for (const { line, needed } of lines) {
      if (slides.length === 0 || needed > left) {
        slides.push([]);
        left = room;
      }
      slides.at(-1)!.push(line);
      left -= needed;
    }
    return slides;
  }
}

/** Lines of a slide that a statement takes, and the space below it. */
function roomOf({ runs }: Line): number {
  const letters = runs.reduce((sum, { text, isSmall }) => sum + (text.text.length + 1) * (isSmall ? 0.85 : 1), 0);
  return Math.ceil(letters / LETTERS) + 0.5;
}

const said = (item: PackStatement): Line => ({
  runs: [
    { text: item.kind, isStrong: true },
    ...(item.figure ? [{ text: item.figure, isStrong: true }] : []),
    { text: item.text },
    ...item.notes.flatMap((note) => [
      { text: noteName(note), isSmall: true },
      ...(note.text ? [{ text: note.text, isSmall: true }] : []),
    ]),
    ...(item.about ? [{ text: item.about, isStrong: true, ...(item.about.href ? { href: item.about.href } : {}) }] : []),
    { text: { text: statementLabel(item, false), from: 'fact' }, href: item.href, isSmall: true },
  ],
});
