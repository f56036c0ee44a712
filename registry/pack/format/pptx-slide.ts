import type { Element } from 'xast';
import { xmlDocument, xmlElement as e } from '../../content/xml.ts';
import { unbroken } from '../../page/unbroken.ts';
import type { Drawing, PackText } from '../document.ts';
import { fit, pictureAsPng } from './png.ts';
import { BODY, nameOfPlace, NAMESPACES, RELATION, relationsPart, shapeTree } from './pptx-frame.ts';

/** A paragraph of a slide. */
export interface Line {
  runs: { text: PackText; href?: string; isStrong?: boolean; isSmall?: boolean }[];
  hasDot?: boolean;
}

/** What stands on a slide: words, or a drawing and a table beside it. */
export interface Slide {
  title: PackText;
  lines?: Line[];
  drawing?: Drawing;
  table?: readonly (readonly PackText[])[];
}

const ROW = 381_000;
const COLUMNS = [3_000_000, 1_200_000] as const;
const TABLE = COLUMNS[0] + COLUMNS[1];

/** A slide as the parts of its file, by name. */
export function slideParts(slide: Slide, number: number, tag: string): Record<string, string | Uint8Array> {
  const relations: { type: string; target: string; isOutside: boolean }[] = [];
  const relate = (type: string, target: string, isOutside = false): string => `rId${relations.push({ type, target, isOutside })}`;
  relate('slideLayout', `../slideLayouts/slideLayout${slide.lines ? 1 : 2}.xml`);

  const run = ({ text: { text, lang }, href, isStrong, isSmall }: Line['runs'][number]): Element =>
    e(
      'a:r',
      {},
      e(
        'a:rPr',
        { lang: lang ?? tag, sz: isSmall ? '1200' : undefined, b: isStrong ? '1' : undefined },
        // Said twice: LibreOffice forgets the colour of links after small words.
        href === undefined ? undefined : e('a:solidFill', {}, e('a:schemeClr', { val: 'hlink' })),
        href === undefined ? undefined : e('a:hlinkClick', { 'r:id': relate('hyperlink', href, true) }),
      ),
      e('a:t', {}, unbroken(text)),
    );
  const blank = () => e('a:r', {}, e('a:rPr', { lang: tag }), e('a:t', {}, ' '));
  const paragraph = ({ runs, hasDot }: Line): Element =>
    e(
      'a:p',
      {},
      hasDot
        ? e('a:pPr', { marL: '285750', indent: '-285750' }, e('a:buChar', { char: '•' }))
        : e('a:pPr', { marL: '0', indent: '0' }, e('a:buNone', {})),
      ...runs.flatMap((each, index) => (index > 0 ? [blank(), run(each)] : [run(each)])),
    );
  const placeholder = (id: string, name: string, kind: Record<string, string>, lines: readonly Element[]): Element =>
    e(
      'p:sp',
      {},
      nameOfPlace(id, name, kind),
      e('p:spPr', {}),
      e('p:txBody', {}, e('a:bodyPr', {}), e('a:lstStyle', {}), ...lines),
    );

  const picture = ({ id, alt, width, height }: Drawing): Element => {
    const size = fit({ width, height }, { width: slide.table ? BODY.width - TABLE - ROW : BODY.width, height: BODY.height });
    const x = slide.table ? BODY.x : BODY.x + Math.round((BODY.width - size.width) / 2);
    return e(
      'p:pic',
      {},
      e(
        'p:nvPicPr',
        {},
        e('p:cNvPr', { id: '4', name: id, descr: alt.text }),
        e('p:cNvPicPr', {}, e('a:picLocks', { noChangeAspect: '1' })),
        e('p:nvPr', {}),
      ),
      e(
        'p:blipFill',
        {},
        e('a:blip', { 'r:embed': relate('image', `../media/${id}.png`) }),
        e('a:stretch', {}, e('a:fillRect', {})),
      ),
      e(
        'p:spPr',
        {},
        e(
          'a:xfrm',
          {},
          e('a:off', { x: String(x), y: String(BODY.y) }),
          e('a:ext', { cx: String(size.width), cy: String(size.height) }),
        ),
        e('a:prstGeom', { prst: 'rect' }, e('a:avLst', {})),
      ),
    );
  };

  const table = (rows: readonly (readonly PackText[])[]): Element =>
    e(
      'p:graphicFrame',
      {},
      e('p:nvGraphicFramePr', {}, e('p:cNvPr', { id: '5', name: 'Table' }), e('p:cNvGraphicFramePr', {}), e('p:nvPr', {})),
      e(
        'p:xfrm',
        {},
        e('a:off', { x: String(BODY.x + BODY.width - TABLE), y: String(BODY.y) }),
        e('a:ext', { cx: String(TABLE), cy: String(ROW * rows.length) }),
      ),
      e(
        'a:graphic',
        {},
        e(
          'a:graphicData',
          { uri: 'http://schemas.openxmlformats.org/drawingml/2006/table' },
          e(
            'a:tbl',
            {},
            e('a:tblPr', { firstRow: '1' }),
            e('a:tblGrid', {}, ...COLUMNS.map((w) => e('a:gridCol', { w: String(w) }))),
            ...rows.map((cells, row) =>
              e(
                'a:tr',
                { h: String(ROW) },
                ...cells.map((text) =>
                  e(
                    'a:tc',
                    {},
                    e('a:txBody', {}, e('a:bodyPr', {}), e('a:lstStyle', {}), e('a:p', {}, run({ text, isStrong: row === 0 }))),
                    e('a:tcPr', {}),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    );

  const shapes = [
    placeholder('2', 'Title', { type: 'title' }, [e('a:p', {}, run({ text: slide.title }))]),
    ...(slide.lines ? [placeholder('3', 'Text', { type: 'body', idx: '1' }, slide.lines.map(paragraph))] : []),
    ...(slide.drawing ? [picture(slide.drawing)] : []),
    ...(slide.table ? [table(slide.table)] : []),
  ];
  const root = e('p:sld', NAMESPACES, e('p:cSld', {}, shapeTree(shapes)), e('p:clrMapOvr', {}, e('a:masterClrMapping', {})));
  return {
    [`ppt/slides/slide${number}.xml`]: xmlDocument(root),
    [`ppt/slides/_rels/slide${number}.xml.rels`]: relationsPart(
      relations.map(({ type, target, isOutside }) => ({ type: `${RELATION}/${type}`, target, isOutside })),
    ),
    ...(slide.drawing ? { [`ppt/media/${slide.drawing.id}.png`]: pictureAsPng(slide.drawing) } : {}),
  };
}
