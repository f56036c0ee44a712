import { defineKind } from '../record/record.ts';
import { checkCountry } from './rules/country.ts';
import { checkCustodian } from './rules/custodian.ts';
import { type Lab, labSchema } from './schema.ts';

/** A lab: an organisation that contributes or that sources name. Its description is one field; it has no body. */
export const labKind = defineKind<Lab>({
  id: 'lab',
  folder: 'labs',
  title: 'name',
  schema: labSchema,
  sections: { vocabulary: 'sections', ids: [] },
  rules: [checkCountry, checkCustodian],
});
