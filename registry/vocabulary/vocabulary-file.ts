import type * as z from 'zod';
import { readYamlFile } from '../content/read-file.ts';
import type { Tree } from '../content/tree.ts';
import type { YamlFile } from '../content/yaml.ts';
import { vocabularySchema } from './vocabulary.ts';

export interface VocabularyFile {
  name: string;
  data: z.infer<typeof vocabularySchema>;
  yaml: YamlFile;
}

/** The readable vocabulary files with their line numbers, which the registry does not keep. */
export function readVocabularies(tree: Tree): VocabularyFile[] {
  return [...tree].flatMap(([file, content]) => {
    const name = /^vocabularies\/([a-z0-9-]+)\.yml$/.exec(file)?.[1];
    const read = name === undefined ? undefined : readYamlFile(file, content, vocabularySchema).value;
    return read ? [{ name: name!, ...read }] : [];
  });
}
