import { columnLetters } from '../../pack/format/column-letters.ts';
import type { WorkbookSheet } from '../../pack/format/workbook.ts';

/** Answers of a column that stand below each other on the sheet of words. */
export interface ListedChoice {
  /** The column that they are answers of. */
  id: string;
  /** Its column on the sheet of words, and how many answers there are. */
  column: number;
  count: number;
}

/** Rows that offer answers, from the third on: what stands above is ids and labels. */
const [FIRST, LAST] = [3, 500];

/** Lets a spreadsheet program offer the answers of each column as a list; anything else can still be typed. */
export function listChoices(
  parts: Record<string, string>,
  sheets: readonly WorkbookSheet[],
  choices: readonly ListedChoice[],
  wordsSheet: string,
): void {
  for (const [index, { columns }] of sheets.entries()) {
    const lists = columns.flatMap(({ title }, column) => {
      const choice = choices.find(({ id }) => id === title);
      if (!choice) return [];
      const [letters, from] = [columnLetters(column + 1), columnLetters(choice.column)];
      const range = `'${wordsSheet.replaceAll("'", "''")}'!$${from}$2:$${from}$${choice.count + 1}`;
      return [
        `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letters}${FIRST}:${letters}${LAST}"><formula1>${range}</formula1></dataValidation>`,
      ];
    });
    const name = `xl/worksheets/sheet${index + 1}.xml`;
    if (lists.length > 0)
      parts[name] = parts[name]!.replace(
        '</sheetData>',
        `</sheetData><dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`,
      );
  }
}
