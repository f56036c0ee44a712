import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsOfPage, type FormServer, startForm } from './form/server.ts';

const PATH = '/es/cases/worked-with-citations/report/?section=lessons';
let server: FormServer;
beforeAll(async () => {
  server = await startForm();
});
afterAll(() => server.stop());

test.each([
  ['says nothing', '  '],
  ['says too much', 'La cifra es de otro año. '.repeat(30)],
])('who %s is told so, and what they typed is still there', async (_what, report) => {
  const page = await (await fetch(server.origin + PATH)).text();
  const typed = { report, email: 'ana@example.org' };
  const fields = [...fieldsOfPage(page).filter(([name]) => !(name in typed)), ...Object.entries(typed)];
  const response = await fetch(server.origin + PATH, { method: 'POST', body: new URLSearchParams(fields) });
  const { document } = parseHTML(await response.text());
  expect([response.status, document.querySelector('.notice')?.getAttribute('role')]).toEqual([422, 'alert']);
  expect(document.querySelector('#report')!.textContent).toBe(report.trim());
  expect(document.querySelector('#email')!.getAttribute('value')).toBe('ana@example.org');
});
