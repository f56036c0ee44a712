import { findingCodes, severities } from '../finding/catalogue.ts';
import type { Locale } from '../locale/locale.ts';

/** The Markdown page that lists every finding with its severity and messages. Names in braces are placeholders for values. */
export function describeFindings(locale: Locale): string {
  const word = (key: string) => (locale.strings[key] ?? '').replaceAll('|', '\\|').replaceAll('<', '\\<').replaceAll('*', '\\*');
  const rows = findingCodes.map(
    (code) => `| \`${code}\` | ${severities[code]} | ${word(`finding.${code}`)} | ${word(`finding.${code}.hint`)} |`,
  );
  return `# Findings

What \`npm run registry -- check\` can find in content. Codes are permanent; scripts may rely on them. An error keeps a record from being
published; a warning is shown to reviewers, who put it right. A question is for reviewers too: the file alone cannot answer it, so
nothing has to be changed, and \`--strict\` lets it pass. This page is made from the catalogue by \`npm run registry -- contracts\`: edit
\`registry/finding/catalogue.ts\` and the \`finding.…\` strings of \`content/locales/\` instead.

| Code | Severity | What is wrong | What to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
