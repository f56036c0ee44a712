import { unzipSync } from 'fflate';
import { describe, expect, inject, test } from 'vitest';
import { cases } from './content.ts';

const PERU = 'peru-mesas-ejecutivas';
const CEIBAL = 'uruguay-plan-ceibal';
const ASKED = `case=${PERU}&case=${CEIBAL}`;
const get = (path: string) => fetch(inject('origin') + path);
const bytesOf = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
const partOf = (bytes: Uint8Array, name: string) => new TextDecoder().decode(unzipSync(bytes)[name]);

describe('what a reader takes away of chosen cases', () => {
  test('a comparison in Word lies on its side, with a column for each case and their verdicts', async () => {
    const body = partOf(await bytesOf(`/es/compare/compare.docx?${ASKED}`), 'word/document.xml');
    expect(body).toContain('w:orient="landscape"');
    expect(body).toContain('Mesas Ejecutivas');
    for (const id of [PERU, CEIBAL])
      for (const { about } of cases.get(id)!.verdicts) expect(body).toContain(about.replaceAll('&', '&amp;'));
  });

  test('a comparison in Excel has the same rows, its fields first, and where each case is', async () => {
    const words = partOf(await bytesOf(`/pt/compare/compare.xlsx?${ASKED}`), 'xl/sharedStrings.xml');
    expect(words).toContain('O que se compara');
    expect(words).toContain(`/pt/cases/${CEIBAL}/`);
  });

  test('a shortlist in Word has the brief of each case, in its order, with the sources at the end', async () => {
    const body = partOf(await bytesOf(`/en/shortlist/shortlist.docx?${ASKED}`), 'word/document.xml');
    const headings = [...body.matchAll(/w:val="Heading1"[\s\S]*?<w:t[^>]*>([^<]+)/g)].map(([, title]) => title);
    expect(headings).toHaveLength(3);
    expect(headings[0]).toMatch(/Peru/);
    expect(body).toContain('>[1] <');
  });

  test('a shortlist is a table and a bibliography too', async () => {
    const table = await get(`/es/shortlist/shortlist.csv?${ASKED}`);
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(table.headers.get('content-disposition')).toBe('attachment; filename=shortlist.csv');
    const bytes = Buffer.from(await table.arrayBuffer());
    // The mark of UTF-8, cut at semicolons as in the other tables in Spanish.
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString().trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('Caso;Dónde y cuándo;');
    expect(await (await get(`/es/shortlist/shortlist.bib?${ASKED}`)).text()).toMatch(
      new RegExp(`@techreport\\{${PERU},[\\s\\S]*@techreport\\{${CEIBAL},`),
    );
    expect(partOf(await bytesOf(`/es/shortlist/shortlist.xlsx?${ASKED}`), 'xl/sharedStrings.xml')).toContain(
      `/es/cases/${PERU}/`,
    );
  });

  test('a brief is one page of tagged PDF with the version of its case', async () => {
    const response = await get(`/es/cases/${CEIBAL}/brief.pdf`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page(?![a-zA-Z])/g)).toHaveLength(1);
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toContain('pdfuaid');
  });

  test('no cell of a spreadsheet is a formula', async () => {
    for (const file of ['compare/compare', 'shortlist/shortlist']) {
      const parts = unzipSync(await bytesOf(`/pt/${file}.xlsx?${ASKED}`));
      const sheets = Object.keys(parts).filter((name) => name.includes('worksheets/'));
      expect(sheets.length).toBeGreaterThan(0);
      for (const name of sheets) expect(new TextDecoder().decode(parts[name])).not.toContain('<f>');
    }
  });

  test('what is no such file, or names no case that there is, is not found', async () => {
    for (const path of [
      `/es/compare/compare.exe?${ASKED}`,
      `/es/compare/other.docx?${ASKED}`,
      '/es/shortlist/shortlist.docx',
      '/es/shortlist/shortlist.docx?case=no-such-case',
      '/es/cases/no-such-case/brief.pdf',
      `/xx/compare/compare.docx?${ASKED}`,
    ])
      expect((await get(path)).status, path).toBe(404);
  });
});
