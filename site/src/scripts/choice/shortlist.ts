import { paths } from '#registry/addresses.ts';
import { shortlist } from '#registry/compare/chosen.ts';
import { queryOf } from '#registry/compare/ids.ts';
import type { Column } from '#registry/compare/table.ts';
import { unbrokenHtml } from '#registry/page/unbroken.ts';
import { csvOf, cutsAtSemicolons } from '#registry/publication/table-csv.ts';
import { button, idsInAddress, place, readChosen } from './chosen-cases.ts';
import { type Kept, keep, readKept, withMore } from './kept.ts';
import { hasServer, locale, t } from './words.ts';

const received = idsInAddress();
const empty = place.innerHTML;
/** What is shown: what the address names, with the notes that this device has of it, or what the device keeps. */
let list: Kept[] = received.length > 0 ? withNotes(received) : readKept();
let isKept = received.length === 0;
const columns = new Map<string, Column>();
/** Whether a print has the notes. */
const printsNotes = document.createElement('input');
const spoken = document.createElement('p');
spoken.className = 'hidden';
spoken.setAttribute('role', 'status');
place.before(spoken);
place.removeAttribute('aria-live');

function withNotes(ids: readonly string[]): Kept[] {
  const kept = readKept();
  return ids.map((id) => ({ id, note: kept.find((item) => item.id === id)?.note ?? '' }));
}

let latest = 0;

async function show(): Promise<void> {
  const turn = ++latest;
  if (list.length === 0) {
    place.innerHTML = empty;
    return;
  }
  const chosen = await readChosen(list.map(({ id }) => id));
  // The list has been changed again while its cases were on their way.
  if (turn !== latest) return;
  for (const column of chosen.columns) columns.set(column.id, column);
  list = list.filter(({ id }) => columns.has(id));
  place.innerHTML = unbrokenHtml(shortlist(chosen));
  for (const item of place.querySelectorAll<HTMLElement>('.chosen-case')) addTools(item);
  place.append(listTools());
  if (!isKept) place.prepend(receivedNotice());
}

function receivedNotice(): HTMLElement {
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.append(
    `${t('shortlist.received')} `,
    button(t('shortlist.keep'), () => {
      list = withMore(
        readKept(),
        list.map(({ id }) => id),
      );
      change();
      say(t('shortlist.kept'));
    }),
  );
  return notice;
}

/** Up, down, remove, and a note, for one case. */
function addTools(item: HTMLElement): void {
  const { id } = item.dataset as { id: string };
  const { name } = columns.get(id)!;
  // Looked up each time: on a slow line the list may have changed since it was shown.
  const placeInList = () => list.findIndex((kept) => kept.id === id);
  const at = placeInList();
  const labelled = (action: string, act: () => void) => button(action, act, t('shortlist.of', { action, name }));
  const move = (by: number) => {
    const from = placeInList();
    const to = Math.min(Math.max(from + by, 0), list.length - 1);
    if (from < 0) return;
    list = list.toSpliced(from, 1).toSpliced(to, 0, list[from]!);
    change(`.chosen-case[data-id="${id}"] .${by < 0 ? 'up' : 'down'}`);
    say(t('shortlist.moved', { name, place: to + 1, count: list.length }));
  };
  const up = labelled(t('shortlist.up'), () => move(-1));
  const down = labelled(t('shortlist.down'), () => move(1));
  up.classList.add('up');
  down.classList.add('down');
  up.disabled = at === 0;
  down.disabled = at === list.length - 1;
  const remove = labelled(t('compare.remove'), () => {
    list = list.filter((kept) => kept.id !== id);
    change();
  });
  const note = document.createElement('textarea');
  note.rows = 2;
  note.maxLength = 1000;
  note.value = list[at]!.note;
  note.addEventListener('input', () => {
    list = list.map((kept) => (kept.id === id ? { id, note: note.value } : kept));
    if (isKept) keep(list);
  });
  const label = document.createElement('label');
  label.className = 'note-field';
  label.append(t('shortlist.note'), note);
  item.querySelector('.tools')!.append(' · ', up, ' · ', down, ' · ', remove);
  item.append(label);
}

/** What can be done with the whole list. */
function listTools(): HTMLElement {
  const tools = document.createElement('div');
  tools.className = 'list-tools';
  const address = document.createElement('input');
  address.readOnly = true;
  address.value = new URL(`${paths.shortlist(locale.id)}?${queryOf(list.map(({ id }) => id))}`, location.href).href;
  address.addEventListener('focus', () => address.select());
  const label = document.createElement('label');
  label.append(t('shortlist.address'), address);
  const row = document.createElement('p');
  row.append(
    hasServer ? '' : `${t('shortlist.export')} `,
    button(t('shortlist.table'), saveCsv),
    ' · ',
    button(t('shortlist.bib'), saveBib),
    ' · ',
    button(t('shortlist.print'), printBriefs),
    ' · ',
    button(t('shortlist.clear'), () => {
      list = [];
      change();
    }),
  );
  printsNotes.type = 'checkbox';
  const asked = document.createElement('label');
  asked.className = 'print-notes';
  asked.append(printsNotes, t('shortlist.print.notes'));
  const words = document.createElement('p');
  words.className = 'small';
  words.textContent = t('shortlist.notes');
  tools.append(label, row, asked, words);
  return tools;
}

const say = (words: string) => void (spoken.textContent = words);

/** Keeps what was changed, shows it, and puts the focus back where it was. */
function change(focus?: string): void {
  isKept = true;
  keep(list);
  history.replaceState(null, '', paths.shortlist(locale.id));
  void show().then(() => {
    const target = focus === undefined ? undefined : place.querySelector<HTMLButtonElement>(focus);
    if (target)
      (target.disabled ? target.parentElement!.querySelector<HTMLButtonElement>('button:not(:disabled)') : target)?.focus();
  });
}

function saveCsv(): void {
  const heads = ['title', 'where', 'outcome', 'note', 'url'].map((name) => t(`shortlist.csv.${name}`));
  const rows = list.map(({ id, note }) => {
    const { title, where, outcome, href } = columns.get(id)!;
    return [title, where, outcome, note, new URL(href, location.href).href];
  });
  const text = csvOf([heads, ...rows], cutsAtSemicolons(locale.tag) ? ';' : ',');
  save('shortlist.csv', 'text/csv;charset=utf-8', text);
}

async function saveBib(): Promise<void> {
  const files = await Promise.all(list.map(async ({ id }) => (await fetch(paths.citation(locale.id, id, 'bib'))).text()));
  save('shortlist.bib', 'application/x-bibtex', files.join('\n'));
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function printedNote(note: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'brief-note';
  line.textContent = `${t('shortlist.note.printed')} ${note.trim()}`;
  return line;
}

/** Each case as its one-page brief, on a sheet of its own, with the note on it where that is asked for. */
async function printBriefs(): Promise<void> {
  const briefs = await Promise.all(
    list.map(async ({ id, note }) => {
      const page = new DOMParser().parseFromString(await (await fetch(paths.caseBrief(locale.id, id))).text(), 'text/html');
      const brief = page.querySelector('article.brief')!;
      if (printsNotes.checked && note.trim() !== '') brief.firstElementChild!.after(printedNote(note));
      return brief;
    }),
  );
  document.getElementById('briefs')?.remove();
  const sheets = document.createElement('div');
  sheets.id = 'briefs';
  sheets.append(...briefs);
  document.querySelector('main')!.append(sheets);
  print();
}

await show();
