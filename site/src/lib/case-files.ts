import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CaseFile, describeFile } from '#registry/photo/case-file.ts';
import { folderOf } from '#registry/record/path.ts';
import type { CaseRecord } from '#registry/case/record.ts';
import { contentDir } from './environment.ts';

export const readCaseFile = (caseFile: string, file: string) => readFile(join(contentDir, folderOf(caseFile), 'files', file));

/** The files of a case with their sizes. */
export const caseFiles = ({ file, facts }: CaseRecord): Promise<CaseFile[]> =>
  Promise.all(
    (facts.attachments ?? []).map(async (attachment) => describeFile(attachment, await readCaseFile(file, attachment.file))),
  );
