import { xmlDocument, xmlElement as e } from '../../content/xml.ts';

export const OFFICE = 'http://schemas.openxmlformats.org';
export const RELATION = `${OFFICE}/officeDocument/2006/relationships`;
export const PACKAGE = `${OFFICE}/package/2006`;
export const SPREADSHEET = `${OFFICE}/spreadsheetml/2006/main`;

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

const ENDS = { rels: 'application/vnd.openxmlformats-package.relationships+xml', xml: 'application/xml', png: 'image/png' };

/** Says what each part is: by the end of its name, or by itself. */
export const typesPart = (parts: readonly (readonly [name: string, type: string])[]): string =>
  xmlDocument(
    e(
      'Types',
      { xmlns: `${PACKAGE}/content-types` },
      ...Object.entries(ENDS).map(([Extension, ContentType]) => e('Default', { Extension, ContentType })),
      ...parts.map(([PartName, ContentType]) => e('Override', { PartName, ContentType })),
    ),
  );
