/** A format of Intl for each language that asks: to make one takes a hundred times as long as to use it. */
const perLanguage = <Format>(make: (tag: string) => Format) => {
  const made = new Map<string, Format>();
  return (tag: string): Format => {
    let format = made.get(tag);
    if (!format) made.set(tag, (format = make(tag)));
    return format;
  };
};

export const pluralRules = perLanguage((tag) => new Intl.PluralRules(tag));
export const collator = perLanguage((tag) => new Intl.Collator(tag));

/** Words in a row, with "and" before the last. */
export const listFormat = perLanguage((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));

const numbers = { maximumFractionDigits: 20 } as const;
export const numberFormat = perLanguage((tag) => new Intl.NumberFormat(tag, { ...numbers, useGrouping: 'auto' }));
/** Thousands are set apart from the fifth digit on. */
export const sparseNumberFormat = perLanguage((tag) => new Intl.NumberFormat(tag, { ...numbers, useGrouping: 'min2' }));

/** Dates carry no time, so they are read as UTC. */
const date = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;
export const monthFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, date));
export const dayFormat = perLanguage((tag) => new Intl.DateTimeFormat(tag, { ...date, day: 'numeric' }));
