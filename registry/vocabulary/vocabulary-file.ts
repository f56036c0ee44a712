import type * as z from 'zod';
import { readYamlFile } from '../content/read-file.ts';
import type { Tree, TreeFile } from '../content/tree.ts';
import type { YamlFile } from '../content/yaml.ts';
import { vocabularySchema } from './vocabulary.ts';

export interface VocabularyFile {
  name: string;
  data: z.infer<typeof vocabularySchema>;
  yaml: YamlFile;
}

/** The readable vocabulary files with line numbers, which the registry does not keep. */
export const readVocabularies = (tree: Tree): VocabularyFile[] =>
  [...tree].flatMap(([file, content]) => readVocabulary(file, content));

function readVocabulary(file: string, content: TreeFile): VocabularyFile[] {
  const name = /^vocabularies\/([a-z0-9-]+)\.yml$/.exec(file)?.[1];
  const value = name === undefined ? undefined : readYamlFile(file, content, vocabularySchema).value;
  return value ? [{ name: name!, ...value }] : [];
}
