import type { Context } from './context.ts';

/**
 * Makes something of all cases once for each language and `of` what, however many pages show a part of it: made for each page of a
 * list, it would take the longer the more pages the list has.
 */
export function perContext<Made, Of = void>(make: (context: Context, of: Of) => Made): (context: Context, of: Of) => Made {
  const made = new WeakMap<Context, Map<Of, Made>>();
  return (context, of) => {
    let known = made.get(context);
    if (!known) made.set(context, (known = new Map<Of, Made>()));
    if (!known.has(of)) known.set(of, make(context, of));
    return known.get(of)!;
  };
}
