/**
 * A row of payments or refunds repeats nothing that its events tell; earlier versions' rows, which do, remain
 * valid.
 */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { verify } from '#sqlite/check/verify.ts';
import { z } from 'zod';
import { intended, NOON, openForTest, reportedPayment, sell } from '../kit/new-journal.ts';
import { makeRowsWhole } from '../kit/whole-rows.ts';
import { newShop } from '../kit/shop-journal.ts';

const bodyOf = (file: string, reference: string): string => {
  const db = new Database(file, { readonly: true });
  const body = db.prepare<[string]>('SELECT body FROM payments WHERE reference = ?').pluck().get(reference);
  db.close();
  return z.string().parse(body);
};

test('a paid sale’s row has neither what was intended nor what the gateway reported, and reads as the whole sale', () => {
  const { file } = newShop();
  const journal = openForTest(file);
  sell(journal, 'T1-1', NOON, { orderReference: 'Table 7' });
  expect(journal.payment('T1-1')).toMatchObject({
    ...{
      state: 'paid',
      orderReference: 'Table 7',
      gateway: { statusId: 2, redirectUrl: 'https://pay.example/1' },
    },
  });
  journal.close();
  expect(JSON.parse(bodyOf(file, 'T1-1'))).toEqual({
    ...{ cancelling: 'no', changedAt: NOON + 2_000, gateway: {}, late: false, lateAccepted: false },
    ...{ startedAt: NOON, state: 'paid' },
  });
});

test('values that an earlier report had and the last one lacks are kept in the row', () => {
  const { file } = newShop();
  const journal = openForTest(file);
  journal.append('T1-1', intended('T1-1'), NOON);
  journal.append('T1-1', { type: 'created', payment: reportedPayment('T1-1', 1) }, NOON + 1);
  const brief = reportedPayment('T1-1', 2, { redirectUrl: null });
  journal.append('T1-1', { type: 'observed', payment: brief }, NOON + 2);
  expect(journal.payment('T1-1')?.gateway).toMatchObject({
    statusId: 2,
    redirectUrl: 'https://pay.example/1',
  });
  journal.close();
  expect(JSON.parse(bodyOf(file, 'T1-1'))).toMatchObject({
    gateway: { redirectUrl: 'https://pay.example/1' },
  });
  expect(verify(file)).toMatchObject({ ok: true, payments: 1 });
});

test('rows that an earlier version wrote in full are read, listed and proven unchanged, and become lean when they change', () => {
  const { file } = newShop();
  let journal = openForTest(file);
  for (const n of [1, 2, 3]) sell(journal, `T1-${n}`, NOON + n * 60_000);
  journal.append('T1-4', intended('T1-4'), NOON + 300_000);
  const before = journal.startedBetween(0, Number.MAX_SAFE_INTEGER);
  journal.close();
  const db = new Database(file);
  makeRowsWhole(db);
  db.close();
  expect(verify(file)).toMatchObject({ ok: true, payments: 4 });
  journal = openForTest(file);
  expect(journal.startedBetween(0, Number.MAX_SAFE_INTEGER)).toEqual(before);
  journal.append('T1-4', { type: 'created', payment: reportedPayment('T1-4', 1) }, NOON + 301_000);
  journal.close();
  expect(JSON.parse(bodyOf(file, 'T1-3'))).toHaveProperty('terminal');
  expect(JSON.parse(bodyOf(file, 'T1-4'))).not.toHaveProperty('terminal');
  expect(verify(file)).toMatchObject({ ok: true, payments: 4 });
});
