const NAME_LENGTH = 80;
const EMAIL = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

interface Credit {
  name: string;
  email: string;
}

/** Subject and trailers of a proposal's commit. Leaves out a co-author whose name or address cannot be written safely. */
export function commitMessage(title: string, submissionId: string, coAuthor?: Credit): string {
  const trailers = [`Submission-Id: ${submissionId}`, ...creditLine(coAuthor)];
  return `${title}\n\n${trailers.join('\n')}\n`;
}

/** Whether the last paragraph of a commit message names the submission. */
export function isFromSubmission(message: string, submissionId: string): boolean {
  const paragraphs = message.trimEnd().split(/\n{2,}/);
  return paragraphs.length > 1 && paragraphs.at(-1)!.split('\n').includes(`Submission-Id: ${submissionId}`);
}

/** A person's name without characters that could end the line, open an address or mention somebody. */
export function safeName(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{C}<>@#"\\]/gu, '')
    .slice(0, NAME_LENGTH)
    .toWellFormed()
    .trim();
}

function creditLine(coAuthor: Credit | undefined): string[] {
  if (!coAuthor) return [];
  const name = safeName(coAuthor.name);
  return name && coAuthor.email.length <= 254 && EMAIL.test(coAuthor.email)
    ? [`Co-authored-by: ${name} <${coAuthor.email}>`]
    : [];
}
