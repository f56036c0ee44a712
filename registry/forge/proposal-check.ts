import { Rejected } from './errors.ts';
import { type Proposal, type ProposedFile, isSubmissionId } from './forge.ts';
import { recordFolder } from './paths.ts';
import { isTitle } from './title.ts';

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N} :_-]{0,48}[\p{L}\p{N}])?$/u;
const REVIEWER = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\/[A-Za-z0-9._-]{1,100})?$/;

/** GitHub's limit is 65,536 characters, counted its own way. */
export const MAX_BODY = 60_000;
const MAX_FILES = 30;
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * The record's folder in the repository, after checking the proposal; throws Rejected for an invalid one. Each adapter
 * validates again instead of trusting its caller.
 */
export function checkProposal(proposal: Proposal): string {
  const { submissionId, title, body, files, labels, reviewers } = proposal;
  demand(isSubmissionId(submissionId), 'The submission id is not one of ours.');
  demand(isTitle(title), 'The title has characters that titles may not have, or is too long.');
  demand(body.isWellFormed() && !body.includes('\0') && body.length <= MAX_BODY, 'The body is not text, or is too long.');
  demand(labels.length <= 20 && labels.every((label) => LABEL.test(label)), 'A label has characters that labels may not have.');
  demand(
    reviewers.length <= 50 && reviewers.every((name) => REVIEWER.test(name)),
    'A reviewer is not a name of an account or team.',
  );
  demand(files.length > 0 && files.length <= MAX_FILES, `A proposal has between 1 and ${MAX_FILES} files.`);
  demand(files.every(isFit), 'A text is not UTF-8, or an attachment is not given as bytes.');
  demand(files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0) <= MAX_BYTES, 'The files are too large.');
  return recordFolder(files.map(({ path }) => path));
}

function isFit({ path, content }: ProposedFile): boolean {
  return path.endsWith('.md') ? typeof content === 'string' && content.isWellFormed() : content instanceof Uint8Array;
}

function demand(isMet: boolean, message: string): asserts isMet {
  if (!isMet) throw new Rejected('malformed', message);
}
