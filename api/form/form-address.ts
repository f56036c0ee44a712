import { paths as sitePaths } from '#registry/addresses.ts';
import type { PathName } from '#registry/submission/form/step.ts';

/** The address of a form, where it is shown and sent. */
export function formAddress(locale: string, path: PathName, caseId?: string): string {
  if (caseId !== undefined) return sitePaths.improve(locale, caseId);
  if (path === 'pilot') return sitePaths.submitPilot(locale);
  return path === 'full' ? sitePaths.submitFull(locale) : sitePaths.submit(locale);
}
