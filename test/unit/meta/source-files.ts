import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

export interface Import {
  specifier: string;
  /** Erased before the file runs: `import type`, `export type`. */
  isTypeOnly: boolean;
}

export interface SourceFile {
  path: string;
  imports: readonly Import[];
  /** Relevant globals that the code uses: `console`, `process.env`. */
  globals: ReadonlySet<string>;
  /** Names that the file declares and exports. */
  exports: readonly string[];
}

/** The TypeScript of an Astro file: its front matter, its scripts as imports, and relevant globals of its template. */
function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.astro')) return text;
  const [, front = '', template = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? ['', '', text];
  const scripts = [...template.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, src]) => `import '${src}';`);
  const used = ['console.', 'process.env', 'process.stdout'].filter((name) => template.includes(name));
  return [...scripts, front, ...used.map((name) => `void (${name.replace(/\.$/, '.log')});`)].join('\n');
}

const isExported = (node: ts.Statement) =>
  ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function exportedNames(node: ts.Statement): string[] {
  if (!isExported(node)) return [];
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node);
  return isNamed && node.name ? [node.name.text] : [];
}

function read(path: string): SourceFile {
  const tree = ts.createSourceFile(
    path,
    scriptOf(path, readFileSync(path, 'utf8')),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TS,
  );
  const imports: Import[] = [];
  const globals = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isFrom = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (isFrom && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const isTypeOnly = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly;
      imports.push({ specifier: node.moduleSpecifier.text, isTypeOnly });
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      ts.isStringLiteralLike(node.arguments[0]!)
    ) {
      imports.push({ specifier: node.arguments[0].text, isTypeOnly: false });
    }
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const { text: object } = node.expression;
      if (object === 'process' || object === 'console') globals.add(`${object}.${node.name.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, imports, globals, exports: tree.statements.flatMap(exportedNames) };
}

const PATTERNS = ['{registry,api,scripts,test}/**/*.ts', 'site/src/**/*.{ts,astro}', 'site/*.ts', '*.ts'];

/** Every source file of the project by path. */
export const sourceFiles: ReadonlyMap<string, SourceFile> = new Map(
  globSync(PATTERNS, { exclude: (path) => /node_modules|^site\/dist|\.astro$/.test(path) && !path.endsWith('.astro') })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/node_modules|^site\/dist|\.d\.ts$/.test(path))
    .toSorted()
    .map((path) => [path, read(path)]),
);

export const sourcesIn = (...folders: string[]) =>
  [...sourceFiles.values()].filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));

/** The project file of an import; undefined for packages and built-in modules. */
export function resolveImport(specifier: string, from: string): string | undefined {
  if (specifier.startsWith('#registry/')) return specifier.slice(1);
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : undefined;
}

/** The package of an import; undefined for project files and for built-in modules of Node. */
export function packageOf(specifier: string): string | undefined {
  if (/^(?:\.|#|node:|virtual:)/.test(specifier)) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Files under version control; undefined outside a repository. */
export function trackedFiles(): string[] | undefined {
  if (!existsSync('.git')) return undefined;
  // Includes new files that are not ignored, because they are about to be tracked.
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return listed.split('\0').filter((path) => path && existsSync(path));
}
