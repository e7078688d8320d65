import { expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { intended, reportedPayment } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { WildRefunds } from '../../support/fakes/wild-refunds.ts';
import { countingIds, installation, settings, silentLog } from '../../support/station-kit.ts';
import { cashier, manager, PAYMENT } from './refund-kit.ts';

const REFUNDED = 2;
const MINUTE = 60_000;

/** The same numbers for the same seed, in [0, 1). */
const numbersFrom = (seed: number) => {
  let last = seed;
  return (): number => {
    last = (Math.imul(last, 1_664_525) + 1_013_904_223) >>> 0;
    return last / 2 ** 32;
  };
};

/** A sale of 12.50 of which a person refunds 5.00, again whenever the till says that it failed; with power cuts. */
const refundOnce = async (seed: number) => {
  const random = numbersFrom(seed);
  const clock = new HandClock();
  const journal = new MemoryJournal();
  const gateway = new WildRefunds(random, () => clock.now());
  journal.append(PAYMENT, intended(PAYMENT), clock.now());
  const created = { type: 'created', payment: reportedPayment(PAYMENT, 2) } as const;
  journal.append(PAYMENT, created, clock.now());
  const ports = { journal, gateway, clock, ids: countingIds(random), installation, terminalId: 'T1' };
  const more = { settings, log: silentLog, changes: new Changes(silentLog), isChangingSettings: () => false };
  let desk = new RefundDesk({ ...ports, ...more });
  const refund = { paymentReference: PAYMENT, amount: 500, reason: 'other', note: '' } as const;
  for (let times = 0; times < 60; times += 1) {
    const hasFailed = journal.refundsOf(PAYMENT).every(({ state }) => state === 'failed');
    if (hasFailed) await desk.start({ ...refund, askedBy: cashier, approvedBy: manager });
    if (random() < 0.08) {
      await desk.stop();
      desk = new RefundDesk({ ...ports, ...more });
      desk.resume();
    }
    await clock.pass(10_000);
  }
  gateway.isWild = false;
  for (const { reference } of [...gateway.stored]) gateway.set(reference, REFUNDED);
  await clock.pass(120 * MINUTE);
  await desk.stop();
  const states = journal.refundsOf(PAYMENT).map(({ state }) => state);
  return { seed, stored: gateway.stored.length, states: states.filter((state) => state !== 'failed') };
};

test('whatever the gateway answers, a refund that is asked for until it succeeds is made once, and the journal knows', async () => {
  for (let seed = 1; seed <= 150; seed += 1)
    expect(await refundOnce(seed)).toEqual({ seed, stored: 1, states: ['refunded'] });
});
