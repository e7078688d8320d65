/** Long work runs beside the till, or in slices so short that a sale does not wait for it. */
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { backUp } from '#sqlite/restore/backup.ts';
import { verify } from '#sqlite/check/verify.ts';
import { addUp } from '#sqlite/takings/add-up.ts';
import { runJournalJob } from '#sqlite/worker/run-journal-job.ts';
import type { JournalJob } from '#sqlite/worker/journal-job.ts';
import { restoredDraft } from '#sqlite/restore/restore-note.ts';
import { takingsTables } from '#sqlite/takings/takings-tables.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { noted, worker } from '../kit/journal-worker.ts';
import { NOON, openForTest, temporaryFolder } from '../kit/new-journal.ts';
import type { Shop } from '../kit/shop-journal.ts';
import { acting, mayRestore } from '../restore/restore-kit.ts';
import { newShop, PaperLog, sellMany, spoilRow } from '../kit/shop-journal.ts';

const MINUTE = 60_000;
/** Three rows each. */
const MANY = 100;

const soldMany = (): Shop => {
  const shop = newShop();
  const journal = openForTest(shop.file);
  journal.transaction(() => sellMany(journal, 1, MANY));
  journal.close();
  return shop;
};

const opened = (shop: Shop, ports: Partial<Parameters<typeof openManagedJournal>[0]> = {}) => {
  const [clock, log] = [new HandClock(NOON), new PaperLog()];
  const kept = openManagedJournal({
    worker,
    file: shop.file,
    key: shop.key,
    anchor: newAnchor(),
    clock,
    log,
    isBusy: () => false,
    onChange: () => undefined,
    onWritten: () => undefined,
    ...ports,
  });
  onTestFinished(async () => kept.close());
  return { kept, clock, log };
};

test('a long journal that nobody has signed is checked and walked at the start, its takings compared, and backed up, all beside the till', async () => {
  const work = noted();
  const shop = soldMany();
  const { kept, clock } = opened(shop, work);
  const asked = () => work.jobs.map(({ what }) => what);
  await expect.poll(asked).toEqual(['check', 'walk', 'takings']);
  await clock.pass(2 * MINUTE);
  await kept.care.backUpNow();
  expect(asked().slice(3)).toEqual(['copy']);
  expect(new Set(work.jobs.map((job) => ('file' in job ? job.file : '')))).toEqual(new Set([shop.file]));
});

test('a journal of a few sales needs no worker', async () => {
  const work = noted();
  const shop = newShop();
  const journal = openForTest(shop.file);
  sellMany(journal, 1, 2);
  journal.close();
  const { kept } = opened(shop, work);
  expect(await kept.care.backUpNow()).toBe(true);
  await kept.close();
  expect(work.jobs).toEqual([]);
});

test('a worker finds a row that was changed, and the till hears of it', async () => {
  const shop = soldMany();
  spoilRow(shop.file, 150);
  for (const job of [
    { what: 'check', file: shop.file },
    { what: 'walk', file: shop.file, checkpoints: shop.checkpoints.files },
  ] as const)
    expect(await worker(job)).toEqual({
      ok: false,
      sequence: 150,
      why: 'its content does not match its hash',
    });
});

test('a worker finds a row whose hash is not the one that was signed', async () => {
  const shop = soldMany();
  shop.checkpoints.sign({ sequence: 150, hash: 'ab'.repeat(32) }, NOON);
  expect(await worker({ what: 'walk', file: shop.file, checkpoints: shop.checkpoints.files })).toMatchObject({
    ok: false,
    sequence: 150,
  });
});

test('a worker finds a payment that does not follow from its rows, and takings that do not', async () => {
  const shop = soldMany();
  expect(await worker({ what: 'check', file: shop.file })).toMatchObject({ ok: true, sequence: 3 * MANY });
  expect(await worker({ what: 'takings', file: shop.file })).toMatchObject({ ok: true });
  const db = new Database(shop.file);
  db.exec("UPDATE takings SET paid = paid + 1; UPDATE payments SET state = 'failed' WHERE number = 70");
  db.close();
  expect(await worker({ what: 'check', file: shop.file })).toMatchObject({ ok: false });
  expect(await worker({ what: 'takings', file: shop.file })).toMatchObject({
    ok: false,
    why: 'the takings differ from the rows of the journal',
  });
});

test('a worker that checks can be stopped', async () => {
  const { file } = soldMany();
  expect(await worker({ what: 'check', file }, { signal: AbortSignal.abort() })).toBeNull();
});

test('a worker makes a sound copy of a long journal while the till goes on selling', async () => {
  const { backupsFolder, checkpoints, file } = newShop();
  const journal = openForTest(file);
  journal.transaction(() => sellMany(journal, 1, MANY));
  checkpoints.sign(journal.head(), NOON);
  let sold = MANY;
  const selling = setInterval(() => sellMany(journal, (sold += 1), 1), 5);
  const backup = await backUp(journal, backupsFolder, checkpoints, NOON, async (draft, from) => {
    const copied = await worker({ what: 'copy', file, draft, from });
    return copied ?? { ok: false, sequence: null, why: 'cancelled' };
  });
  clearInterval(selling);
  expect(sold).toBeGreaterThan(MANY);
  const copied = verify(backup, checkpoints.signed());
  expect(copied.ok && copied.payments).toBeGreaterThanOrEqual(MANY);
  expect(readdirSync(backupsFolder)).toEqual(['journal-20261123T120000Z.db']);
});

test('a worker’s copy shows the moment at which it began, whatever is written before it is finished', async () => {
  const { file, folder } = newShop();
  const journal = openForTest(file);
  // So many pages that the copy takes several steps.
  journal.transaction(() => sellMany(journal, 1, MANY));
  const begun = journal.head();
  const draft = join(folder, 'draft.db');
  writeFileSync(draft, '');
  // In this thread, so that each sale falls between two steps of the copy.
  const copying = runJournalJob({ what: 'copy', file, draft, from: undefined }, {});
  let sold = MANY;
  const sellOne = (): void => {
    if (sold < 2 * MANY) sellMany(journal, (sold += 1), 1);
  };
  sellOne();
  const selling = setInterval(sellOne);
  const copied = await copying;
  clearInterval(selling);
  expect(copied).toEqual({ ok: true, ...begun });
  const db = new Database(draft, { readonly: true });
  const counts = ['events', 'payments'].map((table) =>
    db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  );
  db.close();
  expect(counts).toEqual([3 * MANY, MANY]);
});

test('a copy that cannot be made is a failed backup, and leaves nothing behind', async () => {
  const shop = soldMany();
  const { kept, log } = opened(shop, { worker: () => Promise.reject(new Error('the disk is full')) });
  expect(await kept.care.backUpNow()).toBe(false);
  expect(log.lines).toContain('the journal could not be backed up');
  expect(readdirSync(shop.backupsFolder)).toEqual([]);
});

test('a long backup is copied and checked beside the till, the same restore twice one after the other', async () => {
  const shop = soldMany();
  const jobs: JournalJob[] = [];
  const { kept } = opened(shop, {
    worker: (job, watch) => {
      jobs.push(job);
      return worker(job, watch);
    },
  });
  await kept.care.backUpNow();
  const [backup] = kept.care.backups();
  const restores = [1, 2].map(() => kept.care.prepareRestore(backup?.name ?? '', acting, mayRestore));
  expect(await Promise.all(restores)).toEqual([null, null]);
  expect(jobs.filter(({ what }) => what === 'restore')).toHaveLength(2);
  await kept.close();
  expect(verify(restoredDraft(shop.file), shop.checkpoints.signed())).toMatchObject({
    ok: true,
    payments: MANY,
  });
});

test('a worker refuses a long backup with a changed row, and one that contradicts a signature', async () => {
  const { file, folder } = soldMany();
  const [backup, draft] = ['backup.db', 'draft.db'].map((name) => join(folder, name)) as [string, string];
  copyFileSync(file, backup);
  const job = { what: 'restore', backup, draft } as const;
  const signed = new Map([[150, 'another hash']]);
  expect(await worker({ ...job, signed: new Map() })).toMatchObject({ ok: true, sequence: 3 * MANY });
  expect(await worker({ ...job, signed })).toMatchObject({ ok: false });
  spoilRow(backup, 150);
  expect(await worker({ ...job, signed: new Map() })).toMatchObject({ ok: false });
});

test('takings of an earlier version are added up a few rows at a time', () => {
  const file = join(temporaryFolder(), 'journal.db');
  const journal = openForTest(file);
  journal.transaction(() => sellMany(journal, 1, MANY));
  const db = new Database(file);
  const tables = takingsTables(db);
  tables.clear();
  const slices = addUp(db);
  for (let from = tables.fromRow(); from > 1; from = tables.fromRow()) {
    slices.next();
    expect(from - tables.fromRow()).toBeLessThanOrEqual(60);
  }
  db.close();
});
