import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions?: unknown;
  jobs: Record<string, { steps: Step[] }>;
}

const folder = new URL('../../../.github/workflows/', import.meta.url);
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const steps = ({ jobs }: Workflow) => Object.values(jobs).flatMap((job) => job.steps);

/** The author of a pull request chooses its title, branch and files: none of them may become a command or reach a secret. */
describe.each(workflows)('row 12: the workflow $name', ({ text, workflow }) => {
  test('never runs with the rights of the base branch on what somebody proposes', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
  });

  test('puts no text of the event into a command', () => {
    const commands = steps(workflow).flatMap(({ run }) => run ?? []);
    expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
  });

  test('uses actions by the hash of a commit', () => {
    const used = steps(workflow).flatMap(({ uses }) => uses ?? []);
    expect(used.filter((action) => !/^[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(used.length).toBeGreaterThan(0);
  });

  test('may only read unless a job says otherwise', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test.runIf('pull_request' in workflow.on)('has no secret in reach of a pull request', () => {
    expect(text).not.toMatch(/secrets[.[]/);
  });
});
