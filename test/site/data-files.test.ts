import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtFiles, pageAt, siteDir, textOf } from './built-site.ts';
import { cases, contentLocales } from './content.ts';

const run = promisify(execFile);
const LOCALES = [...contentLocales.keys()];
const TABLES = ['cases', 'verdicts', 'results', 'lessons', 'conditions', 'costs', 'sources'];

const read = (address: string) => readFileSync(join(siteDir, address));
const rowsOf = (text: string | Buffer, delimiter = ','): string[][] => parse(text, { bom: true, delimiter });
const csv = (locale: string, table: string, end = '') => `/${locale}/data/registry-${locale}-${table}${end}.csv`;
const table = (locale: string, name: string) => {
  const [head, ...rows] = rowsOf(read(csv(locale, name)));
  return rows.map((row) => Object.fromEntries(head!.map((title, index) => [title, row[index]!])));
};
/** How many items all cases have in one of their lists. */
const inAll = (list: string) =>
  [...cases.values()].reduce((sum, facts) => sum + ((facts as unknown as Record<string, unknown[]>)[list]?.length ?? 0), 0);

describe.each(LOCALES)('the tables in %s', (locale) => {
  test('have a row for each case, verdict, result, lesson, condition and cost', () => {
    const counts = Object.fromEntries(TABLES.map((name) => [name, table(locale, name).length]));
    expect(counts).toMatchObject({
      cases: cases.size,
      verdicts: inAll('verdicts'),
      results: inAll('results'),
      lessons: inAll('lessons'),
      conditions: inAll('transfer'),
      costs: inAll('cost'),
    });
    expect(counts['sources']).toBeGreaterThan(cases.size);
  });

  test('are what the page says they are: rows, sizes, and every column with a name and a meaning', () => {
    const { document } = pageAt(`/${locale}/data/`);
    for (const name of TABLES) {
      const link = document.querySelector(`a[href="${csv(locale, name)}"]`)!;
      const row = link.closest('tr')!;
      expect(Number(textOf(row.querySelector('.number')).replaceAll(/\D/g, '')), name).toBe(table(locale, name).length);
      const kilobytes = Math.round(read(csv(locale, name)).length / 1000);
      expect(textOf(link.nextElementSibling).replaceAll(/[^\d]/g, '')).toBe(String(kilobytes));
      const [head] = rowsOf(read(csv(locale, name)));
      const named = [...document.querySelectorAll(`#columns-${name} dt`)].map(textOf);
      expect(head!.filter((title) => !/\((?:código|code)\)$/.test(title))).toEqual(named);
      expect([...document.querySelectorAll(`#columns-${name} dd`)].map(textOf)).not.toContain('');
    }
  });

  test('lead to the page, and to the place on it, of each row', () => {
    for (const name of ['verdicts', 'results', 'lessons', 'conditions']) {
      const { pathname, hash, href } = new URL(Object.values(table(locale, name)[7]!).at(-1)!);
      expect(pageAt(pathname).document.getElementById(hash.slice(1)), href).not.toBeNull();
    }
  });

  test('start with the mark of UTF-8, and no cell of them starts like a formula', () => {
    for (const file of [...builtFiles].filter((each) => each.startsWith(`/${locale}/data/`) && each.endsWith('.csv'))) {
      expect([...read(file).subarray(0, 3)], file).toEqual([0xef, 0xbb, 0xbf]);
      const cells = rowsOf(read(file), file.includes('semicolon') ? ';' : ',').flat();
      expect(
        cells.filter((cell) => /^[=+@]|^-(?!\d+(?:[.,]\d+)?$)/.test(cell)),
        file,
      ).toEqual([]);
    }
  });
});

test('a code stands beside its words', () => {
  const row = table('pt', 'cases').find((each) => each['Identificador'] === 'uruguay-plan-ceibal')!;
  expect(row).toMatchObject({ 'Países (código)': 'URY', Países: 'Uruguai', 'Nível de governo (código)': 'national' });
  expect(row['Nível de governo']).toBe('Nacional');
});

test('where the comma is in numbers there is a table cut at semicolons too, the same but for decimals', () => {
  expect([...builtFiles].filter((file) => file.startsWith('/en/data/') && file.includes('semicolon'))).toEqual([]);
  for (const name of TABLES) {
    const plain = rowsOf(read(csv('es', name)));
    const cut = rowsOf(read(csv('es', name, '-semicolon')), ';');
    const decimals = (cell: string) => (/^-?\d+\.\d+$/.test(cell) ? cell.replace('.', ',') : cell);
    expect(cut).toEqual(plain.map((row) => row.map(decimals)));
  }
});

describe('the spreadsheet', () => {
  test.each(LOCALES)(
    'in %s has a sheet that says what the others hold, their licence and their day, and no formula',
    (locale) => {
      const parts = unzipSync(read(`/${locale}/data/registry-${locale}.xlsx`));
      const text = (part: string) => new TextDecoder().decode(parts[part]);
      expect([...text('xl/workbook.xml').matchAll(/<sheet /g)]).toHaveLength(TABLES.length + 1);
      expect(text('xl/sharedStrings.xml')).toContain('CC BY 4.0');
      for (const part of Object.keys(parts).filter((each) => each.includes('worksheets/')))
        expect(text(part)).not.toContain('<f>');
    },
  );
});

/**
 * The same files in LibreOffice, where its spreadsheet is installed (or named by SOFFICE): whoever gets a file should see in it
 * what it says.
 */
describe('in LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-office-'));
  const EVERY_SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  let missing: string | undefined;

  const convert = async (file: string, filters: readonly string[] = []) => {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [profile, '--headless', ...filters, '--convert-to', EVERY_SHEET, '--outdir', join(folder, 'out'), file];
    const { stdout, stderr } = await run(process.env['SOFFICE'] ?? 'soffice', args, { timeout: 110_000 });
    if (!stdout.includes('Writing sheet') && !stdout.includes('convert ')) throw new Error(stderr.trim());
  };
  /** Without line breaks, which it writes in its own way, and the sign that keeps a text from being a formula. */
  const plain = (rows: string[][]) =>
    rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ').replaceAll("'", '').trim()));

  beforeAll(async () => {
    try {
      for (const locale of LOCALES) {
        writeFileSync(join(folder, `${locale}.xlsx`), read(`/${locale}/data/registry-${locale}.xlsx`));
        await convert(join(folder, `${locale}.xlsx`));
      }
    } catch (error) {
      missing = (error as Error).message;
      console.warn(`Files are not opened in LibreOffice, because there is none that opens spreadsheets here: ${missing}`);
    }
  });

  test.for(LOCALES)('the spreadsheet in %s has every cell of the tables', (locale, { skip }) => {
    if (missing !== undefined) skip(missing);
    const names = Object.fromEntries(TABLES.map((name) => [name, contentLocales.get(locale)!.strings[`tables.${name}`]!]));
    for (const [name, sheet] of Object.entries(names)) {
      const opened = rowsOf(readFileSync(join(folder, 'out', `${locale}-${sheet}.csv`)));
      expect(plain(opened), name).toEqual(plain(rowsOf(read(csv(locale, name)))));
    }
  });

  // What a spreadsheet does with a double click in the Spanish of Argentina and the Portuguese of Brazil.
  test.for([
    ['es', 11274],
    ['pt', 1046],
  ] as const)(
    'a table in %s cut at semicolons has its columns, and its decimals are numbers',
    async ([locale, language], { skip }) => {
      if (missing !== undefined) skip(missing);
      const name = `results-${locale}`;
      writeFileSync(join(folder, `${name}.csv`), read(csv(locale, 'results', '-semicolon')));
      await convert(join(folder, `${name}.csv`), [`--infilter=CSV:59,34,76,1,,${language},false,true`]);
      const opened = plain(rowsOf(readFileSync(join(folder, 'out', `${name}-${name}.csv`))));
      expect(opened).toEqual(plain(rowsOf(read(csv(locale, 'results')))));
    },
  );
});
