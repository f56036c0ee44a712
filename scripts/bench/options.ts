import { UsageError } from '../command.ts';
import { parseOptions } from '../options.ts';

/** The default of an option says what it is: a text, a number, several numbers, or something that is asked for or not. */
type Defaults = Readonly<Record<string, string | number | readonly number[] | false>>;

interface Read<Given extends Defaults> {
  options: {
    [Name in keyof Given]: Given[Name] extends string
      ? string
      : Given[Name] extends number
        ? number
        : Given[Name] extends false
          ? boolean
          : readonly number[];
  };
  files: string[];
}

/** The options of a bench, and the files of one that takes files. `--help`, and a wrong option, print its usage and end it. */
export function readOptions<Given extends Defaults>(usage: string, defaults: Given, takesFiles = false): Read<Given> {
  try {
    const { options, files } = benchOptions(process.argv.slice(2), { ...defaults, help: false }, takesFiles);
    if (!options.help) return { options, files };
    console.log(usage);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

export function benchOptions<Given extends Defaults>(args: string[], defaults: Given, takesFiles = false): Read<Given> {
  const kinds = Object.entries(defaults).map(
    ([name, value]) => [name, { type: value === false ? 'boolean' : 'string' }] as const,
  );
  const { values, positionals } = parseOptions(args, Object.fromEntries(kinds), takesFiles);
  const read = Object.entries(values).map(([name, value]) => [name, valueLike(defaults[name]!, name, value)]);
  return { options: { ...defaults, ...Object.fromEntries(read) } as Read<Given>['options'], files: positionals };
}

function valueLike(example: Defaults[string], name: string, given: unknown) {
  if (typeof example === 'string' || typeof given !== 'string') return given;
  const parts = typeof example === 'number' ? [given] : given.split(',');
  if (!parts.every((part) => /^\d+(?:\.\d+)?$/.test(part))) throw new UsageError(`--${name} takes numbers, not "${given}".`);
  return typeof example === 'number' ? Number(given) : parts.map(Number);
}
