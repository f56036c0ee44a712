import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOfPage } from '../../unit/submission/form/server.ts';
import { type GitHubPipeline, openGitHubPipeline, type PipelineOptions } from './github-pipeline.ts';
import { postJson, until } from './running-server.ts';
import { sample } from './sample.ts';
import type { ServerProcess } from './server-process.ts';

const ANSWERS: Record<string, string> = {
  'case.title': 'Consultas por teléfono en Salto',
  'case.problem': '¿Cómo evitar que la gente haga fila desde la madrugada para ver a un médico?',
  'case.summary': 'Se abrió una línea. Las filas bajaron, y volvieron cuando faltó quien atendiera.',
  'case.places.0.country': 'URY',
  'case.level': 'city',
  'case.lessons.0.kind': 'depends',
  'case.lessons.0.text': 'Alguien tiene que atender el teléfono todo el día.',
  'case.challenges': 'health-inequalities',
  'case.instruments': 'simplification',
  'case.sectors': 'education',
  firstHand: 'true',
  'organisation.name': 'Intendencia de Salto',
  'organisation.type': 'subnational-government',
  'contact.email': 'ana@example.org',
  'consent.license': 'CC-BY-4.0',
};

let pipeline: GitHubPipeline;
let server: ServerProcess;
async function close(): Promise<void> {
  await server.stop();
  await pipeline.stop();
}

async function open(options: PipelineOptions = {}, env: Record<string, string> = {}): Promise<void> {
  pipeline = await openGitHubPipeline(options);
  server = await pipeline.start(env);
}

/** Fills in the form step by step like a browser without JavaScript, and returns the address of its status page. */
async function fillForm(): Promise<string> {
  const address = `${server.origin}/es/submit/`;
  let html = await (await fetch(address)).text();
  const press = async (go: string) => {
    const asked = Object.entries(ANSWERS).filter(([name]) => html.includes(`name="${name}"`));
    const names = new Set(asked.map(([name]) => name));
    // A minute ago: nobody fills in a form within three seconds.
    const rest = fieldsOfPage(html).map(([name, value]) => [name, name === 'started' ? String(Date.now() - 60_000) : value]);
    const body = new URLSearchParams([...rest.filter(([name]) => !names.has(name!)), ...asked, ['go', go]] as [string, string][]);
    return await fetch(address, { method: 'POST', body, redirect: 'manual' });
  };
  for (let step = 0; step < 3; step++) html = await (await press('next')).text();
  const sent = await press('send');
  expect(sent.status).toBe(303);
  return server.origin + sent.headers.get('location')!;
}

const submit = async (): Promise<string> => {
  const response = await postJson(`${server.origin}/v1/submissions`, sample());
  expect(response.status).toBe(202);
  return ((await response.json()) as { id: string }).id;
};
interface Status {
  state: string;
  proposal?: { url?: string };
  case?: { id: string };
}
const statusOf = async (id: string) => (await (await fetch(`${server.origin}/v1/submissions/${id}`)).json()) as Status;
const untilState = (id: string, wanted: string) =>
  until(
    () => statusOf(id),
    ({ state }) => state === wanted,
  );

const untilReviewed = (id: string) =>
  until(
    () => statusOf(id),
    ({ state }) => state === 'proposed' || state === 'in-review',
  );
/** The API knows a case after its content was read again. */
const untilFound = (id: string) =>
  until(
    async () => await (await fetch(`${server.origin}/v1/search?q=permisos+telefono`)).text(),
    (hits) => hits.includes(`"${id}"`),
  );

const pullOf = (id: string) => pipeline.pulls().find(({ head }) => head === `proposals/${id}`)!;

/** Only a webhook reports the decision in time. */
const RARELY = { RECONCILE_SECONDS: '86400' };

describe.each(['token', 'app'] as const)('with GitHub behind it, and the credentials of kind %s,', (credentials) => {
  beforeAll(() => open({ credentials }, RARELY));
  afterAll(close);

  test('the server takes a form all the way to a pull request and, by its webhook, to a published case', async () => {
    const statusPage = await fillForm();
    const id = /submissions\/([\w-]+)/.exec(statusPage)![1]!;
    await untilState(id, 'in-review');

    const [pull, ...others] = pipeline.pulls();
    expect(others).toEqual([]);
    const path = 'content/cases/ury/uruguay-consultas-por-telefono-en-salto/index.md';
    expect(pull).toMatchObject({ head: `proposals/${id}`, base: 'main', state: 'open' });
    expect(pull!.title).toContain('Consultas por teléfono en Salto');
    expect(pull!.labels.toSorted()).toEqual(['new case', 'submission', 'unverified']);
    expect([pull!.reviewers, pull!.teams]).toEqual([['reviewer-uruguay'], ['uruguay']]);
    expect(pull!.body).toContain(`https://registry.example/es/submissions/${id}/`);

    expect(await pipeline.git('rev-list', '--count', `main..${pull!.sha}`)).toBe('1\n');
    expect(await pipeline.git('diff', '--name-only', `main...${pull!.sha}`)).toBe(`${path}\n`);
    expect(await pipeline.git('log', '-1', '--format=%B', pull!.sha)).toContain(`Submission-Id: ${id}`);
    expect(await pipeline.git('show', `${pull!.sha}:${path}`)).toContain(ANSWERS['case.lessons.0.text']);
    expect(await (await fetch(statusPage)).text()).toContain(`/pull/${pull!.number}"`);

    // Row 23: only people decide, not the holder of the credentials.
    for (const never of ['pulls/merge', 'pulls/update', 'git/update-ref', 'git/delete-ref'])
      expect(pipeline.fake.requests.get(never), never).toBeUndefined();

    await pipeline.decide(pull!.number, 'merge');
    const { case: published } = await untilState(id, 'published');
    expect(published!.id).toBe('uruguay-consultas-por-telefono-en-salto');
    // The operator's command has updated the clone, and the API has read it again.
    await untilFound(published!.id);
    expect(await (await fetch(statusPage)).text()).toContain(`/es/cases/${published!.id}/`);
    expect(pipeline.fake.hub.webhooks.deliveries.map(({ action, status }) => `${action} ${status}`)).toContain('closed 202');
  });

  test('what nobody proposed here, such as a push, is published as soon as its webhook comes', async () => {
    await pipeline.push('content/cases/ury/worked-with-citations/index.md', (text) =>
      text.replace(/^title: .*$/m, 'title: Computadoras y zarzaparrilla para cada escolar'),
    );
    await until(
      async () => await (await fetch(`${server.origin}/v1/search?q=zarzaparrilla`)).text(),
      (hits) => hits.includes('"worked-with-citations"'),
    );
  });

  test('row 16: a decision to decline, taken back, stays taken back when the old webhook comes again or late', async () => {
    const id = await submit();
    await untilState(id, 'in-review');
    const { number } = pullOf(id);
    await pipeline.decide(number, 'close');
    await untilState(id, 'declined');
    await pipeline.decide(number, 'reopen');
    await untilState(id, 'in-review');

    const { webhooks } = pipeline.fake.hub;
    await webhooks.settled();
    const closed = webhooks.deliveries.find(({ action }) => action === 'closed')!;
    await webhooks.redeliver(closed);
    // As if the first delivery was lost: the same content under a new id.
    const late = { ...closed, id: 'late' };
    await webhooks.redeliver(late);
    expect([closed.status, late.status]).toEqual([202, 202]);
    // The next known decision shows that the webhook was handled.
    await pipeline.decide(number, 'merge');
    await untilState(id, 'published');
    expect((await statusOf(id)).state).toBe('published');
  });
});

describe('a decision at GitHub', () => {
  afterEach(close);

  test('is found out when its webhook gets lost', async () => {
    await open({}, { RECONCILE_SECONDS: '1' });
    pipeline.fake.hub.webhooks.areLost = true;
    const [accepted, refused] = [await submit(), await submit()];
    for (const id of [accepted, refused]) await untilReviewed(id);
    await pipeline.decide(pullOf(accepted).number, 'merge');
    await pipeline.decide(pullOf(refused).number, 'close');
    const { case: published } = await untilState(accepted, 'published');
    await untilFound(published!.id);
    await untilState(refused, 'declined');
    expect(pipeline.fake.hub.webhooks.deliveries.every(({ status }) => status === undefined)).toBe(true);
  });

  test('to merge is not lost when the server is killed before it could build: the next start makes up for it', async () => {
    await open({}, { RECONCILE_SECONDS: '1', REBUILD_COMMAND: 'sleep 60' });
    const id = await submit();
    await untilReviewed(id);
    await pipeline.decide(pullOf(id).number, 'merge');
    const { case: published } = await untilState(id, 'published');
    server.child.kill('SIGKILL');
    await server.ended;
    server = await pipeline.start({ RECONCILE_SECONDS: '1' });
    await untilFound(published!.id);
  });
});
