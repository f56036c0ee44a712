/** Why a file is not read at all: harm that it could do, or more in it than is read. The codes are permanent. */
export type FileRefusal =
  | 'not-a-document'
  | 'locked-or-old'
  | 'too-large'
  | 'inflates-too-large'
  | 'too-many-parts'
  | 'bad-part-name'
  | 'macro-or-embedded'
  | 'external-part'
  | 'doctype'
  | 'not-xml'
  | 'too-deep'
  | 'too-many-tables'
  | 'too-many-rows'
  | 'text-too-long'
  | 'outside'
  | 'too-many-cases';

/** A file that is not read at all. Its words are the string `upload.refused.<code>`. */
export class FileRefused extends Error {
  readonly code: FileRefusal;
  constructor(code: FileRefusal) {
    super(code);
    this.code = code;
  }
}
