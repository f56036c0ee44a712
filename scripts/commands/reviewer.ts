import type { Outbox } from '#registry/outbox/outbox.ts';
import { readRegistry } from '#registry/read.ts';
import { type Command, Failure, UsageError } from '../command.ts';
import { outboxUsage } from '../command-outbox.ts';
import { loadTree } from '../load.ts';
import { commonOptions, commonUsage, contentFolder, parseOptions } from '../options.ts';
import { giveToken, listTokens, revokeToken } from '../tokens.ts';

const options = { ...commonOptions, outbox: { type: 'string' }, expires: { type: 'string' } } as const;

const tokensOf = ({ reviewerTokens }: Outbox) => reviewerTokens;

export const reviewer: Command = {
  summary: 'Gives reviewers the tokens with which they decide on proposals at /review/, and takes them away.',
  usage: `npm run registry -- reviewer token|revoke|list [reviewer] [token id] [options]

  token <reviewer>            makes a token for somebody in content/reviewers.yml, and shows it once; two at most
  revoke <reviewer> <token>   ends a token at once, and every sign-in with it; its id is in the list
  list [reviewer]             tokens and their owners, never the tokens themselves

  --expires DAYS   token: it opens nothing after so many days (default: 365)
${outboxUsage}
${commonUsage}`,
  async run(args, io) {
    const { values, positionals } = parseOptions(args, options);
    const [action = '', id, token, ...more] = positionals;
    const expected = new Map(Object.entries({ token: [1], revoke: [2], list: [0, 1] }));
    if (!expected.get(action)?.includes([id, token, ...more].filter((part) => part !== undefined).length))
      throw new UsageError('Say token or revoke and a reviewer, or list.');
    if (action === 'list') return await listTokens(tokensOf, id, values, io);
    if (action === 'revoke') return await revokeToken(tokensOf, [id!, token!], values, io);
    const { reviewers } = readRegistry(await loadTree(contentFolder(values.content, io))).registry;
    if (!reviewers.some((each) => each.id === id))
      throw new Failure(`There is no reviewer ${id!} in content/reviewers.yml: add and commit the entry first.`);
    return await giveToken(tokensOf, id!, { expires: '365', ...values }, io);
  },
};
