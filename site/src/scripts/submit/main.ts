import { watchChecks } from './live-check.ts';
import { watchCounters } from './counters.ts';
import { keepDraft } from './keep-draft.ts';
import { deleteSent } from './draft-store.ts';
import { watchFiles } from './file-sizes.ts';
import { watchLists } from './lists.ts';

// Progressive enhancement: each page works without this script.
const form = document.getElementById('submit-form') as HTMLFormElement | null;
if (form) {
  watchCounters(form);
  const { save } = keepDraft(form);
  watchLists(form, save);
  watchChecks(form);
  watchFiles(form);
} else if (document.querySelector('.status-now')) {
  deleteSent();
}
