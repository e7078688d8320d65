import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { verify } from '#sqlite/check/verify.ts';
import { newJournalFile, openForTest, sell, temporaryFolder, threeSales } from '../kit/new-journal.ts';

const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );

describe('verifying changes nothing', () => {
  test('for a closed journal', () => {
    const file = threeSales();
    const before = contentsOf(dirname(file));
    expect(verify(file).ok).toBe(true);
    expect(contentsOf(dirname(file))).toEqual(before);
  });

  test('for a read-only folder and file', () => {
    const file = threeSales();
    chmodSync(file, 0o400);
    chmodSync(dirname(file), 0o500);
    const before = contentsOf(dirname(file));
    expect(verify(file)).toMatchObject({ ok: true, events: 9 });
    expect(contentsOf(dirname(file))).toEqual(before);
    chmodSync(dirname(file), 0o700);
  });

  test('while the till is running, and includes its last rows', () => {
    const file = newJournalFile();
    const journal = openForTest(file);
    sell(journal, 'T1-1');
    const kept = (name: string): boolean => !name.endsWith('-shm');
    const before = Object.entries(contentsOf(dirname(file))).filter(([name]) => kept(name));
    expect(verify(file)).toMatchObject({ ok: true, events: 3 });
    expect(Object.entries(contentsOf(dirname(file))).filter(([name]) => kept(name))).toEqual(before);
    sell(journal, 'T1-2');
    expect(verify(file)).toMatchObject({ ok: true, events: 6 });
  });

  test('after a power cut, with the last rows still in the write-ahead log', () => {
    const file = newJournalFile();
    mkdirSync(dirname(file));
    const script = fileURLToPath(new URL('../kit/append-and-die.ts', import.meta.url));
    spawnSync(process.execPath, [script, file]);
    const logOf = () => [readFileSync(file), readFileSync(`${file}-wal`)];
    const before = logOf();
    expect(verify(file)).toMatchObject({ ok: true, events: 1 });
    expect(logOf()).toEqual(before);

    // The files were copied without the -shm file, which holds no data.
    const elsewhere = join(temporaryFolder(), 'copy');
    cpSync(dirname(file), elsewhere, { recursive: true });
    rmSync(join(elsewhere, `${basename(file)}-shm`), { force: true });
    const carried = contentsOf(elsewhere);
    expect(verify(join(elsewhere, basename(file)))).toMatchObject({ ok: true, events: 1 });
    expect(contentsOf(elsewhere)).toEqual(carried);
  });
});
