import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

const root = join(import.meta.dirname, '..', '..', '..');

const run = (program: string, args: readonly string[], home = temporaryFolder()) =>
  spawnSync(process.execPath, [join(root, program), ...args], {
    encoding: 'utf8',
    env: { ...process.env, COUNTERTOP_OFFICE_HOME: home },
  });

describe.each([
  ['scripts/simulator.ts', 'npm run simulator'],
  ['scripts/office/start.mjs', 'npm run office'],
  ['scripts/journal.ts', 'Usage: node scripts/journal.ts'],
  ['scripts/release/sign-release.ts', 'Usage: npm run sign-release'],
  ['test/faults/all.ts', 'npm run faults'],
])('%s', (program, usage) => {
  test('--help says how it is used', () => {
    const { status, stdout } = run(program, ['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain(usage);
  });

  test('an option that it does not have is refused in the same words, and nothing is begun', () => {
    const { status, stdout, stderr } = run(program, ['--no-such-option']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(usage);
    expect(stderr).not.toContain('node:internal');
  });
});

test('an option is no name of an owner', () => {
  const home = temporaryFolder();
  const { status, stderr } = run('scripts/office/new-owner.ts', ['--help'], home);
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'Usage: npm run office:new-owner -- NAME\n' });
  expect(readdirSync(home)).toEqual([]);
});
