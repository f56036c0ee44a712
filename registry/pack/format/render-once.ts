import { KEPT, keepFile, readKeptFile } from '../../content/kept-files.ts';
import { digestOfTexts } from '../../content/tree-digest.ts';
import type { Pack } from '../document.ts';
import { type Format, renderPack } from './formats.ts';

/** As many as the editions of some ten sessions have: a frozen edition does not change, and each build publishes all of them. */
const MAX_FILES = 400;

/** A pack as the bytes of a file, which is kept for the next build. */
export async function renderPackOnce(pack: Pack, format: Format, folder = KEPT): Promise<Uint8Array> {
  const name = `pack-${digestOfTexts([JSON.stringify(pack)]).slice(0, 32)}.${format}`;
  const kept = await readKeptFile(folder, name);
  if (kept) return kept;
  const bytes = await renderPack(pack, format);
  await keepFile(folder, name, [bytes], MAX_FILES);
  return bytes;
}
