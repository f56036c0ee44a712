import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '#registry/outbox/token.ts';
import { readRegistry } from '#registry/read.ts';
import { sampleSubmission } from '../../../scripts/bench/sample-submission.ts';
import { readFixtureRegistry } from '../../fixtures/fixture-tree.ts';
import { postJson, runServer, type TestServer, until } from './running-server.ts';
import { type ReviewBrowser, reviewBrowser } from './review-browser.ts';
import { PNG } from './sample.ts';

const REVIEWERS = `
- id: rita
  name: Rita Gómez
  countries: [URY]
  languages: [es, pt]
- id: beto
  name: Beto Paz
- id: carla
  name: Carla Nunes
  lab: test-lab
- id: dora
  name: Dora Lima
  countries: [BRA]
`;

/** The frame that the site lends to pages of the server, without the site. */
async function makeFrames(): Promise<string> {
  const siteDir = await mkdtemp(join(tmpdir(), 'frames-'));
  for (const locale of ['es', 'pt', 'en']) {
    await mkdir(join(siteDir, locale, 'submit'), { recursive: true });
    const page = `<!doctype html><html lang="${locale}"><head><title>x</title></head><body><main id="main"></main></body></html>`;
    await writeFile(join(siteDir, locale, 'submit', 'index.html'), page);
  }
  return siteDir;
}

let server: TestServer;
let now = Date.now();
beforeAll(async () => {
  server = await runServer({
    reviewers: REVIEWERS,
    siteDir: await makeFrames(),
    delivers: true,
    reconcileSeconds: 1,
    now: () => now,
  });
});
afterAll(() => server.stop());

async function tokenOf(reviewer: string, expiresAt?: number): Promise<string> {
  const { token, stored } = makeToken(reviewer, Date.now(), expiresAt);
  for (const old of await server.outbox.reviewerTokens.list(reviewer))
    await server.outbox.reviewerTokens.revoke(reviewer, old.id, 1);
  await server.outbox.reviewerTokens.add(stored);
  return token;
}

async function signedIn(reviewer: string): Promise<ReviewBrowser> {
  const browser = reviewBrowser(server.origin);
  expect((await browser.signIn(await tokenOf(reviewer))).status).toBe(200);
  return browser;
}

let serial = 0;
/** Sends a case that nothing is like, unless told otherwise, and waits for its proposal. */
async function propose(changes: object = {}, headers: Record<string, string> = {}): Promise<string> {
  serial += 1;
  const words = [
    'huertas',
    'becas',
    'puentes',
    'semáforos',
    'vacunas',
    'bibliotecas',
    'trenes',
    'pozos',
    'mercados',
    'museos',
    'faros',
    'hornos',
  ];
  const word = words[serial % words.length]!;
  const sample = sampleSubmission(`Reparto de ${word} en la zona ${serial}`);
  const told = {
    ...sample.case,
    problem: `¿Cómo llegan los ${word} a quien vive lejos ${serial}?`,
    summary: `Se repartieron ${word} casa por casa.`,
  };
  const body = { ...sample, case: { ...told, ...(changes as { case?: object }).case }, ...without(changes) };
  return await send(body, headers);
}

async function send(body: object, headers: Record<string, string> = {}): Promise<string> {
  const response = await postJson(`${server.origin}/v1/submissions`, body, headers);
  const { id } = (await response.json()) as { id: string };
  expect(response.status).toBe(202);
  await until(
    () => server.outbox.find(id),
    (entry) => entry?.proposal !== undefined,
  );
  return id;
}
const without = (changes: object) => Object.fromEntries(Object.entries(changes).filter(([key]) => key !== 'case'));
const pageOf = (id: string, locale = 'es') => `/${locale}/review/${id}/`;
const statusPage = async (id: string) => (await fetch(`${server.origin}/es/submissions/${id}/`)).text();
const decided = (id: string, state: string) =>
  until(
    () => server.outbox.find(id),
    (entry) => entry?.state === state,
  );

describe('signing in (rows 14 and 15)', () => {
  test('takes a token, and keeps a cookie that no script and no other site can use', async () => {
    const browser = reviewBrowser(server.origin);
    const asked = await browser.open('/es/review/');
    expect(asked.words).toContain('Entrar para revisar');
    const response = await fetch(`${server.origin}/es/review/`, {
      ...{ method: 'POST', redirect: 'manual' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ go: 'sign-in', token: await tokenOf('rita') }).toString(),
    });
    expect(response.status).toBe(303);
    const cookie = response.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^__Host-review=[\w-]{43}; Max-Age=28800; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/);
    expect(JSON.stringify(readFileSync(server.outboxFile).toString('latin1'))).not.toContain(cookie.slice(14, 40));
    // A neighbouring site could set the plain name, and make somebody review as another.
    const [value] = cookie.slice('__Host-review='.length).split(';');
    const seenWith = async (name: string) =>
      (await fetch(`${server.origin}/es/review/`, { headers: { cookie: `${name}=${value}` } })).text();
    expect(await seenWith('__Host-review')).not.toContain('Entrar para revisar');
    expect(await seenWith('review')).toContain('Entrar para revisar');
  });

  test.each([
    ['is no token', async () => 'password', 'no es una clave completa'],
    ['nobody has', async () => makeToken('rita', 1).token, 'no abre la revisión'],
    ['is a lab’s', () => server.addToken('test-lab'), 'no abre la revisión'],
    ['has ended', () => tokenOf('rita', 1), 'venció'],
    ['belongs to nobody who reviews any more', () => tokenOf('left'), 'no abre la revisión'],
  ])('with what %s says why not', async (_what, token, words) => {
    const browser = reviewBrowser(server.origin);
    const answer = await browser.signIn(await token());
    expect(answer.status).toBe(401);
    expect(answer.words).toContain(words);
    expect(browser.cookie()).toBe('');
  });

  test('is tried a few times only', async () => {
    const strict = await runServer({ siteDir: await makeFrames(), limits: { unverified: 2 } });
    const browser = reviewBrowser(strict.origin);
    const tried = async () => (await browser.signIn('lqf_guess')).status;
    expect([await tried(), await tried(), await tried()]).toEqual([401, 401, 429]);
    expect((await browser.signIn('lqf_guess')).words).toContain('Entrar para revisar');
    await strict.stop();
  });

  test('a reviewer’s token is none of a lab’s', async () => {
    const headers = { authorization: `Bearer ${await tokenOf('rita')}` };
    expect((await postJson(`${server.origin}/v1/validate`, sampleSubmission(), headers)).status).toBe(401);
  });

  test('ends with the token, with the day, and when the reviewer leaves', async () => {
    const browser = await signedIn('rita');
    expect((await browser.open('/en/review/')).words).toContain('Signed in as Rita Gómez');
    const [token] = (await server.outbox.reviewerTokens.list('rita')).filter(({ revokedAt }) => revokedAt === undefined);
    await server.outbox.reviewerTokens.revoke('rita', token!.id, Date.now());
    expect((await browser.open('/en/review/')).words).toContain('Sign in to review');

    const other = await signedIn('rita');
    now += 9 * 3_600_000;
    expect((await other.open('/en/review/')).words).toContain('Sign in to review');
    now = Date.now();

    const leaving = await signedIn('rita');
    await leaving.open('/es/review/');
    await leaving.send('/es/review/', { go: 'sign-out' });
    expect(leaving.cookie()).toBe('');
    expect((await leaving.open('/es/review/')).words).toContain('Entrar para revisar');
  });

  test('nothing is done for another site’s page, or without the key of the page', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    await browser.open(pageOf(id));
    const decline = { go: 'decline', reason: 'No.' };
    expect((await browser.send(pageOf(id), decline, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.send(pageOf(id), { ...decline, key: 'x' })).status).toBe(403);
    expect((await server.outbox.find(id))?.reason).toBeUndefined();
    expect((await server.forge.read(id))?.status).toBe('open');
  });

  test('what was typed is there again after a sign-in that had ended, and nothing was done', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    await browser.open(pageOf(id));
    now += 9 * 3_600_000;
    const ended = await browser.send(pageOf(id), { go: 'decline', reason: 'Falta la fuente de la cifra.' });
    now = Date.now();
    expect(ended.status).toBe(401);
    const again = await browser.send(pageOf(id), { go: 'sign-in', token: await tokenOf('rita') });
    expect(again.text).toContain('Falta la fuente de la cifra.</textarea>');
    expect((await server.forge.read(id))?.status).toBe('open');
  });

  test('a proposal without a sign-in is not shown', async () => {
    const id = await propose();
    const page = await reviewBrowser(server.origin).open(pageOf(id));
    expect(page.words).toContain('Entrar para revisar');
    expect(page.text).not.toContain('Reparto de');
    expect(page.headers.get('cache-control')).toBe('private, no-store');
  });
});

describe('the queue', () => {
  test('has the oldest first, with until when GOVERNANCE promises a decision, and apart what others decide', async () => {
    const [first, second] = [await propose(), await propose()];
    const foreign = await propose({ case: { places: [{ country: 'BRA' }] } });
    const own = await propose({}, { authorization: `Bearer ${await server.addToken('test-lab')}` });
    const orderOf = async (who: string) => {
      const { text } = await (await signedIn(who)).open('/es/review/');
      const [mine = '', others = ''] = text.split('id="others"');
      const at = (part: string, id: string) => part.indexOf(`/review/${id}/`);
      return { mine, others, at };
    };
    const rita = await orderOf('rita');
    expect(rita.at(rita.mine, first)).toBeGreaterThan(0);
    expect(rita.at(rita.mine, second)).toBeGreaterThan(rita.at(rita.mine, first));
    expect(rita.at(rita.mine, foreign)).toBe(-1);
    expect(rita.at(rita.others, foreign)).toBeGreaterThan(0);
    expect(rita.mine).toMatch(/para decidir a más tardar el \d+ de/);
    const carla = await orderOf('carla');
    expect(carla.at(carla.others, own)).toBeGreaterThan(0);
    expect(carla.at(carla.mine, first)).toBeGreaterThan(0);
  });

  test('says when the two weeks are over', async () => {
    const id = await propose();
    const browser = await signedIn('beto');
    now += 3 * 3_600_000;
    expect((await browser.open('/es/review/')).text).toContain(id);
    now = Date.now() + 15 * 24 * 3_600_000;
    const late = await (await signedIn('beto')).open('/es/review/');
    now = Date.now();
    expect(late.words).toContain('las dos semanas terminaron');
  });
});

describe('a proposal', () => {
  test('is shown as its page will look, in the reviewer’s language, with what the checks found', async () => {
    const id = await propose();
    const page = await (await signedIn('rita')).open(pageOf(id, 'en'));
    expect(page.words).toContain('As its page will look');
    expect(page.text).toContain('<article class="case preview">');
    expect(page.words).toContain('Sentar juntas a las oficinas');
    expect(page.words).toContain('What the automatic checks found');
    expect(page.words).toContain('Sent by: Intendencia');
  });

  test('that is hostile stays in its box', async () => {
    const id = await propose({ case: { title: 'Un título <script>alert(1)</script> <img src=x onerror=alert(1)>' } });
    const page = await (await signedIn('rita')).open(pageOf(id));
    expect(page.text).not.toMatch(/<script>|<img src=x/);
    expect(page.words).toContain('&#x3C;script>');
  });

  test('of another country, or of the reviewer’s own, can be read and not decided', async () => {
    const other = await propose();
    const dora = await signedIn('dora');
    expect((await dora.open(pageOf(other))).words).toContain('que revisan otras personas');
    const key = /name="key" value="([^"]+)"/.exec((await dora.open(pageOf(other))).text)![1]!;
    expect((await dora.send(pageOf(other), { key, go: 'decline', reason: 'No.' })).status).toBe(403);

    const own = await propose({ contact: { email: 'r@example.org', name: 'RITA GOMEZ' } });
    expect((await (await signedIn('rita')).open(pageOf(own))).words).toContain('decide otra persona');
    const ofLab = await propose({ organisation: { name: 'Laboratorio de prueba', type: 'subnational-government' } });
    expect((await (await signedIn('carla')).open(pageOf(ofLab))).words).toContain('decide otra persona');
    expect((await server.forge.read(other))?.status).toBe('open');
  });

  test('that corrects a case shows each value before and after', async () => {
    const { cases } = readRegistry(await readFixtureRegistry()).registry;
    const { facts, digest } = cases.get('worked-with-citations')!;
    const summary = `${facts.summary} Eso fue en dos escuelas.`;
    const action = { improve: 'worked-with-citations', digest };
    const id = await send({ locale: 'es', action, case: { summary }, consent: { license: 'CC-BY-4.0' } });
    const page = await (await signedIn('rita')).open(pageOf(id));
    expect(page.text).toContain(`<del>${facts.summary}</del>`);
    expect(page.text).toContain(`<ins>${summary}</ins>`);
    expect(page.text).not.toContain('name="different"');
  });

  test('is not shown where there is none', async () => {
    expect((await (await signedIn('rita')).open(pageOf('0'.repeat(32)))).status).toBe(404);
  });

  test('pictures are for its reviewers until it is published', async () => {
    const attachments = [{ name: 'foto.png', type: 'image/png', description: 'La mesa', data: PNG.toString('base64') }];
    const id = await propose({ attachments });
    const browser = await signedIn('rita');
    const page = await browser.open(pageOf(id));
    const [address] = /\/es\/review\/\w+\/files\/[\w.-]+/.exec(page.text)!;
    const picture = await fetch(server.origin + address, { headers: { cookie: browser.cookie() } });
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect((await fetch(server.origin + address)).status).toBe(404);
  });
});

describe('deciding (row 23)', () => {
  test('accepting publishes it, in the reviewer’s name', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    await browser.open(pageOf(id));
    const done = await browser.send(pageOf(id), { go: 'accept', different: 'yes' });
    expect(done.words).toContain('Se publica en unos momentos');
    const { caseId } = (await decided(id, 'published'))!;
    expect(server.git('log', '-1', '--format=%B', 'main')).toContain('Decided-by: Rita Gómez');
    expect(server.git('ls-tree', '-r', '--name-only', 'main')).toContain(`/${caseId}/index.md`);
  });

  test('declining needs a reason, which the sender reads', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    await browser.open(pageOf(id));
    const without = await browser.send(pageOf(id), { go: 'decline' });
    expect([without.status, without.words]).toEqual([422, expect.stringContaining('merece saberlo')]);
    const reason = 'La cifra no está en la fuente.\n\n<b>Página 4</b> dice otra.';
    expect((await browser.send(pageOf(id), { go: 'decline', reason })).status).toBe(200);
    await decided(id, 'declined');
    const shown = await statusPage(id);
    expect(shown).toContain('La cifra no está en la fuente.\n\n&#x3C;b>Página 4');
    expect((await browser.open(pageOf(id))).words).toContain('La cifra no está en la fuente.');
    expect(await (await fetch(`${server.origin}/v1/submissions/${id}`)).json()).toMatchObject({ state: 'declined', reason });
  });

  test('two equal proposals name each other, and the second is not accepted by mistake', async () => {
    const words = {
      title: 'Ventanilla de trámites para pescadores artesanales',
      problem: '¿Cómo evita un pescador tres viajes a la capital?',
      summary: 'Una oficina en el puerto de Cabo Polonio junta los trámites de la pesca artesanal.',
    };
    const [one, two] = [await propose({ case: words }), await propose({ case: words })];
    const browser = await signedIn('rita');
    const first = await browser.open(pageOf(one));
    expect(first.text).toContain(`/es/review/${two}/`);
    expect(first.words).toContain('probablemente el mismo caso');
    expect((await browser.send(pageOf(one), { go: 'accept' })).status).toBe(422);
    expect((await browser.send(pageOf(one), { go: 'accept', different: 'yes' })).status).toBe(200);
    await decided(one, 'published');
    // Also while the site and the search do not have the first yet.
    const second = await browser.open(pageOf(two));
    expect(second.words).toMatch(/aceptado hace un momento|publicado/);
    expect((await browser.send(pageOf(two), { go: 'accept' })).status).toBe(422);
    expect((await server.forge.read(two))?.status).toBe('open');
  });

  test('an error that came since keeps it from being accepted', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    const page = await browser.open(pageOf(id));
    expect(page.words).toContain('Aceptar y publicar');
    const file = server.git('diff', '--name-only', `main...proposals/${id}`).trim();
    server.git('worktree', 'add', '--quiet', join(server.repository, '.other'), `proposals/${id}`);
    const text = readFileSync(join(server.repository, '.other', file), 'utf8');
    await writeFile(join(server.repository, '.other', file), text.replace('level: subnational', 'level: galactic'));
    server.git('-C', '.other', 'commit', '--quiet', '--all', '--message=Broken');
    server.git('worktree', 'remove', '.other');
    const changed = await browser.send(pageOf(id), { go: 'accept', different: 'yes' });
    expect([changed.status, changed.words]).toEqual([409, expect.stringContaining('cambió desde que la abrió')]);
    const again = await browser.send(pageOf(id), { go: 'accept', different: 'yes' });
    expect([again.status, again.words]).toEqual([422, expect.stringContaining('mientras haya errores')]);
    expect((await server.forge.read(id))?.status).toBe('open');
  });

  test('of two who decide at once the first counts, and the second is told', async () => {
    const id = await propose();
    const [rita, beto] = [await signedIn('rita'), await signedIn('beto')];
    await Promise.all([rita.open(pageOf(id)), beto.open(pageOf(id))]);
    const answers = await Promise.all([
      rita.send(pageOf(id), { go: 'accept', different: 'yes' }),
      beto.send(pageOf(id), { go: 'decline', reason: 'Repetido.' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.words).toContain('Ya estaba decidida');
  });

  test('whose words somebody else has changed meanwhile is not to be tried again', async () => {
    const { facts, digest } = readRegistry(await readFixtureRegistry()).registry.cases.get('worked-with-citations')!;
    const correct = (more: string) =>
      send({
        ...{ locale: 'es', action: { improve: 'worked-with-citations', digest }, consent: { license: 'CC-BY-4.0' } },
        case: { summary: `${facts.summary} ${more}` },
      });
    const [one, two] = [await correct('Fue en dos escuelas.'), await correct('Fue en tres escuelas.')];
    const browser = await signedIn('rita');
    for (const id of [two, one]) await browser.open(pageOf(id));
    expect((await browser.send(pageOf(one), { go: 'accept' })).status).toBe(200);
    await browser.open(pageOf(two));
    const late = await browser.send(pageOf(two), { go: 'accept' });
    expect([late.status, late.words]).toEqual([409, expect.stringContaining('Alguien cambió lo mismo')]);
    expect(late.words).not.toContain('Pruebe otra vez');
  });
});

test('where proposals are pull requests, the page leads to them', async () => {
  const env = { GITHUB_REPOSITORY: 'network/registry', GITHUB_TOKEN: 'x', GITHUB_API_URL: 'https://git.example/api/v3' };
  const onGitHub = await runServer({ siteDir: await makeFrames(), env });
  const page = await (await fetch(`${onGitHub.origin}/pt/review/`)).text();
  expect(page).toContain('href="https://git.example/network/registry/pulls?q=is%3Aopen%20label%3Asubmission"');
  expect(page).not.toContain('name="token"');
  await onGitHub.stop();
});

describe('a question to the sender', () => {
  test('is on the status page, is answered there without an account, and is read by the reviewer', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    await browser.open(pageOf(id));
    expect((await browser.send(pageOf(id), { go: 'ask' })).status).toBe(422);
    const asked = await browser.send(pageOf(id), { go: 'ask', question: '¿De qué año es la cifra?', reason: 'Todavía pienso' });
    expect(asked.words).toContain('La pregunta está en la página de quien envió.');
    // Whatever else was typed is kept.
    expect(asked.text).toContain('Todavía pienso</textarea>');
    expect(asked.text).toContain('name="question" rows="4" maxlength="2000" aria-describedby="question-help"></textarea>');

    const sender = reviewBrowser(server.origin);
    const path = `/es/submissions/${id}/`;
    const page = await sender.open(path);
    expect(page.words).toContain('Rita Gómez preguntó');
    expect(page.words).toContain('¿De qué año es la cifra?');
    expect((await sender.send(path, { answer: ' ' })).status).toBe(422);
    expect((await sender.send(path, { answer: 'De 2024 <script>x</script>' })).words).toContain('De 2024 &#x3C;script>');
    const question = (await server.outbox.questions.list(id))[0]!.id;
    const twice = await sender.send(path, { answer: 'De 2024 <script>x</script>', question });
    expect([twice.status, twice.words]).toEqual([200, expect.not.stringContaining('Ya no se puede responder')]);
    const late = await sender.send(path, { answer: 'Otra, de 2025', question });
    expect([late.status, late.words]).toEqual([409, expect.stringMatching(/Ya no se puede responder.*Otra, de 2025/s)]);
    expect((await browser.open(pageOf(id))).words).toContain('De 2024 &#x3C;script>');
    expect((await browser.open('/es/review/')).words).toContain('Quien envió respondió');
  });

  test('answered after the decision, the sender reads that, with the words to copy', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    await browser.open(pageOf(id));
    await browser.send(pageOf(id), { go: 'ask', question: '¿Quién lo pagó?' });
    const sender = reviewBrowser(server.origin);
    const path = `/es/submissions/${id}/`;
    await sender.open(path);
    await browser.send(pageOf(id), { go: 'decline', reason: 'Sin fuente.' });
    await decided(id, 'declined');
    const late = await sender.send(path, { answer: 'Lo pagó la intendencia.' });
    expect([late.status, late.words]).toEqual([409, expect.stringMatching(/Ya no se puede responder.*Lo pagó la intendencia/s)]);
  });

  test('sent twice by a page that is loaded again is asked once', async () => {
    const id = await propose();
    const browser = await signedIn('rita');
    await browser.open(pageOf(id));
    const fields = { go: 'ask', question: '¿Quién pagó?', 'question-id': 'b6d1c9b2-0000-4000-8000-000000000001' };
    await browser.send(pageOf(id), fields);
    await browser.send(pageOf(id), fields);
    expect(await server.outbox.questions.list(id)).toHaveLength(1);
  });
});

describe('a scorecard', () => {
  const fields = (outcome: string, strength: string, comment = '') => ({
    ...{ 'outcome-main': outcome, 'strength-main': strength, confidence: 'medium', comment },
  });
  const verdictOf = async (browser: ReviewBrowser, id: string) =>
    /name="outcome-([a-z0-9-]+)"/.exec((await browser.open(pageOf(id))).text)![1]!;

  test('is kept with the proposal; another reviewer sees it only beside their own, and two that differ come with the case', async () => {
    const id = await propose();
    const [rita, beto] = [await signedIn('rita'), await signedIn('beto')];
    const verdict = await verdictOf(rita, id);
    const named = (values: Record<string, string>) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name.replace('main', verdict), value]));
    const half = await rita.send(pageOf(id), { go: 'score', [`outcome-${verdict}`]: 'mixed' });
    expect([half.status, half.words]).toEqual([422, expect.stringContaining('Falta una respuesta de la hoja')]);
    const kept = await rita.send(pageOf(id), {
      go: 'score',
      ...named(fields('mixed', '1', 'La fuente habla de dos oficinas <b>')),
    });
    expect(kept.words).toContain('La hoja está guardada');

    const before = await beto.open(pageOf(id));
    expect(before.words).toContain('Otra persona ya la llenó');
    expect(before.text).not.toContain('La fuente habla de dos oficinas');
    await beto.send(pageOf(id), { go: 'score', ...named(fields('worked', '0')) });
    const after = await beto.open(pageOf(id));
    expect(after.words).toContain('La fuente habla de dos oficinas &#x3C;b>');
    expect(after.words).toContain('Quienes revisaron no coinciden');

    expect((await beto.send(pageOf(id), { go: 'accept', different: 'yes', ...named(fields('worked', '0')) })).status).toBe(200);
    const { caseId } = (await decided(id, 'published'))!;
    const files = server.git('ls-tree', '-r', '--name-only', 'main', `content/reviews/${caseId}/`).trim().split('\n');
    expect(files.map((file) => file.split('/').at(-1))).toEqual([`beto-${id.slice(0, 8)}.yml`, `rita-${id.slice(0, 8)}.yml`]);
    expect(server.git('show', `main:${files[1]!}`)).toContain('name: Rita Gómez');
  });
});
