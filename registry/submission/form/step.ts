import { SECTIONS } from '../../case/sections.ts';
import { type Field, fieldAt, withInner } from './field.ts';

/** The forms: short (a lesson), long (a whole case), what has not begun, and correction. */
export type PathName = 'quick' | 'full' | 'pilot' | 'improve';

export interface FormStep {
  /** Its words are the strings `form.step.<id>`. */
  id: string;
  /** Paths of its fields; a group or list includes everything in it. */
  fields: readonly string[];
}

const you = { id: 'you', fields: ['firstHand', 'references', 'organisation', 'contact', 'consent'] };
const learned = {
  id: 'learned',
  fields: ['case.lessons', 'case.verdicts', 'case.challenges', 'otherChallenge', 'case.instruments', 'case.sectors'],
};
const basics = ['case.title', 'case.problem', 'case.summary'];
const place = ['case.places', 'case.level'];

const full: readonly FormStep[] = [
  { id: 'what', fields: [...basics, 'case.name', ...place] },
  learned,
  {
    id: 'story',
    fields: SECTIONS.map((section) => `body.${section}`),
  },
  { id: 'results', fields: ['case.results', 'case.cost', 'case.effort', 'case.spillovers'] },
  { id: 'who', fields: ['case.actors', 'case.period', 'case.lifecycle', 'case.stopReasons', 'case.milestones', 'case.since'] },
  { id: 'elsewhere', fields: ['case.transfer', 'case.lineage', 'case.methods'] },
  { id: 'frame', fields: ['case.mission', 'case.policyMix', 'case.sdgs'] },
  you,
];

export const formPaths: Readonly<Record<PathName, readonly FormStep[]>> = {
  quick: [{ id: 'what', fields: [...basics, 'body.what-was-done', ...place] }, learned, you],
  full,
  pilot: [
    { id: 'plan', fields: [...basics, ...place, 'case.challenges', 'otherChallenge', 'case.sectors'] },
    { id: 'owe', fields: ['case.period', 'case.milestones', 'case.lineage'] },
    { id: 'who-plans', fields: ['organisation', 'references', 'contact', 'consent'] },
  ],
  // Published cases are already sorted.
  improve: full.map((step) => ({ ...step, fields: step.fields.filter((field) => field !== 'otherChallenge') })),
};

/** The last page of every path: a preview and the send button. */
export const REVIEW = 'review';

/** The fields of a step. */
export const fieldsOfStep = (step: FormStep): Field[] => step.fields.map((path) => fieldAt(path)!);

/** The step of a path with a field; undefined when no step asks for it. */
export function stepWith(path: PathName, field: string): FormStep | undefined {
  return formPaths[path].find((step) => step.fields.some((top) => field === top || field.startsWith(`${top}.`)));
}

/** Every field of a path, including nested ones. */
export const fieldsOfPath = (path: PathName): Field[] =>
  formPaths[path].flatMap((step) => fieldsOfStep(step).flatMap((field) => [...withInner(field)]));

/** The parts of a correction: each is sent whole or not at all. */
export const units: readonly string[] = [...new Set(formPaths.full.flatMap((step) => step.fields))].filter((path) =>
  /^(?:case|body)\./.test(path),
);
