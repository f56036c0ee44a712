import type * as z from 'zod';
import { describeFinding } from '#registry/finding/describe.ts';
import { findingsFromZod } from '#registry/finding/from-zod.ts';
import type { Locale } from '#registry/locale/locale.ts';
import { toPointer } from '#registry/schema/pointer.ts';
import type { FieldError } from './problem-error.ts';

/** All schema errors of a value, worded like findings, each with its JSON pointer. */
export function fieldErrors(error: z.core.$ZodError, data: unknown, known: readonly string[], locale: Locale): FieldError[] {
  const locate = (path: readonly (string | number)[]) => ({ file: toPointer(path) });
  const query = { keys: () => [...known], isOptional: () => true };
  const findings = findingsFromZod(error as z.ZodError, { data, locate } as Parameters<typeof findingsFromZod>[1], query);
  return findings.map((found) => {
    const { message, hint } = describeFinding(found, locale);
    return { pointer: found.file, code: found.code, detail: message, hint };
  });
}
