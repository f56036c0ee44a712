/** The addresses' part that names cases, in their order. */
export const queryOf = (ids: readonly string[]): string => ids.map((id) => `case=${encodeURIComponent(id)}`).join('&');

/** The ids that an address names, each once; an id has only letters, digits and hyphens. */
export const chosenIds = (values: readonly string[]): string[] => [
  ...new Set(values.filter((id) => /^[a-z0-9][a-z0-9-]{0,79}$/.test(id))),
];
