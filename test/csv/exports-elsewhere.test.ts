import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeExportFile } from '#csv/export-file.ts';
import { exportPayments } from '#csv/export-payments.ts';
import { troubleOf } from '#csv/export-trouble.ts';
import { openExporter } from '#csv/exporter.ts';
import type { ExportProgress } from '#services/export/export-ports.ts';
import { byChen, dayKit, pay } from '../services/day/day-kit.ts';
import { intended, NOON, sell, temporaryFolder } from '../sqlite/kit/new-journal.ts';
import { DAY, file, shop, span, workerFile } from './shop.ts';

describe('an export to a chosen folder', () => {
  test('writes there and nowhere else', async () => {
    const { folder, journal, exporter } = shop();
    sell(journal, 'T1-1');
    const chosen = temporaryFolder();
    const { fileName } = await file(exporter.exportPayments(span(NOON, NOON + DAY, { folder: chosen })));
    expect(readdirSync(chosen).sort()).toEqual([fileName, `${fileName}.sha256`]);
    expect(existsSync(folder)).toBe(false);
  });

  test('says that the folder is gone, and does not create another in its place', async () => {
    const { journal, exporter } = shop();
    sell(journal, 'T1-1');
    const vanished = join(temporaryFolder(), 'stick');
    const exported = await exporter.exportPayments(span(NOON, NOON + DAY, { folder: vanished }));
    expect(exported).toEqual({ written: false, why: 'folder-gone' });
    expect(existsSync(vanished)).toBe(false);
  });

  test('can have the format of an accounting program, which is in the file’s name', async () => {
    const { journal, exporter } = shop();
    sell(journal, 'T1-1');
    journal.append('T1-2', intended('T1-2'), NOON + 60_000);
    const folder = temporaryFolder();
    const day = await file(
      exporter.exportPayments(span(NOON + 1_000, NOON + 60_000, { folder, preset: 'datev' })),
    );
    const fileName = 'countertop-live-T1-2026-11-23-provisional-datev.csv';
    expect(day).toMatchObject({ fileName, rows: 1, notice: { why: 'provisional' } });
    expect(readFileSync(join(folder, day.fileName), 'utf8')).toMatch(/^Umsatz;.*\r\n12,50;S;CNY;/);
    expect(exporter.presets.filter(({ language }) => !language).map(({ name }) => name)).toEqual([
      'DATEV (ASCII)',
      'Excel',
      'Ledger',
    ]);
  });
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EACCES', 'folder-refused'],
  ['EROFS', 'folder-refused'],
  ['EIO', 'folder-gone'],
] as const)(
  'a folder that fails with %s half-way is reported as %s and has no partial file',
  async (code, why) => {
    const folder = temporaryFolder();
    const failing = writeExportFile({ folder, makesFolder: false }, 'day', async (out) => {
      await new Promise((resolve) => out.write('half a row', resolve));
      throw Object.assign(new Error(code), { code });
    });
    expect(troubleOf(await failing.catch((error: unknown) => error))).toBe(why);
    expect(readdirSync(folder)).toEqual([]);
  },
);

describe('a long export', () => {
  const long = () => {
    const { folder, journal, journalFile, exporter } = shop();
    journal.transaction(() => {
      for (let count = 0; count < 2_500; count += 1)
        journal.append(`T1-${count}`, intended(`T1-${count}`), NOON + count);
    });
    return { folder, journalFile, exporter };
  };

  test('reports its progress', async () => {
    const { exporter } = long();
    const reported: ExportProgress[] = [];
    const watch = {
      signal: new AbortController().signal,
      onProgress: (progress: ExportProgress) => reported.push(progress),
    };
    expect(await exporter.exportPayments(span(NOON, NOON + DAY), watch)).toMatchObject({ rows: 2_500 });
    expect(reported).toEqual([
      { done: 1_000, total: 2_500 },
      { done: 2_000, total: 2_500 },
    ]);
  });

  test('that is cancelled half-way leaves no file behind, and the next one is complete', async () => {
    const { folder, journalFile, exporter } = long();
    const abort = new AbortController();
    const target = { journalFile, folder, makesFolder: true, timeZone: 'UTC', cutOff: '00:00' };
    const cancelled = exportPayments(
      { ...target, environment: 'live', from: NOON, to: NOON + DAY, preset: null },
      { signal: abort.signal, onProgress: () => setImmediate(() => abort.abort()) },
    );
    expect(troubleOf(await cancelled.catch((error: unknown) => error))).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
    expect(await exporter.exportPayments(span(NOON, NOON + DAY))).toMatchObject({ rows: 2_500 });
  });

  test('that is cancelled before it starts is not written', async () => {
    const { folder, exporter } = long();
    const watch = { signal: AbortSignal.abort(), onProgress: () => undefined };
    const exported = await exporter.exportPayments(span(NOON, NOON + DAY), watch);
    expect(exported).toEqual({ written: false, why: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a Z is a file of its own, with its number and day in the name', async () => {
  const kit = dayKit();
  pay(kit, 'T1-1', [1, 2]);
  await kit.desk.close(byChen);
  const folder = temporaryFolder();
  const exporter = openExporter({
    workerFile,
    journalFile: kit.file,
    folder,
    timeZone: 'UTC',
    cutOff: '00:00',
    environment: 'training',
  });
  const { fileName } = await file(exporter.exportZ(1, ''));
  expect(fileName).toBe('TRAINING-countertop-training-T1-z-1-2026-11-23.csv');
  expect(readFileSync(join(folder, fileName), 'utf8')).toContain(
    'training,TRAINING,payments,paid,,1,1250,12.50,CNY,,,\r\n',
  );
  const pdf = new TextEncoder().encode('%PDF-');
  const page = await file(exporter.exportZPdf(1, pdf, ''));
  expect(page).toMatchObject({ fileName: 'TRAINING-countertop-training-T1-z-1-2026-11-23.pdf', rows: null });
  expect(readFileSync(join(folder, page.fileName), 'utf8')).toBe('%PDF-');
  expect(readFileSync(join(folder, `${page.fileName}.sha256`), 'utf8')).toContain(page.sha256);
  await expect(exporter.exportZ(2, '')).rejects.toThrow('There is no Z 2');
}, 60_000);
