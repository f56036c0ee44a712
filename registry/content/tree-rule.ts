import type { Finding } from '../finding/finding.ts';
import type { Tree } from './tree.ts';

/**
 * Checks a content tree as a whole. Its type parameters name the data that it needs from the registry and from the other rules.
 */
export type TreeRule<Registry = object, Context = object> = (tree: Tree, registry: Registry, context: Context) => Finding[];
