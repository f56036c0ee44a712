import type { CslItem } from './csl-item.ts';

const SPECIAL: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Escapes a text as a BibTeX value: UTF-8, with TeX's ten reserved characters escaped. */
const escapeTex = (text: string) => text.replace(/[\\{}~^&%$#_]/g, (character) => SPECIAL[character] ?? `\\${character}`);

/** A BibTeX `@techreport` (https://www.bibtex.com/e/techreport-entry/). Braces keep the title's capitals. */
export function toBibtex(item: CslItem): string {
  const [year] = item.issued['date-parts'][0];
  const fields = {
    author: `{${escapeTex(item.author[0]!.literal)}}`,
    title: `{${escapeTex(item.title)}}`,
    institution: escapeTex(item.publisher),
    year: String(year),
    url: item.URL,
    note: escapeTex(`Version ${item.version}`),
    language: item.language,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`);
  return `@techreport{${item.id},\n${lines.join('\n')}\n}\n`;
}
