import type { Finding } from '../finding/finding.ts';
import type { Tree } from './tree.ts';

/** Looks at a content tree as a whole; its type says what it needs of the registry, and of what rules are told beside it. */
export type TreeRule<Registry = object, Context = object> = (tree: Tree, registry: Registry, context: Context) => Finding[];
