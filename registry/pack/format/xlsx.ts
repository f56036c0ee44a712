import { allBlocks, idOfPlace, noteName, type Pack, statementsOfPack } from '../document.ts';
import { workbook } from './workbook.ts';

const WIDTHS = [40, 14, 28, 80, 24, 50, 60];

/** Every statement of a pack, one to a row, and every comment sheet's lesson. */
export async function packXlsx(pack: Pack): Promise<Uint8Array> {
  const { words } = pack;
  const titles = ['id', words.kind, words.case, words.statement, words.figure, words.conditions, words.link].map((each) =>
    typeof each === 'string' ? each : each.text,
  );
  const rows = [...statementsOfPack(pack).values()].map((item) => [
    `${item.name}@${item.version.slice(0, 10)}`,
    item.kind.text,
    item.about?.text ?? nameIn(pack, item.name),
    item.text.text,
    item.figure?.text ?? '',
    item.notes.flatMap((note) => [noteName(note).text, ...(note.text ? [note.text.text] : [])]).join(' '),
    item.href,
  ]);
  const columns = titles.map((title, index) => ({ title, width: WIDTHS[index]! }));
  return await workbook([{ name: pack.session, columns, rows }], pack.date);
}

/** What the pack calls the case of a statement that stands in its brief. */
function nameIn({ blocks }: Pack, statement: string): string {
  const id = idOfPlace(statement.split('#')[0]!);
  const found = allBlocks(blocks).find((block) => block.type === 'heading' && block.id === id);
  return found?.type === 'heading' ? found.text.text : id;
}
