import { expect, test } from 'vitest';
import { diskKindOf, kindsOver } from '#domain/health/disk-use.ts';

test.each([
  ['live/journal.db', 'journals'],
  ['live/journal.db-wal', 'journals'],
  ['live/backups/journal-20261123T114500Z.db', 'backups'],
  ['live/checkpoints/000000000100.json', 'checkpoints'],
  ['training/damaged/journal.db', 'kept-aside'],
  ['test/replaced/2026/journal.db', 'kept-aside'],
  ['live/exports/payments.csv', 'exports'],
  ['live/receipts/receipt.pdf', 'receipts'],
  ['support/countertop-support-1.zip', 'support'],
  ['logs/till-2026-11-23.log', 'logs'],
  ['electron/crashes/pending/1.dmp', 'browser'],
  ['electron/Cache/index', 'browser'],
  ['live/last-head.json', null],
  ['settings.json', null],
  ['brand/logo.png', null],
  ['live/exports', null],
])('%s is counted as %s', (path, kind) => {
  expect(diskKindOf(path.split('/'))).toBe(kind);
});

test('journals are never said to take too much space, so that nobody deletes them', () => {
  const all = 1e13;
  const use = {
    ...{ journals: all, backups: all, checkpoints: all, 'kept-aside': all, exports: all },
    ...{ receipts: all, support: all, logs: all, browser: all },
  };
  expect(kindsOver(use)).toEqual(['kept-aside', 'exports', 'receipts', 'support', 'logs', 'browser']);
});
