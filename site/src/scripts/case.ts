import { keep, readKept, withMore } from './choice/kept.ts';

/** Puts "copy" between the link and the citation of each statement: its words, who says so, and how to cite it. */
const article = document.querySelector<HTMLElement>('article[data-copy]');
const line = article?.querySelector('.citation-line');
const text = (element: Element | null | undefined) => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** "Words. Source: A. Title. Lab (2026). Case. Version abc. https://…#lesson-x" */
function quote(statement: Element): string {
  const sources = [...statement.querySelectorAll('a.citation')].map((citation) =>
    text(document.querySelector(`${citation.getAttribute('href')!} .reference`)),
  );
  const address = text(line?.querySelector('.address'));
  const how = text(line).replace(address, `${address}#${statement.id}`);
  return [text(statement.querySelector('.lesson-text span, .result-text span')), ...sources, how].join('\n');
}

// Browsers let a page copy only where nobody could have changed it on its way.
const places = 'clipboard' in navigator ? article?.querySelectorAll('li[id] .permalink') : undefined;
for (const tools of places ?? []) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.textContent = article!.dataset['copy']!;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(quote(tools.closest('li')!)).then(
      () => (button.textContent = article!.dataset['copied']!),
      // Who does not allow it is not told that anything was copied.
      () => undefined,
    );
  });
  tools.firstElementChild!.after(' · ', button);
}

// Keeps the case on the shortlist of this device without leaving its page; a device that keeps nothing follows the link.
const link = article?.querySelector<HTMLAnchorElement>('.tool-keep');
const [id] = new URL(link?.href ?? location.href).searchParams.getAll('case');
const showKept = () => {
  const { length } = readKept();
  link!.textContent = `${article!.dataset['kept']!} (${length})`;
  link!.href = link!.pathname;
};
if (link && id !== undefined) {
  if (readKept().some((item) => item.id === id)) showKept();
  link.addEventListener('click', (event) => {
    if (link.search === '' || !keep(withMore(readKept(), [id]))) return;
    event.preventDefault();
    showKept();
  });
}
