import { DatabaseSync } from 'node:sqlite';
import { tokenize } from '#registry/search/analysis/tokens.ts';
import type { SearchDocument } from '#registry/search/document.ts';
import { fromWords } from '#registry/search/field-texts.ts';

/** SQLite's FTS5 in memory with the texts of some documents, as somebody would use it: accents removed, weights as ours. */
export function makeFullTextDatabase(documents: readonly SearchDocument[]): { search: (q: string) => string[] } {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE records USING fts5(id UNINDEXED, title, problem, summary, lessons, concepts, names, body, others,
     tokenize = 'unicode61 remove_diacritics 2')`,
  );
  const insert = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const wordsOf = (words: Parameters<typeof fromWords>[0]) =>
    fromWords(words)
      .map(({ text }) => text)
      .join('\n');
  database.exec('BEGIN');
  for (const { id, card, lessons, concepts, names, body = '', others = {} } of documents)
    insert.run(
      ...[id, card.title, card.problem, card.summary],
      ...[lessons.map(({ text }) => text).join('\n'), Object.values(concepts).map(wordsOf).join('\n'), wordsOf(names), body],
      wordsOf(others),
    );
  database.exec('COMMIT');
  const select = database.prepare(
    'SELECT id FROM records WHERE records MATCH ? ORDER BY bm25(records, 0, 3, 2, 1.5, 1, 1, 1.5, 0.5, 0.5) LIMIT 20',
  );
  return {
    search: (q) =>
      select
        .all(
          tokenize(q)
            .map(({ start, end }) => `"${q.slice(start, end).replaceAll('"', '')}"`)
            .join(' OR '),
        )
        .map((row) => String(row['id'])),
  };
}
