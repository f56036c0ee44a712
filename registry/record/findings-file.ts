import { openKeptValues } from '../content/kept-values.ts';
import type { Found } from './found-before.ts';
import type { PackedRecord } from './packed-record.ts';

/** Content folders that are remembered, and what they were when an edition was frozen: copies for a try come and go. */
const MAX_FILES = 24;

/** What the last check of a content folder found. */
export const openFindingsFile = (contentDir: string, folder?: string) =>
  openKeptValues<Found>('found', contentDir, MAX_FILES, folder);

/** As many megabytes as the texts of a registry are. */
const MAX_REGISTRIES = 3;

/** The records of a content folder as they were read last, for a program that reads all of them each time. */
export const openRecordsFile = (contentDir: string, folder?: string) =>
  openKeptValues<PackedRecord>('records', contentDir, MAX_REGISTRIES, folder);
