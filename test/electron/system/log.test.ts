import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '#electron/system/log.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'till-log-'))));
afterEach(() => rmSync(home, { recursive: true }));

const logs = (): string[] => readdirSync(join(home, 'logs'));
const written = (): string =>
  logs()
    .map((name) => readFileSync(join(home, 'logs', name), 'utf8'))
    .join('');

test('a line has the time, the level, the message and the facts', () => {
  openLog({ home, development: false }).warn('the gateway is slow', { tookMs: 7200 });
  expect(written()).toMatch(/^\d{4}-\d\d-\d\dT\S+Z warn the gateway is slow \{"tookMs":7200\}\n$/);
});

test('the ApiKey is in no log file once the till knows it', () => {
  const log = openLog({ home, development: false });
  log.hide('s3cret-canary');
  log.error('refused: s3cret-canary %s', { apiKey: 'other', error: new Error('s3cret-canary') });
  expect(written()).toContain('refused');
  expect(written()).not.toMatch(/s3cret-canary|other/);
});

test('is written wherever the till was started from', () => {
  const log = new URL('../../../src-main/electron/system/log.ts', import.meta.url).href;
  const script = `import { openLog } from '${log}'; openLog({ home: '.', development: false }).info('open');`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: home, stdio: 'pipe' });
  expect(written()).toContain('info open');
});

test('only the owner can read the log', () => {
  openLog({ home, development: false }).info('open');
  expect(logs()).toHaveLength(1);
  expect(statSync(join(home, 'logs', logs()[0]!)).mode & 0o077).toBe(0);
});

test('log files older than 30 days are deleted; newer ones and other files are kept', () => {
  const folder = join(home, 'logs');
  mkdirSync(folder);
  const old = new Date(Date.now() - 31 * 24 * 3_600_000);
  const recent = new Date(Date.now() - 29 * 24 * 3_600_000);
  for (const [name, date] of [
    ['till-1.log', old],
    ['till-2.old.log', old],
    ['till-3.log', recent],
    ['notes.txt', old],
  ] as const) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), date, date);
  }
  openLog({ home, development: false }).info('open');
  expect(logs()).toHaveLength(3);
  expect(logs()).toEqual(expect.arrayContaining(['notes.txt', 'till-3.log']));
});

test('a day with endless log lines has two files of limited size', () => {
  const log = openLog({ home, development: false });
  const words = 'x'.repeat(500_000);
  for (let n = 0; n < 15; n += 1) log.info(words);
  expect(logs()).toHaveLength(2);
  for (const name of logs()) expect(statSync(join(home, 'logs', name)).size).toBeLessThan(3 * 1024 * 1024);
});

test('the logs of busy days stay within 64 MiB in all; the oldest go first', () => {
  const folder = join(home, 'logs');
  mkdirSync(folder);
  for (let day = 1; day <= 28; day += 1) {
    const path = join(folder, `till-2026-01-${String(day).padStart(2, '0')}.log`);
    writeFileSync(path, '');
    truncateSync(path, 4 * 1024 * 1024);
    const date = new Date(Date.now() - (29 - day) * 24 * 3_600_000);
    utimesSync(path, date, date);
  }
  openLog({ home, development: false }).info('open');
  const kept = logs().filter((name) => name.startsWith('till-2026-01-'));
  expect(kept.toSorted()[0]).toBe('till-2026-01-13.log');
  expect(kept).toHaveLength(16);
});
