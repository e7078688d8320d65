import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { lockJournal } from '#sqlite/file/lock.ts';
import { temporaryFolder } from '../kit/new-journal.ts';
import { alter, run, twoSales } from './run-script.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the support desk, with a journal file and a mistake or an old version,', () => {
  test('sees the usage for unknown commands, invalid dates and other mistakes', async () => {
    const file = twoSales();
    const odd = [
      [],
      ['burn', file],
      ['verify', file, '--from', '2026-11-23'],
      ['verify', file, '--key', 'ours'],
      ['verify', file, '--at-least', '12'],
      ['totals', file, '--at-least', '12:0123456789abcdef'],
      ['export', file, '--colour', 'red'],
      ['export', file, '--date', '2026-11-23'],
      ['totals', file, '--out', '.'],
      ['totals', file, '--date', 'yesterday'],
      ['totals', file, '--cut-off', '4'],
      ['export', file, '--from', '2026-02-30'],
      ['export', file, '--from', '2026-11-24', '--to', '2026-11-23'],
      ['export', file, '--time-zone', 'Mars/Olympus'],
    ];
    for (const args of odd) {
      const { code, err } = await run(...args);
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(err).toContain('Usage: node scripts/journal.ts');
    }
  });

  test('finds all commands and exit codes in the help', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const word of ['verify', '--key', '--at-least', 'rebuild', 'export', 'totals', 'Exit codes'])
      expect(out).toContain(word);
  });

  describe('that the till was never started on since version 0.1,', () => {
    const kept = (): string => {
      const home = join(temporaryFolder(), 'home');
      cpSync(new URL('../../fixtures/version-0.1', import.meta.url), home, { recursive: true });
      return join(home, 'bench', 'journal.db');
    };
    const filesBeside = (file: string) =>
      readdirSync(dirname(file), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => [name, sha256(readFileSync(join(parentPath, name)))]);

    test('verifies, adds up and exports it, and leaves every byte as it was', async () => {
      const file = kept();
      const before = filesBeside(file);
      expect(await run('verify', file)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^Sound: 153 events, 20 payments, .*\nSigned: 5 checkpoints/) as string,
      });
      const totals = await run('totals', file);
      expect(totals).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(totals.out)).toMatchObject({ net: { CNY: 118_156 }, zNumbers: [1, 2] });
      expect(await run('export', file, '--out', temporaryFolder())).toMatchObject({ code: 0, err: '' });
      expect(filesBeside(file)).toEqual(before);
    });

    test('reads it also after a power cut, which leaves the files of an open journal beside it', async () => {
      const file = kept();
      writeFileSync(`${file}-shm`, '');
      const before = filesBeside(file);
      expect(await run('totals', file)).toMatchObject({ code: 0, err: '' });
      expect(filesBeside(file)).toEqual(before);
    });

    test('is told to close a till of that version first', async () => {
      const file = kept();
      const till = new Database(file);
      till.prepare('SELECT count(*) FROM events').get();
      const lock = lockJournal(file);
      for (const command of ['verify', 'totals', 'export']) {
        const { code, out, err } = await run(command, file);
        expect({ code, out }).toEqual({ code: 4, out: '' });
        expect(err).toBe(
          `${file} is in an older format and in use; close the till that has it open, and try again.\n`,
        );
      }
      lock.release();
      till.close();
    });

    test('learns the damaged row of it', async () => {
      const file = kept();
      alter(file, 'DROP TRIGGER events_are_never_changed; UPDATE events SET at = at + 1 WHERE sequence = 90');
      expect(await run('verify', file)).toEqual({
        code: 1,
        out: '',
        err: 'Broken at row 90: its content does not match its hash.\n',
      });
    });
  });
});
