/** Placeholder for the position of a new item in the list's template. */
const PLACE = '__n__';

const itemsOf = (list: Element) => [...list.querySelectorAll<HTMLElement>(':scope > .item')];

/** Adds an empty item at the end of a list and returns it; undefined when the list is full. */
export function appendItem(list: HTMLElement): HTMLElement | undefined {
  const items = itemsOf(list);
  if (items.length >= Number(list.dataset['max'])) return undefined;
  const template = list.querySelector<HTMLTemplateElement>(':scope > template')!;
  const positions = items.map((item) => Number(item.id.split('.').at(-1)));
  const position = Math.max(-1, ...positions) + 1;
  const item = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  for (const element of [item, ...item.querySelectorAll('*')]) {
    for (const { name, value } of element.attributes)
      if (value.includes(PLACE)) element.setAttribute(name, value.replaceAll(PLACE, String(position)));
  }
  list.insertBefore(item, template);
  number(list);
  return item;
}

/** Renumbers the items, and keeps at least one in a required list. */
function number(list: HTMLElement): void {
  const items = itemsOf(list);
  for (const [index, item] of items.entries()) {
    for (const element of item.querySelectorAll(':scope > .item-title, :scope > .remove button'))
      element.textContent = (element.textContent ?? '').replace(/(?:\d+|__n__)$/, String(index + 1));
    const remove = item.querySelector<HTMLElement>(':scope > .remove');
    if (remove) remove.hidden = list.dataset['required'] !== undefined && items.length === 1;
  }
  list.querySelector<HTMLElement>(':scope > .add')!.hidden = items.length >= Number(list.dataset['max']);
}

/** Adds and removes list items in place; without this script, the buttons ask the server. Calls `onChange` afterwards. */
export function watchLists(form: HTMLFormElement, onChange: () => void): void {
  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[name="go"]');
    const list = button?.closest<HTMLElement>('fieldset.list');
    if (!button || !list) return;
    if (button.value.startsWith('add:')) {
      event.preventDefault();
      appendItem(list)?.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea')?.focus();
    } else if (button.value.startsWith('remove:')) {
      event.preventDefault();
      button.closest('.item')!.remove();
      number(list);
      list.querySelector<HTMLElement>('.add button')!.focus();
    } else return;
    onChange();
  });
}
