import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const run = (...options: string[]) =>
  spawnSync(process.execPath, ['scripts/bench/inflection.ts', '--locale', 'es', ...options], { encoding: 'utf8' });

test('npm run bench:inflection says how many forms meet their dictionary form, and how many words meet another word', () => {
  const files = ['es.conllu', 'es.unimorph'].map((name) => `test/fixtures/inflection/${name}`);
  const { stdout, stderr } = run('--json', '--verbose', ...files);
  // Nouns and adjectives alone: mesas, largas, puertos, puertas, secundarias, secundarios, buenos and veces.
  expect(JSON.parse(stdout)).toEqual({ forms: 8, recall: 7 / 8, words: 8, wrong: 2 / 8 });
  expect(stderr).toContain('buenos optimo');
  expect(stderr).toContain('secundarias\nsecundarios');
});
