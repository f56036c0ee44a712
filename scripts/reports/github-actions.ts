import { reportToHumans } from './human.ts';
import type { Report, ShownFinding } from './report.ts';

/**
 * For GitHub Actions: a workflow command per finding, shown at its line in the pull request
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions), then the report for people.
 */
export const reportToGithub: Report = (findings, locale) => findings.map(toCommand).join('') + reportToHumans(findings, locale);

const COMMANDS = { error: 'error', warning: 'warning', question: 'notice' } as const;

function toCommand({ severity, file, line, column, code, message, hint }: ShownFinding): string {
  const properties = { file, line: line ?? 1, col: column ?? 1, title: code };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${listed.join(',')}::${escapeData([message, hint].filter(Boolean).join('\n'))}\n`;
}

/** Escapes as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts). */
const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
