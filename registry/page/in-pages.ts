/** How many items a page of a list has at most. */
export const PAGE_SIZE = 100;

/** A list in pages of at most `size` items; there is always a first one. */
export const inPages = <Item>(items: readonly Item[], size = PAGE_SIZE): Item[][] =>
  Array.from({ length: Math.max(1, Math.ceil(items.length / size)) }, (_none, index) =>
    items.slice(index * size, (index + 1) * size),
  );
