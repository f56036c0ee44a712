import { type StoredDraft, deleteDraft, readDraft, writeDraft } from './draft-store.ts';
import { appendItem } from './lists.ts';
import { t, tag } from './settings.ts';

const PAUSE_MS = 400;
/** Never stored: the honeypot, a lab's token, and files, which cannot be restored. */
const NOT_KEPT = /^(?:website|go|token|shows-\d)$/;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Stores typed values on the device and restores them after a reload, a crash or a week. */
export function keepDraft(form: HTMLFormElement): { save: () => void } {
  const name = form.dataset['draft']!;
  const step = form.dataset['step']!;
  const asked = (form.dataset['asks'] ?? '').split(' ').filter(Boolean);
  const isAsked = (field: string) => asked.some((top) => field === top || field.startsWith(`${top}.`));
  const state = document.getElementById('draft-state')!;
  const remove = document.getElementById('draft-delete') as HTMLButtonElement;
  const valueOf = (field: string) => (form.elements.namedItem(field) as HTMLInputElement | null)?.value ?? '';

  const collect = () =>
    [...new FormData(form)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !NOT_KEPT.test(entry[0]),
    );

  const write = (how: Pick<StoredDraft, 'submitted' | 'sent'>) => {
    const saved = Date.now();
    const isKept = writeDraft(name, { saved, step, entries: collect(), ...how });
    const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(saved);
    state.textContent = isKept ? t('form.draft.saved', { time }) : t('form.draft.failed');
    remove.hidden = !isKept;
  };

  let pause: ReturnType<typeof setTimeout> | undefined;
  let isLeaving = false;
  const save = () => {
    clearTimeout(pause);
    pause = undefined;
    write({ submitted: false, sent: false });
  };

  /** Values of other steps are hidden fields: these get the stored values. */
  const carry = (entries: StoredDraft['entries']) => {
    for (const input of form.querySelectorAll<HTMLInputElement>('input[type="hidden"]'))
      if (!['at'].includes(input.name) && !input.closest('.item')) input.remove();
    for (const [field, value] of entries) {
      if (field === 'at' || isAsked(field)) continue;
      const input = Object.assign(document.createElement('input'), { type: 'hidden', name: field, value });
      form.prepend(input);
    }
    // The button that Enter presses stays the first one.
    form.prepend(form.querySelector('button[name="go"]')!);
  };

  const restore = (draft: StoredDraft) => {
    carry(draft.entries);
    fill(
      form,
      draft.entries.filter(([field]) => isAsked(field)),
    );
    const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short' }).format(draft.saved);
    state.textContent = t('form.draft.restored', { date });
    remove.hidden = false;
    if (draft.step !== step && `form.step.${draft.step}` !== t(`form.step.${draft.step}`)) offer(draft.step);
  };

  const offer = (at: string) => {
    const button = Object.assign(document.createElement('button'), {
      type: 'submit',
      name: 'go',
      value: `step:${at}`,
      className: 'plain',
      textContent: t('form.draft.continue', { step: t(`form.step.${at}`) }),
      formNoValidate: true,
    });
    remove.before(button, ' ');
  };

  const kept = readDraft(name);
  const isFresh = form.dataset['fresh'] !== undefined;
  const isSame = kept?.entries.some(([field, value]) => field === 'draft' && value === valueOf('draft')) ?? false;
  // What was sent is here until its status page has come: on a broken line it may not have arrived, and arrives only once.
  if (kept && isFresh && !isSame) restore(kept);
  else if (kept && isSame && !kept.submitted && kept.step === step) restore(kept);
  else if (kept && isSame && !kept.submitted) carry(kept.entries);
  else if (!isFresh) save();

  // A page from the browser's back-forward cache does not know the values of later pages.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    isLeaving = false;
    const later = readDraft(name);
    if (later && later.step !== step && later.entries.some(([field, value]) => field === 'draft' && value === valueOf('draft')))
      carry(later.entries);
  });

  form.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE_MS);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(pause);
    isLeaving = true;
    write({ submitted: true, sent: (event.submitter as HTMLButtonElement | null)?.value === 'send' });
  });
  addEventListener('pagehide', () => {
    if (pause !== undefined && !isLeaving) save();
  });
  remove.addEventListener('click', () => {
    clearTimeout(pause);
    pause = undefined;
    deleteDraft(name);
    state.textContent = t('form.draft.deleted');
    remove.hidden = true;
    state.tabIndex = -1;
    state.focus();
  });
  return { save };
}

/** Restores values of the page's own fields; lists get as many items as were stored. */
function fill(form: HTMLFormElement, entries: StoredDraft['entries']): void {
  const renamed = entries.map(([name, value]) => [inOrder(name, entries), value] as const);
  for (const list of form.querySelectorAll<HTMLElement>('fieldset.list')) {
    const prefix = `${list.dataset['list']}.`;
    const needed = new Set(
      renamed.filter(([name]) => name.startsWith(prefix)).map(([name]) => name.slice(prefix.length).split('.')[0]),
    ).size;
    while (list.querySelectorAll(':scope > .item').length < needed && appendItem(list));
  }
  for (const control of form.elements) {
    const { name, type, value } = control as Control;
    if (!name || name === 'go' || control.closest('.trap') || (type === 'hidden' && !control.closest('.item'))) continue;
    if (type === 'file' || !control.closest('.field, .item')) continue;
    const kept = renamed.filter(([field]) => field === name).map(([, text]) => text);
    if (type === 'checkbox' || type === 'radio') (control as HTMLInputElement).checked = kept.includes(value);
    else if (kept.length > 0) (control as Control).value = kept[0]!;
  }
  form.dispatchEvent(new Event('restored'));
}

/** A name whose positions count from zero without gaps. */
function inOrder(name: string, entries: StoredDraft['entries']): string {
  const match = /^(.*?)\.(\d+)(\..*)$/.exec(name);
  if (!match) return name;
  const [, list, position, rest] = match as unknown as [string, string, string, string];
  const used = entries.flatMap(([other]) =>
    other.startsWith(`${list}.`) ? [Number(other.slice(list.length + 1).split('.')[0])] : [],
  );
  const order = [...new Set(used)].sort((a, b) => a - b);
  return `${list}.${order.indexOf(Number(position))}${rest}`;
}
