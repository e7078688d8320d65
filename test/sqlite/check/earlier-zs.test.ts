import { FIRST_PREVIOUS_HASH } from '#domain/journal/chained-row.ts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { canonicalJson } from '#domain/canonical-json.ts';
import { sealedText } from '#domain/day/report.ts';
import { dayJournalIn } from '#sqlite/tables/days-table.ts';
import { hashOf } from '#sqlite/tables/hash-chain.ts';
import { verify } from '#sqlite/check/verify.ts';
import { newKey } from '../../support/new-key.ts';
import { newJournalFile, openForTest } from '../kit/new-journal.ts';

/** As the first Zs were written: without reconciliations by day, and with late payments only accepted or not. */
const earlierDay = {
  number: 1,
  by: { id: 'p2', name: 'Chen', role: 'manager' },
  date: '2026-11-23',
  clockWasBehind: false,
  cutOff: '00:00',
  timeZone: 'UTC',
  storeName: 'Garden Café',
  storeId: 'SHOP-1',
  terminalId: 'T1',
  report: {
    rows: { first: 1, last: 0 },
    from: null,
    to: 1_795_435_200_000,
    references: null,
    payments: {},
    refunds: {},
    net: {},
    grandTotal: { before: {}, after: {} },
    cashiers: [],
    hours: [],
    refundLines: [],
    late: [
      { reference: 'T1-1', amount: 1250, currency: 'CNY', was: 'cancelled', accepted: true },
      { reference: 'T1-2', amount: 900, currency: 'CNY', was: 'expired', accepted: false },
    ],
    unresolved: [],
    shifts: [],
    pinFailures: 0,
    reprints: 0,
    reconciliation: 'not-reconciled',
    previousHash: null,
    journalHead: null,
  },
};

/** A journal that holds this one Z, signed. */
const journalWith = (day: object): string => {
  const key = newKey();
  const signature = key.sign(new TextEncoder().encode(sealedText(day)));
  const type = 'day-closed';
  const payload = canonicalJson({ type, ...day, seal: { publicKey: key.publicKey, signature } });
  const row = { sequence: 1, at: 0, reference: 'house', type, payload, previousHash: FIRST_PREVIOUS_HASH };
  const file = newJournalFile();
  openForTest(file).close();
  const db = new Database(file);
  db.prepare(
    `INSERT INTO events (sequence, at, reference, type, payload, previous_hash, hash)
     VALUES (@sequence, @at, @reference, @type, @payload, @previousHash, @hash)`,
  ).run({ ...row, hash: hashOf(row) });
  db.close();
  return file;
};

test('a Z of an earlier version is read, reconciled later where it was not, and still verifies', () => {
  const file = journalWith(earlierDay);
  const db = new Database(file, { readonly: true });
  const days = dayJournalIn(db);
  expect(days.closedDay(1)?.record.report).toEqual({
    ...earlierDay.report,
    late: [
      {
        reference: 'T1-1',
        amount: 1250,
        currency: 'CNY',
        was: 'cancelled',
        settled: 'accepted',
        earlier: false,
      },
      { reference: 'T1-2', amount: 900, currency: 'CNY', was: 'expired', settled: 'open', earlier: false },
    ],
    compared: [],
  });
  expect(days.unreconciledDays()).toEqual(['2026-11-23']);
  db.close();
  expect(verify(file)).toMatchObject({ ok: true });
});
