import { relative, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Io, UsageError } from './command.ts';

/** Options of every command. */
export const commonOptions = {
  content: { type: 'string' },
  lang: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Options of commands that write documents. */
export const documentOptions = {
  ...commonOptions,
  locale: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  site: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

export const commonUsage = `  --content DIR    the registry's content folder (default: CONTENT_DIR, or content)
  --lang LOCALE    language of what is said about content, and of documents (default: that of LANG, or the
                   registry's first)
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
  return resolve(io.cwd, option ?? (io.env['CONTENT_DIR'] || 'content'));
}

/** What stands in an option that takes several, separated by commas; all without it. */
export function chooseFrom<Known extends string>(name: string, given: string | undefined, known: readonly Known[]): Known[] {
  return (
    given?.split(',').map((asked) => {
      const found = known.find((each) => each === asked);
      if (found === undefined) throw new UsageError(`There is no ${name} "${asked}". There are ${known.join(', ')}.`);
      return found;
    }) ?? [...known]
  );
}

/** Who has been told that nobody said where the site is. */
const told = new WeakSet<Io>();

/** The address of the site that links lead to: the option, SITE_URL, or the one that `npm run dev` serves. */
export function siteUrlOf(option: string | undefined, io: Io): string {
  const said = option || io.env['SITE_URL'];
  if (said) return said;
  const local = 'http://localhost:4321';
  if (!told.has(io))
    io.stderr(
      `SITE_URL does not say where readers find this registry: ${local} is taken for its address, in links and in what other registries say of it.\n`,
    );
  told.add(io);
  return local;
}

/** A file as messages name it: from the working folder, with slashes. */
export const shownPath = (file: string, { cwd }: Io): string => relative(cwd, file).replaceAll('\\', '/');

/** The day on which a command runs, YYYY-MM-DD. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** The language part of a locale as systems write it: that of `pt_BR.UTF-8` is `pt`. */
export const languagePart = (text: string): string => /^([a-z]{2,3})(?:[-_.@]|$)/i.exec(text)?.[1]?.toLowerCase() ?? text;

/** The locale of the environment, as the system writes it. */
export const environmentLocale = ({ env }: Io): string => env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
