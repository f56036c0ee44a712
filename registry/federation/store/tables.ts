import type { Tables } from '../../outbox/database.ts';

/** What is kept of other registries, beside the outbox. Times are milliseconds since 1970. */
export const importedTables: Tables = {
  make: ({ integer, strict }) => [
    `create table if not exists federation_peers (
      id text primary key, facts text not null, next_at ${integer} not null default 0,
      lease_owner text, lease_until ${integer}
    )${strict}`,
    `create table if not exists federation_pages (
      peer text not null, page text not null, sha256 text not null, listed text not null, primary key (peer, page)
    )${strict}`,
    `create table if not exists federation_copies (
      peer text not null, id text not null, sha256 text not null, valid ${integer} not null, licensed text not null,
      findings text not null, body text, fetched_at ${integer} not null, primary key (peer, id, sha256)
    )${strict}`,
    `create table if not exists federation_records (
      peer text not null, id text not null, state text not null, good text, since text not null, missed ${integer} not null,
      why text, primary key (peer, id)
    )${strict}`,
    `create table if not exists federation_files (
      peer text not null, name text not null, sha256 text not null, body text not null, primary key (peer, name)
    )${strict}`,
    `create table if not exists federation_log (
      peer text not null, at ${integer} not null, number ${integer} not null, id text, event text not null, detail text not null,
      primary key (peer, at, number)
    )${strict}`,
  ],
  added: () => [],
  afterwards: [],
  erasing: ['federation_copies', 'federation_records', 'federation_files'],
};
