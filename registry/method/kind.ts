import { defineKind } from '../record/record.ts';
import { type Method, methodSchema } from './schema.ts';

/** A method: a way of working that cases use. */
export const methodKind = defineKind<Method>({
  id: 'method',
  folder: 'methods',
  title: 'title',
  question: 'question',
  schema: methodSchema,
  sections: { vocabulary: 'method-sections', ids: ['what-it-is', 'how-it-is-done', 'in-practice', 'limits'] },
  rules: [],
});
