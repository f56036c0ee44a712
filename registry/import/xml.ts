import { SaxesParser } from 'saxes';
import { FileRefused } from './file-refused.ts';

/** Elements inside each other; a table of a table of a document has thirty. */
const DEPTH = 80;

export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

/** Reads a part of a document or workbook. Throws FileRefused when it is no XML, or too deep. */
export function readPartXml(xml: string, { open, text, close }: XmlHandlers): void {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  parser.on('error', () => {
    throw new FileRefused('not-xml');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEPTH) throw new FileRefused('too-deep');
    open?.(name, attributes);
  });
  parser.on('text', (part) => text?.(part));
  parser.on('closetag', ({ name }) => {
    depth--;
    close?.(name);
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('not-xml');
  }
}

/** The same with names told without their prefix, which some programs write before all of them. */
export const readLocalXml = (xml: string, { open, text, close }: XmlHandlers): void =>
  readPartXml(xml, {
    open: (name, attributes) => open?.(local(name), attributes),
    text: (part) => text?.(part),
    close: (name) => close?.(local(name)),
  });

const local = (name: string) => name.slice(name.indexOf(':') + 1);
