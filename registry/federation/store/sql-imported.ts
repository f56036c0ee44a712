import type { Database, Query, Row } from '../../outbox/database.ts';
import type { GoneTold, Listed } from '../feed-schema.ts';
import {
  type Copy,
  copyKey,
  type ForeignFinding,
  type Imported,
  type ImportedRecord,
  type LogLine,
  type PeerFacts,
} from '../imported.ts';
import type { Licensed } from '../../record/licence.ts';
import type { Held, RecordState } from '../settle.ts';

/** Lines of the log that are kept of each registry. */
const LOG_LINES = 1000;

/** Later than any registry is ever due: a time that is farther off was written when the clock was wrong, and counts for nothing. */
const FARTHEST_MS = 60 * 24 * 3_600_000;

/** What we hold of other registries, over a database that has importedTables. */
export function makeImported(database: Database): Imported {
  const { query, transaction } = database;
  const file = async (peer: string, name: string) => {
    const [row] = await query('select sha256, body from federation_files where peer = $1 and name = $2', [peer, name]);
    return row && { digest: String(row['sha256']), body: String(row['body']) };
  };
  const saveFile = async (peer: string, name: string, digest: string, body: string) => {
    await query(
      `insert into federation_files (peer, name, sha256, body) values ($1, $2, $3, $4)
       on conflict (peer, name) do update set sha256 = excluded.sha256, body = excluded.body`,
      [peer, name, digest, body],
    );
  };

  return {
    async peers() {
      const rows = await query('select id, facts from federation_peers order by id');
      return new Map(rows.map((row) => [String(row['id']), readFacts(row)]));
    },
    async peer(id) {
      const [row] = await query('select facts from federation_peers where id = $1', [id]);
      return row && readFacts(row);
    },
    save: (id, facts, log = []) =>
      transaction(async (run) => {
        await saveFacts(run, id, facts);
        await addLog(run, id, log);
      }),

    async claim(id, { owner, leaseMs, isDue }, now) {
      const rows = await query(
        `update federation_peers set lease_owner = $1, lease_until = $2
         where id = $3 and (lease_until is null or lease_until <= $4 or lease_until > $6)
           and ($5 = 0 or next_at <= $4 or next_at > $7) returning id`,
        [owner, now + leaseMs, id, now, isDue ? 1 : 0, now + 2 * leaseMs, now + FARTHEST_MS],
      );
      return rows.length > 0;
    },
    async release(id, owner, nextAt) {
      await query(
        'update federation_peers set lease_owner = null, lease_until = null, next_at = $1 where id = $2 and lease_owner = $3',
        [nextAt, id, owner],
      );
    },
    async nextAt(id) {
      const [row] = await query('select next_at from federation_peers where id = $1', [id]);
      return row && Number(row['next_at']);
    },

    async pages(peer) {
      const rows = await query('select page, sha256, listed from federation_pages where peer = $1', [peer]);
      return new Map(
        rows.map((row) => [
          String(row['page']),
          { digest: String(row['sha256']), listed: JSON.parse(String(row['listed'])) as Listed[] },
        ]),
      );
    },
    async copies(peer) {
      const rows = await query('select id, sha256, valid, licensed from federation_copies where peer = $1', [peer]);
      return new Map(
        rows.map((row) => [
          keyOf(row),
          { id: String(row['id']), isValid: Number(row['valid']) === 1, licensed: String(row['licensed']) as Licensed },
        ]),
      );
    },
    savePage: (peer, page, { digest, listed }, copies, now) =>
      transaction(async (run) => {
        for (const copy of copies) await saveCopy(run, peer, copy, now);
        await run(
          `insert into federation_pages (peer, page, sha256, listed) values ($1, $2, $3, $4)
           on conflict (peer, page) do update set sha256 = excluded.sha256, listed = excluded.listed`,
          [peer, page, digest, JSON.stringify(listed)],
        );
      }),
    async gone(peer) {
      const found = await file(peer, 'gone');
      return found && { digest: found.digest, told: JSON.parse(found.body) as GoneTold[] };
    },
    saveGone: (peer, digest, told) => saveFile(peer, 'gone', digest, JSON.stringify(told)),
    async vocabularies(peer) {
      const found = await file(peer, 'vocabularies');
      return found && { digest: found.digest, text: found.body };
    },
    saveVocabularies: (peer, digest, text) => saveFile(peer, 'vocabularies', digest, text),
    async translations(peer) {
      const found = await file(peer, 'translations');
      return found && { digest: found.digest, text: found.body };
    },
    saveTranslations: (peer, digest, text) => saveFile(peer, 'translations', digest, text),

    async held(peer) {
      const rows = await query('select * from federation_records where peer = $1', [peer]);
      return new Map(rows.map((row) => [String(row['id']), readHeld(row)]));
    },
    async settle(peer, { facts, records, erased, pages, log }) {
      await transaction(async (run) => {
        for (const [id, held] of records) await saveHeld(run, peer, id, held);
        for (const id of erased) await run('delete from federation_copies where peer = $1 and id = $2', [peer, id]);
        if (pages) await dropUnused(run, peer, pages);
        await addLog(run, peer, log);
        await run('delete from federation_log where peer = $1 and at < $2', [peer, await oldestKept(run, peer)]);
        await saveFacts(run, peer, facts);
      });
      if (erased.length > 0) await database.purge();
    },
    async countMissing(peer) {
      await query(`update federation_records set missed = missed + 1 where peer = $1 and state = 'missing'`, [peer]);
    },

    async records(peer) {
      const told = new Map((await this.gone(peer))?.told.map((each) => [each.id, each]));
      const listed = new Map(
        [...(await this.pages(peer)).values()].flatMap((page) => page.listed.map(({ id, sha256 }) => [id, sha256])),
      );
      const rows = await query(
        `select r.*, c.body, c.licensed, c.fetched_at from federation_records r
         left join federation_copies c on c.peer = r.peer and c.id = r.id and c.sha256 = r.good
         where r.peer = $1 order by r.id`,
        [peer],
      );
      const findings = new Map(
        (await query('select id, sha256, findings from federation_copies where peer = $1', [peer])).map((row) => [
          keyOf(row),
          String(row['findings']),
        ]),
      );
      return rows.map((row): ImportedRecord => {
        const id = String(row['id']);
        return {
          id,
          ...readHeld(row),
          text: row['body'] === null ? undefined : String(row['body']),
          licensed: (row['licensed'] ?? 'link') as Licensed,
          copiedOn: row['fetched_at'] === null ? undefined : dayOf(Number(row['fetched_at'])),
          findings: JSON.parse(findings.get(copyKey(id, listed.get(id) ?? '')) ?? '[]') as ForeignFinding[],
          told: told.get(id),
        };
      });
    },
    async log(peer, limit) {
      const rows = await query(
        `select at, id, event, detail from federation_log where peer = $1 order by at desc, number desc limit ${Math.trunc(limit)}`,
        [peer],
      );
      return rows.map((row): LogLine => ({
        at: Number(row['at']),
        ...(row['id'] === null ? {} : { id: String(row['id']) }),
        event: String(row['event']),
        detail: String(row['detail']),
      }));
    },
    close: () => database.close(),
  };
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

const keyOf = (row: Row) => copyKey(String(row['id']), String(row['sha256']));

const readFacts = (row: Row) => JSON.parse(String(row['facts'])) as PeerFacts;

const readHeld = (row: Row): Held => ({
  state: String(row['state']) as RecordState,
  good: row['good'] === null ? undefined : String(row['good']),
  since: String(row['since']),
  missed: Number(row['missed']),
  ...(row['why'] === null ? {} : { why: String(row['why']) as NonNullable<Held['why']> }),
});

async function saveFacts(run: Query, id: string, facts: PeerFacts): Promise<void> {
  await run('insert into federation_peers (id, facts) values ($1, $2) on conflict (id) do update set facts = excluded.facts', [
    id,
    JSON.stringify(facts),
  ]);
}

async function saveCopy(run: Query, peer: string, copy: Copy, now: number): Promise<void> {
  await run(
    `insert into federation_copies (peer, id, sha256, valid, licensed, findings, body, fetched_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (peer, id, sha256) do update
       set valid = excluded.valid, licensed = excluded.licensed, findings = excluded.findings, body = excluded.body`,
    [peer, copy.id, copy.digest, copy.isValid ? 1 : 0, copy.licensed, JSON.stringify(copy.findings), copy.text ?? null, now],
  );
}

async function saveHeld(run: Query, peer: string, id: string, held: Held | undefined): Promise<void> {
  if (!held) return void (await run('delete from federation_records where peer = $1 and id = $2', [peer, id]));
  const { state, good = null, since, missed, why = null } = held;
  await run(
    `insert into federation_records (peer, id, state, good, since, missed, why) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (peer, id) do update set state = excluded.state, good = excluded.good, since = excluded.since,
       missed = excluded.missed, why = excluded.why`,
    [peer, id, state, good, since, missed, why],
  );
}

/** Pages that the index no longer has, and versions that are neither shown nor listed. */
async function dropUnused(run: Query, peer: string, pages: readonly string[]): Promise<void> {
  const rows = await run('select page, listed from federation_pages where peer = $1', [peer]);
  const kept = new Set(pages);
  const wanted = new Set<string>();
  for (const row of rows) {
    const page = String(row['page']);
    if (!kept.has(page)) await run('delete from federation_pages where peer = $1 and page = $2', [peer, page]);
    else for (const { id, sha256 } of JSON.parse(String(row['listed'])) as Listed[]) wanted.add(copyKey(id, sha256));
  }
  for (const row of await run('select id, good from federation_records where peer = $1 and good is not null', [peer]))
    wanted.add(copyKey(String(row['id']), String(row['good'])));
  for (const row of await run('select id, sha256 from federation_copies where peer = $1', [peer])) {
    if (wanted.has(keyOf(row))) continue;
    await run('delete from federation_copies where peer = $1 and id = $2 and sha256 = $3', [
      peer,
      String(row['id']),
      String(row['sha256']),
    ]);
  }
}

async function addLog(run: Query, peer: string, lines: readonly LogLine[]): Promise<void> {
  for (const [number, { at, id = null, event, detail }] of lines.slice(0, LOG_LINES).entries())
    await run(
      `insert into federation_log (peer, at, number, id, event, detail) values ($1, $2, $3, $4, $5, $6)
       on conflict (peer, at, number) do nothing`,
      [peer, at, number, id, event, detail.slice(0, 500)],
    );
}

/** The time from which on lines of the log are kept. */
async function oldestKept(run: Query, peer: string): Promise<number> {
  const [row] = await run(
    `select at from federation_log where peer = $1 order by at desc, number desc limit 1 offset ${LOG_LINES}`,
    [peer],
  );
  return row ? Number(row['at']) + 1 : 0;
}
