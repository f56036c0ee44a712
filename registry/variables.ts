import * as z from 'zod';

/** Variables of the environment, as a program is given them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Names each variable that cannot be used, with what to write instead: a line each. */
export class WrongVariables extends Error {
  override readonly name = 'WrongVariables';
  constructor(lines: readonly string[]) {
    // Server and build ask some of the same.
    super([...new Set(lines)].join('\n'));
  }
}

/** What an operator is told of them. */
export const describeWrong = ({ message }: WrongVariables): string => `These variables cannot be used:\n${message}`;

/** A variable set to the empty string counts as not set. */
export const givenVariables = (env: Variables): Variables =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

/** A line for a variable; the values of secrets are not shown. */
export const wrongLine = (name: string, why: string, value?: string): string =>
  `${name}: ${why}${value === undefined ? '' : ` (is "${value}")`}`;

/** A line for each variable that a schema does not take. */
export const wrongLines = (error: z.ZodError | undefined, env: Variables, isSecret = (_name: string) => false): string[] =>
  (error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    return wrongLine(name, message, isSecret(name) ? undefined : env[name]);
  });

/** The lines of what reads variables and throws. */
export function wrongLinesOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

export const textVariable = () => z.string().trim().min(1, 'write something, or leave it out');
export const webAddress = () => z.url({ protocol: /^https?$/, error: 'write an address that begins with https:// or http://' });
/** A site stands at the root of its address, because its links begin with a slash. */
export const siteAddress = () =>
  webAddress().refine((address) => !URL.canParse(address) || new URL(address).href === `${new URL(address).origin}/`, {
    error: 'write the address without anything behind the host, as https://registry.example: the site stands at its root',
  });
