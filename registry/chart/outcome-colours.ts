import type { Outcome } from '../case/schema.ts';

/** The colours of outcomes in documents: those that the pages have by day (tokens.css). */
export const OUTCOME_COLOURS: Readonly<Record<Outcome, string>> = {
  worked: '#0a6650',
  mixed: '#7a5800',
  'did-not-work': '#943c1b',
  'too-early': '#3a5696',
  unknown: '#555b60',
};
