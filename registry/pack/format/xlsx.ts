import writeExcel, { type Cell } from 'write-excel-file/node';
import { allBlocks, type Pack, statementsOfPack } from '../document.ts';
import { settleZip } from './settle-zip.ts';

/** Excel refuses longer texts in a cell. */
const CELL = 32_000;
const SHEET_NAME = 31;

/** Every statement of a pack, one to a row, and every comment sheet's lesson: texts are texts, and none is a formula. */
export async function packXlsx(pack: Pack): Promise<Uint8Array> {
  const { words } = pack;
  const head = ['id', words.kind, words.case, words.statement, words.figure, words.conditions, words.link].map((each) =>
    bold(typeof each === 'string' ? each : each.text),
  );
  const rows = [...statementsOfPack(pack).values()].map((item) =>
    [
      `${item.name}@${item.version.slice(0, 10)}`,
      item.kind.text,
      item.about?.text ?? nameIn(pack, item.name),
      item.text.text,
      item.figure?.text ?? '',
      item.notes.flatMap(({ name, text }) => [name.text, ...(text ? [text.text] : [])]).join(' '),
      item.href,
    ].map(textCell),
  );
  const columns = [40, 14, 28, 80, 24, 50, 60].map((width) => ({ width }));
  const made = await writeExcel([
    { data: [head, ...rows], sheet: pack.session.slice(0, SHEET_NAME), columns, stickyRowsCount: 1 },
  ]).toBuffer();
  return settleZip(made, pack.date);
}

/** What the pack calls the case of a statement that stands in its brief. */
function nameIn({ blocks }: Pack, statement: string): string {
  const id = statement.split('#')[0]!;
  const found = allBlocks(blocks).find((block) => block.type === 'heading' && block.id === id);
  return found?.type === 'heading' ? found.text.text : id;
}

const textCell = (text: string): Cell => ({ value: text.slice(0, CELL), type: String, wrap: true, alignVertical: 'top' });
const bold = (text: string): Cell => ({ value: text, type: String, fontWeight: 'bold' });
