import { readLocalXml } from './xml.ts';

/** What a part of a file refers to: another part, or something outside. */
export interface Relation {
  id: string;
  type: string;
  target: string;
  isExternal: boolean;
}

/** The relations of a part; a part without a file of them has none. */
export function readRelations(xml: string | undefined): Relation[] {
  const relations: Relation[] = [];
  if (xml === undefined) return relations;
  readLocalXml(xml, {
    open(name, { Id = '', Type = '', Target = '', TargetMode = '' }) {
      if (name === 'Relationship')
        relations.push({ id: Id, type: Type, target: Target, isExternal: /^external$/i.test(TargetMode) });
    },
  });
  return relations;
}
