import type { RecordTranslation } from './record.ts';

/** A quoted or plain scalar at the start of a text. */
const SCALAR = /^(?:'[^']*'|"[^"]*"|[^\s#]+)/;

/** Sets `digest` as the translated version in a translation file; changes nothing else. */
export function stampTranslation(text: string, { source }: RecordTranslation, digest: string): string {
  const { line, column } = source.yaml.locate(['translates']);
  const lines = text.split('\n');
  const row = line! - 1;
  const before = lines[row]!.slice(0, column! - 1);
  const rest = lines[row]!.slice(column! - 1);
  lines[row] = before + rest.replace(SCALAR, `'${digest}'`);
  return lines.join('\n');
}
