import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postJson, runServer, until } from '../../api/submissions/running-server.ts';
import { sampleSubmission } from '../../../scripts/bench/sample-submission.ts';

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

test('whoever submitted reads what was decided though a build takes long', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'background-'));
  const [begun, goesOn] = [join(folder, 'begun'), join(folder, 'goes-on')];
  await writeFile(join(folder, 'index.html'), 'The last edition');
  const server = await runServer({
    ...{ delivers: true, reconcileSeconds: 1, siteDir: folder },
    env: { REBUILD_COMMAND: `touch ${begun}; until [ -e ${goesOn} ]; do sleep 0.1; done` },
  });
  onTestFinished(async () => {
    await server.stop();
    for (const name of [folder, `${folder}.lease`]) await rm(name, { recursive: true, force: true });
  });
  const send = async (title: string) => {
    const accepted = await postJson(`${server.origin}/v1/submissions`, sampleSubmission(title));
    return ((await accepted.json()) as { id: string }).id;
  };
  const stateOf = async (id: string) =>
    ((await (await fetch(`${server.origin}/v1/submissions/${id}`)).json()) as { state: string }).state;
  const isUnderReview = (state: string) => state === 'in-review' || state === 'proposed';

  const [first, second] = [await send('Ventanilla de Loja'), await send('Huertas de Quito')];
  for (const id of [first, second]) await until(() => stateOf(id), isUnderReview);
  await server.forge.decide(first, { verdict: 'accept', by: 'Rita Paz', reason: '' });
  await until(() => exists(begun), Boolean);

  await server.forge.decide(second, { verdict: 'decline', by: 'Rita Paz', reason: 'It is no case.' });
  expect(
    await until(
      () => stateOf(second),
      (state) => !isUnderReview(state),
    ),
  ).toBe('declined');
  expect(await server.rebuilds()).toBe(0);
  await writeFile(goesOn, '');
  await until(server.rebuilds, (count) => count === 1);
});
