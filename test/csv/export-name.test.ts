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
  const partOf = (folder: string, mark: string, daysAgo: number): string => {
    const path = join(folder, `.countertop-live-T1-2026-11-2${mark}.csv-${mark.repeat(12)}.part`);
    writeFileSync(path, 'half a file');
    const then = Date.now() / 1000 - daysAgo * 86_400;
    fs.utimesSync(path, then, then);
    return path;
  };
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
    const before = Date.now() / 1000 - 120;
    fs.utimesSync(join(at.folder, 'day.csv'), before, before);
    expect(await writeExportFile(at, 'day.csv', writing('12.50'))).toMatchObject({ fileName: 'day.csv' });
    expect(readFileSync(join(at.folder, 'day.csv'), 'utf8')).toBe('12.50');
  });

  test('is not taken from another till that has just taken it on a stick that knows no links', async () => {
    const at = folderAt();
    withoutLinks();
    writeFileSync(join(at.folder, 'day.csv'), '');
    const { fileName } = await writeExportFile(at, 'day.csv', writing('12.50'));
    expect(fileName).toBe('day-2.csv');
    expect(statSync(join(at.folder, 'day.csv')).size).toBe(0);
  });

  test('is the only one that stays: what a power cut left of an export is removed by one of the next days', async () => {
    const at = folderAt();
    const [left, underWay] = [partOf(at.folder, '1', 2), partOf(at.folder, '2', 0)];
    const own = join(at.folder, '.notes-111111111111.part');
    writeFileSync(own, 'not ours');
    fs.utimesSync(own, 0, 0);
    await writeExportFile(at, 'day.csv', writing('12.50'));
    expect([left, underWay, own].map((path) => existsSync(path))).toEqual([false, true, true]);
  });

  test('is there although another program holds the draft, which a later export removes', async () => {
    const at = folderAt();
    const { rm } = fs.promises;
    const removing = (remove: (path: string) => Promise<unknown>): void => {
      Reflect.set(fs.promises, 'rm', remove);
      syncBuiltinESMExports();
    };
    onTestFinished(() => {
      removing(rm);
    });
    const busy = async (): Promise<never> =>
      Promise.reject(Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' }));
    removing(busy);
    expect(await writeExportFile(at, 'day.csv', writing('12.50'))).toMatchObject({ fileName: 'day.csv' });
    expect(readdirSync(at.folder)).toEqual(expect.arrayContaining(['day.csv', 'day.csv.sha256']));
    const [held, later] = [partOf(at.folder, '1', 2), partOf(at.folder, '2', 2)];
    removing(async (path) => (path === held ? busy() : rm(path, { force: true })));
    await writeExportFile(at, 'day.csv', writing('12.50'));
    expect([held, later].map((path) => existsSync(path))).toEqual([true, false]);
    removing(rm);
    await writeExportFile(at, 'day.csv', writing('12.50'));
    expect(existsSync(held)).toBe(false);
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
