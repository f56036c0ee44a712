import { readFileSync } from 'node:fs';

/** What Node is told when somebody runs `npm run <script>`: a bench of the same work is told it too. */
export function nodeFlags(script: string): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  return scripts[script]!.split(' ').filter((word) => word.startsWith('--'));
}
