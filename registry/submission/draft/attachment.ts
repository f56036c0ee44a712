import type { Case } from '../../case/schema.ts';
import type { Tree } from '../../content/tree.ts';
import { finding } from '../../finding/finding.ts';
import type { Locale } from '../../locale/locale.ts';
import { cleanPicture, isPictureKind } from '../../photo/clean.ts';
import { NotAPicture, TooManyPixels } from '../../photo/picture.ts';
import { hasWholePixels } from '../../photo/png-pixels.ts';
import { folderOf } from '../../record/path.ts';
import { problem, problemOf, type SubmissionProblem } from '../check/submission-problem.ts';
import { detectType, extensionOf } from '../attachment-type.ts';
import type { SubmittedAttachment, CasePayload } from '../schema.ts';

/**
 * Attachments whose content differs from their stated type, by the first bytes, and for pictures by all parts; documents that were
 * cut short; also every document but the first, because reviewers read one beside the record.
 */
export function findWrongAttachments({ attachments = [] }: CasePayload, locale: Locale): SubmissionProblem[] {
  const documents = attachments.flatMap(({ type }, index) => (type === 'application/pdf' ? [index] : []));
  const tooMany = documents.slice(1).map((index) => {
    const found = finding('list-too-long', { file: '' }, { field: 'attachments (PDF)', max: 1 });
    return problemOf(found, `/attachments/${index}`, locale);
  });
  const wrong = attachments.flatMap((attachment, index) => {
    const code = whyWrong(attachment);
    return code ? [wrongAttachment(code, attachment, index, locale)] : [];
  });
  return [...wrong, ...tooMany];
}

function whyWrong(attachment: SubmittedAttachment): 'attachment-type' | 'attachment-broken' | 'attachment-pixels' | undefined {
  const { type, data } = attachment;
  // Its start is enough: this way a large file is decoded only once.
  if (detectType(Buffer.from(data.slice(0, 32), 'base64')) !== type) return 'attachment-type';
  try {
    const bytes = cleanAttachment(attachment);
    // A PDF that was cut short lacks the mark of its end, before which readers look for its table of contents.
    return attachment.type === 'application/pdf' && !bytes.includes('%%EOF') ? 'attachment-broken' : undefined;
  } catch (error) {
    if (error instanceof TooManyPixels) return 'attachment-pixels';
    if (error instanceof NotAPicture) return 'attachment-broken';
    throw error;
  }
}

const wrongAttachment = (
  code: 'attachment-type' | 'attachment-broken' | 'attachment-pixels',
  { name, type }: SubmittedAttachment,
  index: number,
  locale: Locale,
) => problem(code, `/attachments/${index}/data`, locale, { name, type });

/** Pictures with damaged pixels that findWrongAttachments does not detect; checked once, on arrival. */
export async function findDamagedPictures({ attachments = [] }: CasePayload, locale: Locale): Promise<SubmissionProblem[]> {
  const problems: SubmissionProblem[] = [];
  for (const [index, attachment] of attachments.entries()) {
    if (attachment.type !== 'image/png' || whyWrong(attachment)) continue;
    const isWhole = await hasWholePixels(Buffer.from(attachment.data, 'base64'));
    if (!isWhole) problems.push(wrongAttachment('attachment-broken', attachment, index, locale));
  }
  return problems;
}

/** A picture without personal metadata; a PDF unchanged. Throws NotAPicture. */
function cleanAttachment({ type, data }: SubmittedAttachment): Buffer {
  const bytes = Buffer.from(data, 'base64');
  const extension = extensionOf(type);
  return isPictureKind(extension) ? cleanPicture(bytes, extension).bytes : bytes;
}

/** The submission with its pictures cleaned of personal metadata, as it is stored from the start. Throws NotAPicture. */
export const withCleanPictures = <Sent extends Pick<CasePayload, 'attachments'>>(submission: Sent): Sent =>
  submission.attachments
    ? {
        ...submission,
        attachments: submission.attachments.map((each) => ({ ...each, data: cleanAttachment(each).toString('base64') })),
      }
    : submission;

/** Attachments in the facts of a record, under our own names; existing files of a corrected record keep theirs. */
export function nameAttachments(
  { attachments = [] }: CasePayload,
  existing: ReadonlySet<string>,
): NonNullable<Case['attachments']> {
  let number = 0;
  return attachments.map(({ type, description }) => {
    let file = '';
    do file = `${++number}.${extensionOf(type)}`;
    while (existing.has(`files/${file}`));
    return { file, text: description };
  });
}

/** Attachments as files of a record's folder, with the names of nameAttachments and cleaned pictures. */
export function attachmentFiles(payload: CasePayload, existing: ReadonlySet<string>): { path: string; content: Uint8Array }[] {
  const names = nameAttachments(payload, existing);
  return (payload.attachments ?? []).map((each, index) => ({
    path: `files/${names[index]!.file}`,
    content: new Uint8Array(cleanAttachment(each)),
  }));
}

/** The files in a record's folder, relative to it. */
export function filesBeside(file: string, tree: Tree): Set<string> {
  const folder = folderOf(file);
  return new Set([...tree.keys()].flatMap((path) => (path.startsWith(folder) ? [path.slice(folder.length)] : [])));
}
