import type { Element } from 'xast';
import { OUTCOME_COLOURS } from '../../chart/outcome-colours.ts';
import { xmlDocument, xmlElement as e } from '../../content/xml.ts';
import type { Pack } from '../document.ts';

/** A slide of 13.33 by 7.5 inches, in English Metric Units, and the part of it below the title. */
const SLIDE = { width: 12_192_000, height: 6_858_000 } as const;
const TITLE = { x: 609_600, y: 320_000, width: 10_972_800, height: 900_000 } as const;
/** A pixel of a drawing. */
export const PIXEL = 9525;
export const BODY = { x: 609_600, y: 1_380_000, width: 10_972_800, height: 5_000_000 } as const;

const OFFICE = 'http://schemas.openxmlformats.org';
export const RELATION = `${OFFICE}/officeDocument/2006/relationships`;
const PACKAGE = `${OFFICE}/package/2006`;
const CONTENT = 'application/vnd.openxmlformats-officedocument';

export const NAMESPACES = {
  'xmlns:a': `${OFFICE}/drawingml/2006/main`,
  'xmlns:r': RELATION,
  'xmlns:p': `${OFFICE}/presentationml/2006/main`,
} as const;

const INK = '1B1E21';
const ACCENT = '17535A';
/** Faces that come with every office program. */
const SERIF = 'Georgia';
const PLAIN = 'Arial';

/** Relations of a part in their order: the first is rId1. */
export const relationsPart = (relations: readonly { type: string; target: string; isOutside?: boolean }[]): string =>
  xmlDocument(
    e(
      'Relationships',
      { xmlns: `${PACKAGE}/relationships` },
      ...relations.map(({ type, target, isOutside }, index) =>
        e('Relationship', {
          Id: `rId${index + 1}`,
          Type: type,
          Target: target,
          TargetMode: isOutside ? 'External' : undefined,
        }),
      ),
    ),
  );

/** The shapes of a slide, as a group at its origin. */
export const shapeTree = (shapes: readonly Element[]): Element =>
  e(
    'p:spTree',
    {},
    e('p:nvGrpSpPr', {}, e('p:cNvPr', { id: '1', name: '' }), e('p:cNvGrpSpPr', {}), e('p:nvPr', {})),
    e('p:grpSpPr', {}),
    ...shapes,
  );

type Frame = { x: number; y: number; width: number; height: number };

/** What a place for words is called, and which place of the layout it is. */
export const nameOfPlace = (id: string, name: string, kind: Record<string, string>): Element =>
  e(
    'p:nvSpPr',
    {},
    e('p:cNvPr', { id, name }),
    e('p:cNvSpPr', {}, e('a:spLocks', { noGrp: '1' })),
    e('p:nvPr', {}, e('p:ph', kind)),
  );

function place(id: string, name: string, kind: Record<string, string>, { x, y, width, height }: Frame, anchor: string): Element {
  return e(
    'p:sp',
    {},
    nameOfPlace(id, name, kind),
    e(
      'p:spPr',
      {},
      e('a:xfrm', {}, e('a:off', { x: String(x), y: String(y) }), e('a:ext', { cx: String(width), cy: String(height) })),
      e('a:prstGeom', { prst: 'rect' }, e('a:avLst', {})),
    ),
    e('p:txBody', {}, e('a:bodyPr', { anchor }, e('a:normAutofit', {})), e('a:lstStyle', {}), e('a:p', {})),
  );
}

const titlePlace = () => place('2', 'Title', { type: 'title' }, TITLE, 'b');
const bodyPlace = () => place('3', 'Text', { type: 'body', idx: '1' }, BODY, 't');

const layout = (name: string, shapes: readonly Element[]): string =>
  xmlDocument(
    e('p:sldLayout', NAMESPACES, e('p:cSld', { name }, shapeTree(shapes)), e('p:clrMapOvr', {}, e('a:masterClrMapping', {}))),
  );

const colour = (value: string) => e('a:solidFill', {}, e('a:srgbClr', { val: value }));
const letters = (size: number, face: string, value: string) =>
  e('a:defRPr', { sz: String(size) }, colour(value), e('a:latin', { typeface: face }), e('a:cs', { typeface: face }));

function master(): string {
  const level = letters(1500, SERIF, INK);
  const spaced = e('a:spcBef', {}, e('a:spcPts', { val: '600' }));
  return xmlDocument(
    e(
      'p:sldMaster',
      NAMESPACES,
      e(
        'p:cSld',
        {},
        e('p:bg', {}, e('p:bgPr', {}, colour('FFFFFF'), e('a:effectLst', {}))),
        shapeTree([titlePlace(), bodyPlace()]),
      ),
      e('p:clrMap', {
        ...{ bg1: 'lt1', tx1: 'dk1', bg2: 'lt2', tx2: 'dk2', hlink: 'hlink', folHlink: 'folHlink' },
        ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((index) => [`accent${index}`, `accent${index}`])),
      }),
      e(
        'p:sldLayoutIdLst',
        {},
        ...[1, 2].map((index) => e('p:sldLayoutId', { id: String(2147483648 + index), 'r:id': `rId${index}` })),
      ),
      e(
        'p:txStyles',
        {},
        e('p:titleStyle', {}, e('a:lvl1pPr', { algn: 'l' }, e('a:buNone', {}), letters(2600, SERIF, INK))),
        e('p:bodyStyle', {}, e('a:lvl1pPr', { marL: '0', indent: '0', algn: 'l' }, spaced, e('a:buNone', {}), level)),
        e('p:otherStyle', {}, e('a:lvl1pPr', {}, letters(1400, PLAIN, INK))),
      ),
    ),
  );
}

function theme(): string {
  const named = (name: string, value: string) => e(`a:${name}`, {}, e('a:srgbClr', { val: value }));
  const colours = {
    ...{ dk1: INK, lt1: 'FFFFFF', dk2: ACCENT, lt2: 'F3F1EA' },
    ...Object.fromEntries(Object.values(OUTCOME_COLOURS).map((value, index) => [`accent${index + 1}`, value.slice(1)])),
    accent6: ACCENT,
    ...{ hlink: ACCENT, folHlink: ACCENT },
  };
  const font = (name: string, face: string) =>
    e(`a:${name}`, {}, e('a:latin', { typeface: face }), e('a:ea', { typeface: '' }), e('a:cs', { typeface: '' }));
  const fill = () => e('a:solidFill', {}, e('a:schemeClr', { val: 'phClr' }));
  const three = (make: () => Element) => [make(), make(), make()];
  return xmlDocument(
    e(
      'a:theme',
      { 'xmlns:a': NAMESPACES['xmlns:a'], name: 'Pack' },
      e(
        'a:themeElements',
        {},
        e('a:clrScheme', { name: 'Pack' }, ...Object.entries(colours).map(([name, value]) => named(name, value))),
        e('a:fontScheme', { name: 'Pack' }, font('majorFont', SERIF), font('minorFont', SERIF)),
        e(
          'a:fmtScheme',
          { name: 'Pack' },
          e('a:fillStyleLst', {}, ...three(fill)),
          e('a:lnStyleLst', {}, ...three(() => e('a:ln', { w: '6350' }, fill()))),
          e('a:effectStyleLst', {}, ...three(() => e('a:effectStyle', {}, e('a:effectLst', {})))),
          e('a:bgFillStyleLst', {}, ...three(fill)),
        ),
      ),
    ),
  );
}

function contentTypes(count: number): string {
  const main = `${CONTENT}.presentationml`;
  const parts: [name: string, type: string][] = [
    ['/ppt/presentation.xml', `${main}.presentation.main+xml`],
    ['/ppt/slideMasters/slideMaster1.xml', `${main}.slideMaster+xml`],
    ...[1, 2].map((index): [string, string] => [`/ppt/slideLayouts/slideLayout${index}.xml`, `${main}.slideLayout+xml`]),
    ...slideNumbers(count).map((index): [string, string] => [`/ppt/slides/slide${index}.xml`, `${main}.slide+xml`]),
    ['/ppt/theme/theme1.xml', `${CONTENT}.theme+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ];
  const ends = { rels: 'application/vnd.openxmlformats-package.relationships+xml', xml: 'application/xml', png: 'image/png' };
  return xmlDocument(
    e(
      'Types',
      { xmlns: `${PACKAGE}/content-types` },
      ...Object.entries(ends).map(([Extension, ContentType]) => e('Default', { Extension, ContentType })),
      ...parts.map(([PartName, ContentType]) => e('Override', { PartName, ContentType })),
    ),
  );
}

const slideNumbers = (count: number) => Array.from({ length: count }, (_none, index) => index + 1);

function presentation(count: number): string {
  return xmlDocument(
    e(
      'p:presentation',
      NAMESPACES,
      e('p:sldMasterIdLst', {}, e('p:sldMasterId', { id: '2147483648', 'r:id': 'rId1' })),
      e(
        'p:sldIdLst',
        {},
        ...slideNumbers(count).map((index) => e('p:sldId', { id: String(255 + index), 'r:id': `rId${index + 1}` })),
      ),
      e('p:sldSz', { cx: String(SLIDE.width), cy: String(SLIDE.height) }),
      e('p:notesSz', { cx: String(SLIDE.height), cy: String(SLIDE.width) }),
    ),
  );
}

const properties = ({ title, author, date, tag, session, version }: Pack): string =>
  xmlDocument(
    e(
      'cp:coreProperties',
      {
        'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      },
      e('dc:title', {}, title.text),
      e('dc:creator', {}, author.text),
      e('dc:description', {}, `${session}@${version}`),
      e('dc:language', {}, tag),
      ...['dcterms:created', 'dcterms:modified'].map((name) => e(name, { 'xsi:type': 'dcterms:W3CDTF' }, `${date}T00:00:00Z`)),
    ),
  );

/** What a file of slides has beside them: how it is put together, and how titles and words look. */
export function frameOfSlides(pack: Pack, count: number): Record<string, string> {
  const to = (type: string, target: string) => ({ type: `${RELATION}/${type}`, target });
  const above = relationsPart([to('slideMaster', '../slideMasters/slideMaster1.xml')]);
  return {
    '[Content_Types].xml': contentTypes(count),
    '_rels/.rels': relationsPart([
      to('officeDocument', 'ppt/presentation.xml'),
      { type: `${PACKAGE}/relationships/metadata/core-properties`, target: 'docProps/core.xml' },
    ]),
    'docProps/core.xml': properties(pack),
    'ppt/presentation.xml': presentation(count),
    'ppt/_rels/presentation.xml.rels': relationsPart([
      to('slideMaster', 'slideMasters/slideMaster1.xml'),
      ...slideNumbers(count).map((index) => to('slide', `slides/slide${index}.xml`)),
      to('theme', 'theme/theme1.xml'),
    ]),
    'ppt/slideMasters/slideMaster1.xml': master(),
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationsPart([
      ...[1, 2].map((index) => to('slideLayout', `../slideLayouts/slideLayout${index}.xml`)),
      to('theme', '../theme/theme1.xml'),
    ]),
    'ppt/slideLayouts/slideLayout1.xml': layout('Text', [titlePlace(), bodyPlace()]),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': above,
    'ppt/slideLayouts/slideLayout2.xml': layout('Picture', [titlePlace()]),
    'ppt/slideLayouts/_rels/slideLayout2.xml.rels': above,
    'ppt/theme/theme1.xml': theme(),
  };
}
