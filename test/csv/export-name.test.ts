import fs, { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { writeExportFile } from '#csv/export-file.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';

describe('the name of an export', () => {
  const folderAt = () => ({ folder: temporaryFolder(), makesFolder: false });
  const writing = (text: string) => async (out: Writable) => pipeline(Readable.from([text]), out);
  const withoutLinks = (): void => {
    const { link } = fs.promises;
    const refused = Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
    Reflect.set(fs.promises, 'link', async () => Promise.reject(refused));
    syncBuiltinESMExports();
    onTestFinished(() => {
      Reflect.set(fs.promises, 'link', link);
      syncBuiltinESMExports();
    });
  };

  test('is never that of an empty file, whenever the power goes', async () => {
    const at = folderAt();
    const found: number[] = [];
    const real = { ...fs.promises };
    for (const operation of ['link', 'rename', 'rm'] as const)
      Reflect.set(fs.promises, operation, (...args: unknown[]): unknown => {
        const path = join(at.folder, 'day.csv');
        if (existsSync(path)) found.push(statSync(path).size);
        return Reflect.apply(real[operation], fs.promises, args) as unknown;
      });
    syncBuiltinESMExports();
    onTestFinished(() => {
      Object.assign(fs.promises, real);
      syncBuiltinESMExports();
    });
    await writeExportFile(at, 'day.csv', writing('12.50'));
    expect(found.length).toBeGreaterThan(0);
    expect(found).not.toContain(0);
  });

  test('is free again where a power cut has left an empty file under it', async () => {
    const at = folderAt();
    writeFileSync(join(at.folder, 'day.csv'), '');
    expect(await writeExportFile(at, 'day.csv', writing('12.50'))).toMatchObject({ fileName: 'day.csv' });
    expect(readFileSync(join(at.folder, 'day.csv'), 'utf8')).toBe('12.50');
  });

  test('is the only one that stays: what a power cut left of an export is removed by one of the next days', async () => {
    const at = folderAt();
    const partOf = (mark: string, daysAgo: number): string => {
      const path = join(at.folder, `.countertop-live-T1-2026-11-2${mark}.csv-${mark.repeat(12)}.part`);
      writeFileSync(path, 'half a file');
      const then = Date.now() / 1000 - daysAgo * 86_400;
      fs.utimesSync(path, then, then);
      return path;
    };
    const [left, underWay] = [partOf('1', 2), partOf('2', 0)];
    const own = join(at.folder, '.notes-111111111111.part');
    writeFileSync(own, 'not ours');
    fs.utimesSync(own, 0, 0);
    await writeExportFile(at, 'day.csv', writing('12.50'));
    expect([left, underWay, own].map((path) => existsSync(path))).toEqual([false, true, true]);
  });

  test('is there although another program holds the draft, which a later export removes', async () => {
    const at = folderAt();
    const { rm } = fs.promises;
    const held = Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
    Reflect.set(fs.promises, 'rm', async () => Promise.reject(held));
    syncBuiltinESMExports();
    onTestFinished(() => {
      Reflect.set(fs.promises, 'rm', rm);
      syncBuiltinESMExports();
    });
    expect(await writeExportFile(at, 'day.csv', writing('12.50'))).toMatchObject({ fileName: 'day.csv' });
    expect(readdirSync(at.folder)).toEqual(expect.arrayContaining(['day.csv', 'day.csv.sha256']));
  });

  test('is taken from no other file, also on a stick that knows no links', async () => {
    const at = folderAt();
    const names = async (): Promise<string[]> => {
      const written = [];
      for (const text of ['12.50', '13.00', '12.50'])
        written.push((await writeExportFile(at, 'day.csv', writing(text))).fileName);
      return written;
    };
    const expected = ['day.csv', 'day-2.csv', 'day.csv'];
    expect(await names()).toEqual(expected);
    withoutLinks();
    expect(await names()).toEqual(expected);
    expect(readdirSync(at.folder).toSorted()).toEqual([
      'day-2.csv',
      'day-2.csv.sha256',
      'day.csv',
      'day.csv.sha256',
    ]);
  });
});
