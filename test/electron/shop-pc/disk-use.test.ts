import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureDiskUse, openDiskUse } from '#electron/shop-pc/disk-use.ts';
import { paperLog } from '../system/paper-log.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'countertop-use-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const put = (path: string, bytes: number): void => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), Buffer.alloc(bytes));
};

test('the files of a data folder are added up by kind', async () => {
  put('settings.json', 7);
  put('live/journal.db', 1_000);
  put('live/journal.db-wal', 200);
  put('training/journal.db', 30);
  put('live/exports/2026/payments.csv', 5);
  expect(await measureDiskUse(home)).toMatchObject({ journals: 1_230, exports: 5, logs: 0 });
});

test('a page that is read repeatedly measures once, in the background', async () => {
  put('logs/till-1.log', 40);
  const diskUse = openDiskUse(home, paperLog());
  expect(diskUse()).toBeNull();
  await expect.poll(() => diskUse()).toMatchObject({ logs: 40 });
  put('logs/till-2.log', 40);
  diskUse();
  for (const logs of [80, 80]) expect(await measureDiskUse(home)).toMatchObject({ logs });
  expect(diskUse()).toMatchObject({ logs: 40 });
});

test('a folder that cannot be read is logged, and no size is reported', async () => {
  const log = paperLog();
  const diskUse = openDiskUse(join(home, 'gone'), log);
  diskUse();
  await expect.poll(() => log.lines).toHaveLength(1);
  expect(diskUse()).toBeNull();
});
