import type { Database, Row } from './database.ts';
import { MOST_ASKED, type Question, type QuestionStore } from './question.ts';

/** Questions to senders, in the outbox's database: they are erased with the sender's address. */
export const makeQuestionStore = ({ query, transaction }: Database): QuestionStore => ({
  ask: ({ id, submission, by, text }, now) =>
    transaction(async (run) => {
      const [row] = await run(
        `select count(outbox_questions.id) as count from outbox_submissions
         left join outbox_questions on outbox_questions.submission = outbox_submissions.id
         where outbox_submissions.id = $1 and decided_at is null group by outbox_submissions.id`,
        [submission],
      );
      if (!row || Number(row['count']) >= MOST_ASKED) return false;
      const rows = await run(
        `insert into outbox_questions (id, submission, asked_by, asked_at, question) values ($1, $2, $3, $4, $5)
         on conflict do nothing returning id`,
        [id, submission, by, now, text],
      );
      return rows.length > 0;
    }),
  async answer(submission, id, answer, now) {
    const rows = await query(
      `update outbox_questions set answer = $1, answered_at = $2 where id = $3 and submission = $4 and answer is null
         and submission in (select id from outbox_submissions where decided_at is null) returning id`,
      [answer, now, id, submission],
    );
    return rows.length > 0;
  },
  async list(submission) {
    const rows = await query('select * from outbox_questions where submission = $1 order by asked_at, id', [submission]);
    return rows.map(readQuestion);
  },
  async counts() {
    const rows = await query(
      `select submission, count(*) as asked, count(answer) as answered from outbox_questions
       where submission in (select id from outbox_submissions where decided_at is null) group by submission`,
    );
    return new Map(
      rows.map((row) => {
        const answered = Number(row['answered']);
        return [row['submission'] as string, { open: Number(row['asked']) - answered, answered }];
      }),
    );
  },
});

const readQuestion = (row: Row): Question => ({
  id: row['id'] as string,
  submission: row['submission'] as string,
  by: row['asked_by'] as string,
  askedAt: row['asked_at'] as number,
  text: row['question'] as string,
  ...(row['answer'] === null ? {} : { answer: row['answer'] as string, answeredAt: row['answered_at'] as number }),
});
