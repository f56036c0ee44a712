/** What this device keeps of a form: its fields with hidden ones, and how it stood when they were kept. */
export interface StoredDraft {
  saved: number;
  /** Id of the step that was on show. */
  step: string;
  /** Kept at the moment of leaving the page by a button: what the server shows next is newer. */
  submitted: boolean;
  /** Left by the button that sends. */
  sent: boolean;
  entries: [name: string, value: string][];
}

/** A newer shape of drafts gets a newer number: what an older page has left is not read. */
const PREFIX = 'lo-que-funciona:draft:1:';

/** The draft of a form: `new`, or the id of the case that it corrects. */
export function readDraft(form: string): StoredDraft | undefined {
  try {
    const text = localStorage.getItem(PREFIX + form);
    return text === null ? undefined : (JSON.parse(text) as StoredDraft);
  } catch {
    return undefined;
  }
}

/** False when the device does not let us: private windows, full storage. */
export function writeDraft(form: string, draft: StoredDraft): boolean {
  try {
    localStorage.setItem(PREFIX + form, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function deleteDraft(form: string): void {
  try {
    localStorage.removeItem(PREFIX + form);
  } catch {
    // Where nothing can be stored, nothing is.
  }
}

/** Drops drafts whose form has arrived: their status page is on show. */
export function deleteSent(): void {
  for (const key of Object.keys(localStorage)) {
    const form = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
    if (form !== undefined && readDraft(form)?.sent) deleteDraft(form);
  }
}
