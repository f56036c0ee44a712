import { paths } from '#registry/addresses.ts';
import { shortlist } from '#registry/compare/chosen.ts';
import { queryOf } from '#registry/compare/ids.ts';
import type { Column } from '#registry/compare/table.ts';
import { unbrokenHtml } from '#registry/page/unbroken.ts';
import { csvOf, cutsAtSemicolons } from '#registry/publication/table-csv.ts';
import { button, idsInAddress, pagesFromHere, place, readChosen, say, showFailure, showReading } from './chosen-cases.ts';
import { type Kept, keep, readKept, withMore } from './kept.ts';
import { hasServer, locale, t } from './words.ts';

const received = idsInAddress();
/** What the page says of an empty list, unless the server has put a list in its place. */
const nothing = document.getElementById('nothing-chosen')?.outerHTML;
/** What is shown: what the address names, with the notes that this device has of it, or what the device keeps. */
let list: Kept[] = received.length > 0 ? withNotes(received) : readKept();
/** A list that came in the address stays there: this device has one of its own. */
let isKept = received.length === 0;
let isRefused = false;
const columns = new Map<string, Column>();
/** Whether a print has the notes. */
const printsNotes = document.createElement('input');

function withNotes(ids: readonly string[]): Kept[] {
  const kept = readKept();
  return ids.map((id) => ({ id, note: kept.find((item) => item.id === id)?.note ?? '' }));
}

const idsOf = (items: readonly Kept[]) => items.map(({ id }) => id);
const addressOf = (ids: readonly string[]) => `${paths.shortlist(locale.id)}?${queryOf(ids)}`;

/** Reads the cases that are not here yet, and returns those that are nowhere: what is here changes without the network. */
async function read(ids: readonly string[]): Promise<readonly string[]> {
  const chosen = await readChosen(ids.filter((id) => !columns.has(id)));
  for (const column of chosen.columns) columns.set(column.id, column);
  return chosen.unknown;
}

function show(unknown: readonly string[] = []): void {
  // A case that could not be read stays on the list.
  const shown = list.flatMap(({ id }) => columns.get(id) ?? []);
  const isEmpty = nothing !== undefined && shown.length + unknown.length === 0;
  place.innerHTML = isEmpty ? nothing : unbrokenHtml(shortlist({ t, pages: pagesFromHere, unknown, columns: shown }));
  if (shown.length === 0) return;
  for (const item of place.querySelectorAll<HTMLElement>('.chosen-case')) addTools(item);
  place.append(listTools());
  if (!isKept) place.prepend(receivedNotice());
}

function receivedNotice(): HTMLElement {
  const notice = document.createElement('p');
  notice.className = 'notice';
  if (isRefused) notice.append(t('shortlist.refused'));
  else notice.append(`${t('shortlist.received')} `, button(t('shortlist.keep'), keepReceived));
  return notice;
}

/** The list becomes that of this device, after what it has. */
async function keepReceived(): Promise<void> {
  try {
    await read(idsOf(readKept()));
  } catch {
    showFailure(idsOf(readKept()));
    return;
  }
  const noteOf = new Map(list.map(({ id, note }) => [id, note]));
  list = withMore(readKept(), idsOf(list)).map(({ id, note }) => ({ id, note: noteOf.get(id) ?? note }));
  isKept = true;
  change('.chosen-case a', t('shortlist.kept'));
}

/** Up, down, remove, and a note, for one case. */
function addTools(item: HTMLElement): void {
  const { id } = item.dataset as { id: string };
  const { name } = columns.get(id)!;
  const at = list.findIndex((kept) => kept.id === id);
  const labelled = (action: string, act: () => void) => button(action, act, t('shortlist.of', { action, name }));
  const move = (by: number) => {
    const to = at + by;
    list = list.map((kept, index) => (index === at ? list[to]! : index === to ? list[at]! : kept));
    change(
      `.chosen-case[data-id="${id}"] .${by < 0 ? 'up' : 'down'}`,
      t('shortlist.moved', { name, place: to + 1, count: list.length }),
    );
  };
  const up = labelled(t('shortlist.up'), () => move(-1));
  const down = labelled(t('shortlist.down'), () => move(1));
  up.classList.add('up');
  down.classList.add('down');
  up.disabled = at === 0;
  down.disabled = at === list.length - 1;
  const remove = labelled(t('compare.remove'), () => {
    list = list.filter((kept) => kept.id !== id);
    const next = list[Math.min(at, list.length - 1)];
    change(next && `.chosen-case[data-id="${next.id}"] .remove-case`, t('shortlist.removed', { name }));
  });
  remove.classList.add('remove-case');
  const note = document.createElement('textarea');
  note.rows = 2;
  note.maxLength = 1000;
  note.value = list[at]!.note;
  note.addEventListener('input', () => {
    list = list.map((kept) => (kept.id === id ? { id, note: note.value } : kept));
    if (isKept && !keep(list)) refuse();
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
  address.value = new URL(addressOf(idsOf(list)), location.href).href;
  address.addEventListener('focus', () => address.select());
  const label = document.createElement('label');
  label.append(t('shortlist.address'), address);
  const row = document.createElement('p');
  row.append(
    hasServer ? '' : `${t('shortlist.export')} `,
    button(t('shortlist.table'), saveCsv),
    ' · ',
    button(t('shortlist.bib'), orSayWhy(saveBib)),
    ' · ',
    button(t('shortlist.print'), orSayWhy(printBriefs)),
    ...(isKept ? [' · ', button(t('shortlist.clear'), clear)] : []),
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

function clear(): void {
  list = [];
  change(undefined, t('shortlist.empty'));
}

/** Files and sheets come from the site: without it, that is said. */
const orSayWhy = (act: () => Promise<void>) => async () => {
  try {
    await act();
  } catch {
    showFailure(idsOf(list));
  }
};

/** The device keeps nothing: the address is the list again. */
function refuse(): void {
  [isKept, isRefused] = [false, true];
  history.replaceState(null, '', addressOf(idsOf(list)));
  place.prepend(receivedNotice());
  say(t('shortlist.refused'));
}

/** Keeps what was changed, shows it, says it, and puts the focus where it was or on what is nearest. */
function change(focus: string | undefined, words: string): void {
  const isStored = isKept && keep(list);
  history.replaceState(null, '', isStored || list.length === 0 ? paths.shortlist(locale.id) : addressOf(idsOf(list)));
  show();
  say(words);
  if (isKept && !isStored) refuse();
  const target = focus === undefined ? undefined : place.querySelector<HTMLElement>(focus);
  const near = target?.matches(':disabled') ? target.parentElement!.querySelector<HTMLElement>('button:not(:disabled)') : target;
  (near ?? place).focus();
}

function saveCsv(): void {
  const heads = ['title', 'where', 'outcome', 'note', 'url'].map((name) => t(`shortlist.csv.${name}`));
  const rows = list.flatMap(({ id, note }) => {
    const column = columns.get(id);
    return column ? [[column.title, column.where, column.outcome, note, new URL(column.href, location.href).href]] : [];
  });
  const text = csvOf([heads, ...rows], cutsAtSemicolons(locale.tag) ? ';' : ',');
  save('shortlist.csv', 'text/csv;charset=utf-8', text);
}

async function textOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return await response.text();
}

async function saveBib(): Promise<void> {
  const files = await Promise.all(list.map(({ id }) => textOf(paths.citation(locale.id, id, 'bib'))));
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
      const page = new DOMParser().parseFromString(await textOf(paths.caseBrief(locale.id, id)), 'text/html');
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

async function readAndShow(): Promise<void> {
  try {
    const unknown = await read(idsOf(list));
    list = list.filter(({ id }) => !unknown.includes(id));
    show(unknown);
  } catch {
    showFailure(idsOf(list));
  }
}

/** Other pages of the site change the list too, and going back may show this page as it was left. */
function readAgain(): void {
  if (!isKept) return;
  list = readKept();
  void readAndShow();
}
addEventListener('storage', readAgain);
addEventListener('pageshow', ({ persisted }) => persisted && readAgain());

if (list.length > 0) {
  showReading('.chosen');
  await readAndShow();
}
