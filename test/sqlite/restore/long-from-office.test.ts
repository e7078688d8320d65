/** A long journal from the office is added up and checked beside the till, which continues meanwhile. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Head } from '#domain/journal/chained-row.ts';
import type { PushedRow } from '#domain/office/push.ts';
import type { JournalWorker } from '#sqlite/worker/journal-job.ts';
import { runJournalJob } from '#sqlite/worker/run-journal-job.ts';
import { journalDraft } from '#sqlite/care/journal-draft.ts';
import { restoredDraft } from '#sqlite/restore/restore-note.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { noted, worker } from '../kit/journal-worker.ts';
import { newJournalFile, NOON, openForTest } from '../kit/new-journal.ts';
import { newShop, sellMany } from '../kit/shop-journal.ts';
import { acting } from './restore-kit.ts';

const OFFICE = {
  address: 'https://office.example',
  station: 'st-1',
  storeName: 'One',
  stationName: 'Till 2',
};
/** Three rows each. */
const MANY = 100;

interface Journal {
  readonly rows: readonly PushedRow[];
  readonly upTo: Head;
}

let made: Journal | undefined;

/** The same for all tests. */
const longJournal = (): Journal => (made ??= makeJournal());

const makeJournal = (): Journal => {
  const former = openForTest(newJournalFile());
  former.record({ type: 'installation-identified', identity: 'Q4ZK7M' }, NOON);
  former.transaction(() => sellMany(former, 1, MANY));
  const { rows, upTo } = former.rowsToPush(0, 1_000, Infinity)!;
  return { rows, upTo };
};

/** A draft beside a fresh till's journal, with these rows. */
const draftOf = (rows: readonly PushedRow[], work: JournalWorker) => {
  const shop = newShop();
  openForTest(shop.file);
  const ports = { file: shop.file, anchor: newAnchor(), worker: work, freeBytes: () => null };
  const draft = journalDraft(ports, () => NOON);
  expect(draft.add(rows)).toBe(true);
  const isPrepared = (): boolean =>
    existsSync(join(shop.folder, 'restore.json')) || existsSync(restoredDraft(shop.file));
  return { shop, draft, isPrepared };
};

const watch = (controller = new AbortController()) => {
  const reported: number[] = [];
  return { reported, onProgress: (done: number) => void reported.push(done), signal: controller.signal };
};

/** Does what a worker does, without starting one. */
const asAWorker: JournalWorker = (job, watching = {}) => runJournalJob(job, watching);

test('a worker computes what the former computer had', async () => {
  const { rows, upTo: end } = longJournal();
  const { shop, draft, isPrepared } = draftOf(rows, worker);
  expect(await draft.ready({ installation: 'Q4ZK7M', end }, OFFICE, acting, watch())).toBe('ready');
  expect(isPrepared()).toBe(true);
  draft.drop();
  const moved = openForTest(restoredDraft(shop.file));
  expect([moved.head(), moved.lastPaymentNumber()]).toEqual([end, MANY]);
  expect(moved.payment('T1-1')).toMatchObject({ state: 'paid' });
});

test('none of it runs on the till’s own thread, which shows the worker’s progress', async () => {
  const { rows, upTo: end } = longJournal();
  const work = noted({ ok: false, sequence: null, why: 'its rows do not follow from each other' });
  const progress = watch();
  const { draft, isPrepared } = draftOf(rows, async (job, { onProgress } = {}) => {
    onProgress?.({ done: 150, total: 301 });
    return work.worker(job);
  });
  expect(await draft.ready({ installation: 'Q4ZK7M', end }, OFFICE, acting, progress)).toBe('unsound');
  expect(work.jobs).toMatchObject([{ what: 'finish', installation: 'Q4ZK7M', end }]);
  expect([progress.reported, isPrepared()]).toEqual([[150], false]);
  draft.drop();
});

test.each<[string, (rows: PushedRow[]) => void, string]>([
  [
    'a row was changed',
    (rows) => void (rows[20] = [...rows[20]!.slice(0, 3), '{}'] as unknown as PushedRow),
    'Q4ZK7M',
  ],
  ['its last row is gone', (rows) => void rows.pop(), 'Q4ZK7M'],
  ['it is of another installation', () => undefined, 'BBBBBB'],
])('a worker does not take a journal for whole where %s', async (_, spoil, installation) => {
  const { rows, upTo: end } = longJournal();
  const spoilt = [...rows];
  spoil(spoilt);
  const { draft, isPrepared } = draftOf(spoilt, asAWorker);
  expect(await draft.ready({ installation, end }, OFFICE, acting, watch())).toBe('unsound');
  expect(isPrepared()).toBe(false);
  draft.drop();
});

test('a till that closes stops the worker, and nothing has changed', async () => {
  const { rows, upTo: end } = longJournal();
  const controller = new AbortController();
  const { draft, isPrepared } = draftOf(rows, asAWorker);
  controller.abort();
  const outcome = await draft.ready({ installation: 'Q4ZK7M', end }, OFFICE, acting, watch(controller));
  expect([outcome, isPrepared()]).toEqual(['stopped', false]);
  draft.drop();
});
