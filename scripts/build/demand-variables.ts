import { findWrongBuild, type WhenBuilt } from '#registry/build/folders.ts';
import { type BuildVariables, readBuildVariables } from '#registry/build/variables.ts';
import { describeWrong, type Variables, WrongVariables } from '#registry/variables.ts';

/** What a build is told by variables; ends the program with a sentence for each that is wrong. */
export function demandVariables(env: Variables, when: WhenBuilt): BuildVariables {
  const wrong = findWrongBuild(env, process.cwd(), when);
  if (wrong.length === 0) return readBuildVariables(env);
  console.error(describeWrong(new WrongVariables(wrong)));
  process.exit(1);
}
