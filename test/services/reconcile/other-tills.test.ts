import { expect, test } from 'vitest';
import type { Difference, Reconciliation } from '#domain/day/reconciliation.ts';
import { NO_DIFFERENCES } from '#domain/day/reconciliation.ts';
import { Changes } from '#services/changes.ts';
import { OtherTills } from '#services/reconcile/other-tills.ts';
import { byChen, dayKit } from '../day/day-kit.ts';
import { silentLog } from '../../support/station-kit.ts';

/** A reconciliation of this day that found such payments. */
const found = (date: string, ...whys: readonly Difference[]): Reconciliation => ({
  ...{ date, from: 0, to: 1, refundsAsked: 'every', mended: 0, by: null },
  result: whys.length === 0 ? 'matched' : 'different',
  payments: NO_DIFFERENCES.counts,
  refunds: NO_DIFFERENCES.counts,
  lines: whys.map((why) => ({
    ...{ of: 'payment', kind: 'only-there', why, reference: 'T1-1', paymentReference: 'T1-1' },
    ...{ gatewayId: '1', here: null, there: null },
  })),
});

const openOtherTills = () => {
  const { journal } = dayKit();
  const changes = new Changes(silentLog);
  let count = 0;
  changes.on('status', () => (count += 1));
  return { otherTills: new OtherTills(journal, changes), changes: () => count };
};

test('a till warns of another one under its TerminalID until a day without it is reconciled', () => {
  const { otherTills, changes } = openOtherTills();
  otherTills.reconciled(found('2026-11-23', 'another-till', 'another-till'));
  expect(otherTills.met).toBe('another-till');
  otherTills.reconciled({ ...found('2026-11-24'), result: 'not-reconciled' });
  expect(otherTills.met).toBe('another-till');
  otherTills.reconciled(found('2026-11-24', 'paid-only-there'));
  expect(otherTills.met).toBeNull();
  expect(changes()).toBe(2);
});

test('what an older day shows changes nothing', () => {
  const { otherTills } = openOtherTills();
  otherTills.reconciled(found('2026-11-24'));
  otherTills.reconciled(found('2026-11-23', 'another-till'));
  expect(otherTills.met).toBeNull();
});

test('a copy of the journal is the graver of two, and an earlier installation is none', () => {
  const { otherTills } = openOtherTills();
  otherTills.reconciled(found('2026-11-23', 'another-till', 'journal-copy'));
  expect(otherTills.met).toBe('journal-copy');
  otherTills.reconciled(found('2026-11-24', 'earlier-installation'));
  expect(otherTills.met).toBeNull();
});

test('after a restart the till still knows what it met on the last day that it closed', async () => {
  const kit = dayKit();
  const reconciled = { type: 'reconciled', ...found('2026-11-23', 'another-till') } as const;
  kit.journal.record(reconciled, kit.clock.now());
  await kit.desk.close(byChen);
  expect(new OtherTills(kit.journal, new Changes(silentLog)).met).toBe('another-till');
});
