import { checkRegistry } from '#registry/check.ts';
import type { Tree } from '#registry/content/tree.ts';
import { brokenFiles } from '#registry/publish.ts';
import { openFindingsFile } from '#registry/record/findings-file.ts';

/** Finds the files of a tree whose records must not be published, in the calling thread: the rules read every text. */
export async function findBrokenHere(tree: Tree, contentDir: string): Promise<ReadonlySet<string>> {
  const before = await openFindingsFile(contentDir);
  const findings = checkRegistry(tree, {
    today: new Date().toISOString().slice(0, 10),
    before,
    forgets: true,
  });
  await before.save();
  return brokenFiles(findings);
}
