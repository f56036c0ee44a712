/** A form draft on this device: its fields, including hidden ones, and the state of the form. */
export interface StoredDraft {
  saved: number;
  /** Id of the current step. */
  step: string;
  /** Stored when the page was left by a button: the server's next page is newer. */
  submitted: boolean;
  /** Left by the send button. */
  sent: boolean;
  entries: [name: string, value: string][];
}

/** The version of the format: drafts of other versions are ignored. */
const PREFIX = 'lo-que-funciona:draft:1:';

/** The draft of a form: `new`, `pilot`, or the id of the corrected case. */
export function readDraft(form: string): StoredDraft | undefined {
  try {
    const text = localStorage.getItem(PREFIX + form);
    return text === null ? undefined : (JSON.parse(text) as StoredDraft);
  } catch {
    return undefined;
  }
}

/** False when the device refuses: private windows, full storage. */
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
    // Without storage there is nothing to delete.
  }
}

/** Deletes drafts whose form was accepted: their status page is open. */
export function deleteSent(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      const form = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined;
      if (form !== undefined && readDraft(form)?.sent) deleteDraft(form);
    }
  } catch {
    // Without storage there is nothing to delete.
  }
}
