import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRegistry } from '#registry/check.ts';
import { describeFindings } from '#registry/contracts/findings.ts';
import { findingCodes } from '#registry/finding/catalogue.ts';
import type { Finding } from '#registry/finding/finding.ts';
import { describeFinding } from '#registry/finding/describe.ts';
import { readRegistry } from '#registry/read.ts';
import {
  FIXTURE_DAY,
  readFixtureHeld,
  readFixturePast,
  readFixtureRegistry,
  readFixtureWithFinding,
} from '../../fixtures/fixture-tree.ts';

const root = new URL('../../../', import.meta.url);
const { locales } = readRegistry(await readFixtureRegistry()).registry;
/** Findings about unexpected or missing files, which have no line. */
const withoutLine = ['file-unexpected', 'vocabulary-missing'];

describe('the miniature registry', () => {
  it('has nothing to mend', async () => {
    expect(checkRegistry(await readFixtureRegistry(), { today: FIXTURE_DAY })).toEqual([]);
  });
});

describe.each(findingCodes)('%s', (code) => {
  let findings: Finding[] = [];
  beforeAll(async () => {
    const known = { past: readFixturePast(code), held: readFixtureHeld(code) };
    findings = checkRegistry(await readFixtureWithFinding(code), { today: FIXTURE_DAY, ...known });
  });

  it('is what its fixture triggers, and nothing else', () => {
    expect([...new Set(findings.map((found) => found.code))]).toEqual([code]);
    if (!withoutLine.includes(code)) expect(findings.every(({ line }) => line !== undefined && line > 0)).toBe(true);
  });

  it('says in every language what is wrong and what to do, with its values filled in', () => {
    const found = findings[0];
    for (const locale of locales.values()) {
      const { message, hint } = describeFinding(found!, locale);
      expect(locale.strings).toHaveProperty([`finding.${code}`]);
      expect(locale.strings).toHaveProperty([`finding.${code}.hint`]);
      expect(`${message} ${hint}`).not.toMatch(/\{\w+\}|undefined/);
      expect(hint).not.toBe('');
    }
  });
});

describe('the catalogue', () => {
  it('has a code for every fixture', () => {
    expect(readdirSync(new URL('test/fixtures/findings', root)).sort()).toEqual([...findingCodes].sort());
  });

  it('has a code for every message', () => {
    for (const locale of locales.values()) {
      const codes = Object.keys(locale.strings).flatMap(
        (key) => /^finding\.(?!report\.|scaffold\.)(.*?)(?:\.hint)?$/.exec(key)?.[1] ?? [],
      );
      expect(codes.filter((code) => !findingCodes.some((known) => known === code))).toEqual([]);
    }
  });

  it('is what docs/findings.md lists', () => {
    expect(readFileSync(new URL('docs/findings.md', root), 'utf8')).toBe(describeFindings(locales.get('en')!));
  });
});
