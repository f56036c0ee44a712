import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Io, UsageError } from './command.ts';

/** Options of every command. */
export const commonOptions = {
  content: { type: 'string' },
  lang: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

export const commonUsage = `  --content DIR    the registry's content folder (default: CONTENT_DIR, or content)
  --lang LOCALE    language of the messages (default: from LANG, or es)
  --debug          show where a failure came from
  --help           this text`;

/** node:util's parseArgs in strict mode; its errors become UsageError. */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
  allowPositionals = true,
) {
  try {
    return parseArgs({ args, options, allowPositionals, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}

/** The absolute path of the content folder: the option, CONTENT_DIR, or `content` in the working folder. */
export function contentFolder(option: string | undefined, io: Io): string {
  return resolve(io.cwd, option ?? io.env['CONTENT_DIR'] ?? 'content');
}

/** The language: the option, the language part of LC_ALL, LC_MESSAGES or LANG (`pt_BR.UTF-8` is `pt`), or Spanish. */
export function languageOf(option: string | undefined, io: Io): string {
  const environment = [io.env['LC_ALL'], io.env['LC_MESSAGES'], io.env['LANG']].find((value) => value) ?? '';
  const asked = /^([a-z]{2,3})(?:[-_.@]|$)/i.exec(option ?? environment)?.[1]?.toLowerCase();
  return asked ?? 'es';
}
