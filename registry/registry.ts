import type { Lab } from './lab/lab.ts';
import type { Locale } from './locale/locale.ts';
import type { CaseRecord } from './record/record.ts';
import type { Source } from './source/source.ts';
import type { Vocabularies } from './vocabulary/vocabulary.ts';

/** Everything a registry holds, read and validated; records with errors are left out and named by findings. */
export interface Registry {
  name: string;
  /** The forge's web address of the repository, if it has one. */
  repository: string | undefined;
  locales: ReadonlyMap<string, Locale>;
  vocabularies: Vocabularies;
  sources: ReadonlyMap<string, Source>;
  labs: ReadonlyMap<string, Lab>;
  cases: ReadonlyMap<string, CaseRecord>;
  /** Old case id to new case id. */
  redirects: ReadonlyMap<string, string>;
}
