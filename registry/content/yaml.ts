import { type Document, isCollection, isMap, isNode, isScalar, LineCounter, type Pair, parseDocument, visit, type YAMLError } from 'yaml';
import { finding, type Finding, type Place } from '../finding/finding.ts';

type Path = readonly (string | number)[];

/** Parsed YAML that remembers where each value stands. */
export interface YamlFile {
  data: unknown;
  document: Document;
  /** Line and column of the value at `path`, or of the nearest value around it. */
  locate(path: Path, options?: { key?: boolean }): Place;
}

/** More than anybody reads of one file: a file that is no YAML at all has one in every line. */
const MAX_ERRORS = 50;

/**
 * Reads YAML 1.2 core data: no aliases, no tags, no repeated keys; dates stay strings.
 * Gives the parsed file, or the findings that say why there is none.
 * `line` is the line of the file on which the YAML starts.
 */
export function readYaml(text: string, file: string, line = 1): { yaml: YamlFile; findings: [] } | { yaml: undefined; findings: Finding[] } {
  const counter = new LineCounter();
  // Whether a key is repeated is looked for below: the library compares each with each.
  const options = { schema: 'core', strict: true, uniqueKeys: false, stringKeys: true, prettyErrors: false } as const;
  const document = parseDocument(text, { ...options, lineCounter: counter });
  const at = (offset: number): Place => {
    const position = counter.linePos(offset);
    return { file, line: position.line + line - 1, column: position.col };
  };
  if (document.errors.length > 0) {
    const said = (error: YAMLError) => finding('yaml-syntax', at(error.pos[0]), { detail: error.message.split('\n')[0]! });
    return { yaml: undefined, findings: document.errors.slice(0, MAX_ERRORS).map(said) };
  }
  const findings: Finding[] = [];
  visit(document, {
    Alias: (_key, node) => void findings.push(finding('yaml-alias', at(node.range![0]), { alias: node.source })),
    Map: (_key, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name) && isScalar(key))
          findings.push(finding('yaml-syntax', at(key.range![0]), { detail: 'Map keys must be unique' }));
        seen.add(name);
      }
    },
  });
  for (const warning of document.warnings) {
    if (warning.code === 'TAG_RESOLVE_FAILED') findings.push(finding('yaml-tag', at(warning.pos[0]), { tag: text.slice(...warning.pos) }));
  }
  if (findings.length > 0) return { yaml: undefined, findings };
  const locate: YamlFile['locate'] = (path, options) => at(offsetOf(document.contents, path, options?.key ?? false));
  return { yaml: { data: document.toJS({ maxAliasCount: 0 }), document, locate }, findings: [] };
}

function offsetOf(root: unknown, path: Path, key: boolean): number {
  let node: unknown = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  for (const [index, step] of path.entries()) {
    if (!isCollection(node)) return offset;
    const pair = isMap(node) ? (node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step)) as Pair | undefined) : undefined;
    const next = isMap(node) ? pair?.value : node.get(step, true);
    if (pair && isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
    if (!isNode(next)) return offset;
    const isLast = index === path.length - 1;
    if (!(pair && isLast && key)) offset = next.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}
