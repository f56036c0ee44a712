import { findWrongBuild } from '#registry/build/folders.ts';
import { describeWrong, wrongLinesOf, WrongVariables } from '#registry/variables.ts';
import { readEnvironment } from './environment.ts';

/** Says what is wrong with the variables of the server and of the build before the site is built, which takes a minute. */
const wrong = [...wrongLinesOf(() => readEnvironment(process.env)), ...findWrongBuild(process.env, process.cwd(), 'if-needed')];
if (wrong.length > 0) {
  console.error(describeWrong(new WrongVariables(wrong)));
  process.exitCode = 1;
}
