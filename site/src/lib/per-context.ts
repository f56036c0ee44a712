import type { Context } from './context.ts';

/**
 * Has something made once for each language, and for each thing that it is made `of`: a list of a hundred pages is not put in order a
 * hundred times.
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
