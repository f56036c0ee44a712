/** What a reviewer asks the sender of a submission, and the answer. Times are milliseconds since 1970. */
export interface Question {
  id: string;
  submission: string;
  /** The reviewer's name, as the sender reads it. */
  by: string;
  askedAt: number;
  text: string;
  answer?: string;
  answeredAt?: number;
}

export interface QuestionStore {
  /** False when the submission is decided, has as many questions as one may have, or the id is taken. */
  ask(question: Pick<Question, 'id' | 'submission' | 'by' | 'text'>, now: number): Promise<boolean>;
  /** False when there is no such question without an answer, or the submission is decided. */
  answer(submission: string, id: string, answer: string, now: number): Promise<boolean>;
  /** The oldest first. */
  list(submission: string): Promise<Question[]>;
  /** How many questions of each submission under review wait for their answer, and how many have one. */
  counts(): Promise<Map<string, { open: number; answered: number }>>;
}

/** More would be a conversation, which has other places. */
export const MOST_ASKED = 20;
/** Characters of a question, of an answer, and of the reason of a decision. */
export const LONGEST_ANSWER = 2000;
