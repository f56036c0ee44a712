import type { Pack } from '../document.ts';
import { packHtml } from './html.ts';
import { packMarkdown } from './markdown.ts';

export const FORMATS = ['html', 'pdf', 'docx', 'md', 'xlsx', 'pptx'] as const;
export type Format = (typeof FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** A pack as the bytes of a file. The programs that make PDF, Word, spreadsheets and slides are only loaded when they are asked for. */
export async function renderPack(pack: Pack, format: Format): Promise<Uint8Array> {
  switch (format) {
    case 'html':
      return Buffer.from(packHtml(pack));
    case 'md':
      return Buffer.from(packMarkdown(pack));
    case 'pdf':
      return await (await import('./pdf.ts')).packPdf(pack);
    case 'docx':
      return await (await import('./docx.ts')).packDocx(pack);
    case 'xlsx':
      return await (await import('./xlsx.ts')).packXlsx(pack);
    case 'pptx':
      return (await import('./pptx.ts')).packPptx(pack);
  }
}
