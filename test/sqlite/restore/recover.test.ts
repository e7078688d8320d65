import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { RefundEvent } from '#domain/refund/refund.ts';
import { LATEST_VERSION } from '#sqlite/file/migrate.ts';
import { backUp } from '#sqlite/restore/backup.ts';
import { recoveryNote } from '#sqlite/restore/recovery-note.ts';
import { hashesSignedBy, readCheckpoints } from '#sqlite/check/checkpoints.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { verify } from '#sqlite/check/verify.ts';
import { NOON, openForTest, sell } from '../kit/new-journal.ts';
import type { Shop } from '../kit/shop-journal.ts';
import { whileUnreadable } from '../../files/while-held.ts';
import { addNewerEvent, openShop, sellMany, spoilRow, tradedShop } from '../kit/shop-journal.ts';

/** What remains to be done after the recovery of a damaged journal. */
const DAMAGED = {
  found: null,
  why: 'damaged',
  rows: null,
  received: null,
  zsLost: 0,
  refundsLost: 0,
  refunded: [],
  complete: true,
} as const;

const verdictOf = ({ file, folder }: Shop) =>
  verify(file, hashesSignedBy(readCheckpoints(join(folder, 'checkpoints')).good));

const damagedIn = ({ folder }: Shop) => readdirSync(join(folder, 'damaged')).sort();

const manager = { id: 'p1', name: 'Chen', role: 'manager' } as const;

const refundOfT13: RefundEvent = {
  type: 'refund-intended',
  intent: {
    reference: 'T1-R1',
    requestId: 'request-of-T1-R1',
    paymentReference: 'T1-3',
    paymentId: '9007199254740993',
    amount: 1250,
    currency: 'CNY',
    reason: 'goods-returned',
    note: '',
    askedBy: manager,
    approvedBy: manager,
  },
};

describe('a journal that was damaged', () => {
  test('is quarantined byte for byte; the newest backup replaces it, with every row that is still sound', async () => {
    const shop = await tradedShop(3, 2);
    spoilRow(shop.file, 13);
    const damaged = readFileSync(shop.file);
    const { journal, recovered, fault } = openShop(shop);
    expect(fault).toContain('row 13');
    expect(recovered).toMatchObject({ carriedOver: 3, lastSequence: 12 });
    expect(readFileSync(join(shop.folder, 'damaged', 'journal-20261123T120000Z.db'))).toEqual(damaged);
    expect(journal.payment('T1-4')).toMatchObject({ state: 'paid' });
    expect(journal.payment('T1-5')).toBeUndefined();
    sellMany(journal, 6, 1);
    journal.close();
    expect(verdictOf(shop)).toMatchObject({ ok: true, payments: 5 });
    expect(recoveryNote(shop.file).read()).toEqual({ ...DAMAGED, lastAt: NOON + 4 * 60_000 + 2_000 });
  });

  test('moves the checkpoints of its lost rows with it, and keeps the others', async () => {
    const shop = await tradedShop(3, 2);
    spoilRow(shop.file, 13);
    openShop(shop).journal.close();
    expect(readdirSync(join(shop.folder, 'checkpoints'))).toEqual([]);
    expect(damagedIn(shop)).toContain('checkpoints-20261123T120000Z');
  });

  test('is skipped together with a backup that was damaged, too', async () => {
    const shop = await tradedShop(3, 0);
    const [backup = ''] = readdirSync(shop.backupsFolder);
    for (const file of [shop.file, join(shop.backupsFolder, backup)]) spoilRow(file, 4);
    const { journal, recovered } = openShop(shop, true);
    expect(recovered).toMatchObject({ from: null, carriedOver: 3, lastSequence: 3 });
    expect(journal.payment('T1-1')).toMatchObject({ state: 'paid' });
  });

  test('twice on one day is kept twice', async () => {
    const shop = await tradedShop(2, 1);
    for (const drink of ['coffee', 'tea']) {
      writeFileSync(shop.file, drink);
      openShop(shop).journal.close();
    }
    expect(damagedIn(shop).filter((name) => name.endsWith('.db'))).toEqual([
      'journal-20261123T120000Z-2.db',
      'journal-20261123T120000Z.db',
    ]);
  });

  test('is recovered even when it is missing', async () => {
    const shop = await tradedShop(2, 1);
    writeFileSync(shop.file, '');
    expect(openShop(shop).recovered).toMatchObject({ quarantined: null, lastSequence: 6 });
  });

  test('only in its projections has those rebuilt from its rows, and nothing is quarantined', async () => {
    const shop = await tradedShop(2, 1);
    const db = new Database(shop.file);
    db.exec("UPDATE payments SET amount = 1 WHERE reference = 'T1-3'");
    db.close();
    const { journal, recovered, fault } = openShop(shop);
    expect({ recovered, fault }).toEqual({
      recovered: null,
      fault: expect.stringContaining('differs from the rows of payment T1-3') as string,
    });
    journal.close();
    expect(verdictOf(shop)).toMatchObject({ ok: true });
  });

  test.each([
    ['payment T1-3', 'unreadable', "UPDATE payments SET body = '{}' WHERE reference = 'T1-3'"],
    ['payment T1-3', 'gone', "DELETE FROM payments WHERE reference = 'T1-3'"],
    ['refund T1-R1', 'unreadable', "UPDATE refunds SET body = 'x' WHERE reference = 'T1-R1'"],
    ['refund T1-R1', 'gone', "DELETE FROM refunds WHERE reference = 'T1-R1'"],
  ])('has %s again, whose state was %s', async (which, _how, damage) => {
    const shop = await tradedShop(2, 1);
    const before = openForTest(shop.file);
    before.appendRefund('T1-R1', refundOfT13, NOON + 600_000);
    before.close();
    const db = new Database(shop.file);
    db.exec(damage);
    db.close();
    const { journal, recovered, fault } = openShop(shop);
    expect({ recovered, fault }).toEqual({
      recovered: null,
      fault: expect.stringContaining(`differs from the rows of ${which}`) as string,
    });
    expect(journal.refundsOf('T1-3')).toMatchObject([{ reference: 'T1-R1', amount: 1250 }]);
    journal.close();
    expect(verdictOf(shop)).toMatchObject({ ok: true });
  });
});

describe('a journal with an event of a newer program, which was taken back,', () => {
  /** Four sales; the newer program knew more of the first. */
  const newerShop = async (): Promise<Shop> => {
    const shop = await tradedShop(3, 0);
    addNewerEvent(shop.file, 'T1-1');
    const journal = openForTest(shop.file);
    sellMany(journal, 4, 1);
    shop.checkpoints.sign(journal.head(), NOON);
    journal.close();
    return shop;
  };

  test('opens although its tables, which cannot all be rebuilt, differ from its rows', async () => {
    const shop = await newerShop();
    const db = new Database(shop.file);
    db.exec("UPDATE payments SET amount = 1 WHERE reference = 'T1-4'");
    db.close();
    const { journal, recovered } = openShop(shop);
    sellMany(journal, 5, 1);
    expect([recovered, journal.payment('T1-5')?.state]).toEqual([null, 'paid']);
  });

  test('is recovered with every sound row since its backup once it is damaged', async () => {
    const shop = await newerShop();
    const journal = openForTest(shop.file);
    drain(journal.addUp());
    const from = await backUp(journal, shop.backupsFolder, shop.checkpoints, NOON);
    sellMany(journal, 5, 1);
    journal.appendRefund('T1-R1', refundOfT13, NOON + 600_000);
    sellMany(journal, 6, 1);
    shop.checkpoints.sign(journal.head(), NOON);
    journal.close();
    spoilRow(shop.file, 20);
    const opened = openShop(shop);
    expect(opened.recovered).toMatchObject({ from, carriedOver: 6, lastSequence: 19 });
    expect(['T1-5', 'T1-6'].map((reference) => opened.journal.payment(reference)?.state)).toEqual([
      'paid',
      'open',
    ]);
    expect(opened.journal.refundsOf('T1-3')).toMatchObject([{ reference: 'T1-R1', state: 'sending' }]);
    expect([opened.journal.numberOf('T1-6'), opened.journal.refundNumberOf('T1-R1')]).toEqual([6, 1]);
    expect(opened.journal.takings(0, Number.MAX_SAFE_INTEGER, 'CNY', 'quarter')).toMatchObject([
      { paidCount: 5, paid: 5 * 1250 },
    ]);
    sellMany(opened.journal, 7, 1);
    expect(opened.journal.payment('T1-7')?.state).toBe('paid');
  });

  test('is recovered up to that event, if no backup has it', async () => {
    const shop = await newerShop();
    const journal = openForTest(shop.file);
    sellMany(journal, 5, 1);
    journal.close();
    spoilRow(shop.file, 16);
    rmSync(shop.backupsFolder, { recursive: true });
    expect(openShop(shop).recovered).toMatchObject({ from: null, carriedOver: 9, lastSequence: 9 });
  });
});

test('a damaged journal with an event that does not apply is recovered up to that event', async () => {
  const shop = await tradedShop(3, 0);
  rmSync(shop.backupsFolder, { recursive: true });
  addNewerEvent(shop.file, 'T1-1', 'resent');
  const journal = openForTest(shop.file);
  sellMany(journal, 4, 1);
  journal.close();
  spoilRow(shop.file, 13);
  const opened = openShop(shop);
  expect(opened.recovered).toMatchObject({ from: null, carriedOver: 9, lastSequence: 9 });
  expect(opened.journal.payment('T1-3')?.state).toBe('paid');
});

test('a journal whose newest backup the disk cannot read any more is recovered from the one before', async () => {
  const shop = await tradedShop(3, 0);
  const journal = openForTest(shop.file);
  sellMany(journal, 4, 1);
  const newest = await backUp(journal, shop.backupsFolder, shop.checkpoints, NOON + 1_000);
  journal.close();
  writeFileSync(shop.file, 'coffee');
  const { recovered } = whileUnreadable(newest, () => openShop(shop, false, NOON + 1_000));
  expect(recovered).toMatchObject({ from: join(shop.backupsFolder, 'journal-20261123T120000Z.db') });
});

test('a newer program’s journal is refused and left as it is', async () => {
  const shop = await tradedShop(1, 1);
  const db = new Database(shop.file);
  db.pragma(`user_version = ${LATEST_VERSION + 5}`);
  db.close();
  const before = readFileSync(shop.file);
  expect(() => openShop(shop)).toThrow('written by a newer version');
  expect(readFileSync(shop.file)).toEqual(before);
  expect(existsSync(join(shop.folder, 'damaged'))).toBe(false);
});

test('payments still to be imported after one recovery are not forgotten by the next', async () => {
  const shop = await tradedShop(2, 0);
  const note = recoveryNote(shop.file);
  note.recovered(NOON + 5_000);
  note.recovered(NOON + 9_000);
  expect(recoveryNote(shop.file).read()).toEqual({ ...DAMAGED, lastAt: NOON + 5_000 });
  note.markImported(2, true);
  expect(recoveryNote(shop.file).read()).toMatchObject({ found: 2 });
  note.recovered(NOON + 9_000);
  expect(recoveryNote(shop.file).read()).toEqual({ ...DAMAGED, lastAt: NOON + 9_000 });
  note.drop();
  expect(recoveryNote(shop.file).read()).toBeNull();
});

test('a journal that was never damaged opens as it is', async () => {
  const shop = await tradedShop(2, 1);
  const { journal, recovered, fault } = openShop(shop);
  expect({ recovered, fault }).toEqual({ recovered: null, fault: null });
  sell(journal, 'T1-9');
  journal.close();
  expect(verdictOf(shop)).toMatchObject({ ok: true, payments: 4 });
});
