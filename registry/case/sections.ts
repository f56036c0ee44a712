/** The sections of a case's body in order; their headings in each language are concepts of the vocabulary `sections`. */
export const SECTIONS = [
  'context',
  'what-was-done',
  'results',
  'what-worked',
  'what-did-not-work',
  'depends-on',
  'open-questions',
] as const;
export type SectionId = (typeof SECTIONS)[number];
