import type { Tree } from '../../content/tree.ts';
import { wordsDigest } from '../../record/digest.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { RecordTranslation } from '../../record/record.ts';
import { compareWords, extractWords, type Translation } from '../../record/translation.ts';
import { rewriteRecord } from './improvement.ts';
import { removeItems } from './removal.ts';

/**
 * The translation files of an original without the words that its new version `made` no longer has; they would be orphans.
 * Throws CommentInTheWay.
 */
export function pruneTranslations(
  original: CaseRecord,
  made: CaseRecord,
  removals: readonly string[],
  tree: Tree,
): { file: string; text: string }[] {
  if (removals.length === 0) return [];
  // An up-to-date translation that loses only what the original lost stays up to date.
  const isOnlyLess = wordsDigest(removeItems(original.facts, removals), original.body, original.kind.schema) === made.digest;
  return [...original.translations.values()].flatMap((translation) => {
    const content = tree.get(translation.file);
    const words = pruneWords(translation, made);
    if (!words || !content || !('text' in content)) return [];
    const facts = isOnlyLess && !translation.stale ? { ...words, translates: made.digest } : words;
    return [
      {
        file: translation.file,
        text: rewriteRecord(content.text, { facts, body: translation.body }, original.kind.translationSchema),
      },
    ];
  });
}

function pruneWords({ words }: RecordTranslation, { facts, kind }: CaseRecord): Translation | undefined {
  const { translates, state, ...own } = words;
  const { orphan } = compareWords(extractWords(facts, kind.schema), own);
  if (orphan.length === 0) return undefined;
  const kept = structuredClone(own) as Record<string, unknown>;
  for (const path of orphan) drop(kept, path);
  return { translates, state, ...kept };
}

/** Removes the value at a path, and parents that become empty. */
function drop(value: Record<string, unknown>, [first = '', ...rest]: readonly string[]): void {
  const inner = value[first];
  if (rest.length > 0 && typeof inner === 'object' && inner !== null) {
    drop(inner as Record<string, unknown>, rest);
    if (Object.keys(inner).length > 0) return;
  }
  delete value[first];
}
