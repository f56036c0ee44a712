import { describeWrong, readEnvironment, WrongVariables } from './environment.ts';

/** Says what is wrong with the variables of the server before the site is built, which takes a minute. */
try {
  readEnvironment(process.env);
} catch (error) {
  if (!(error instanceof WrongVariables)) throw error;
  console.error(describeWrong(error));
  process.exit(1);
}
