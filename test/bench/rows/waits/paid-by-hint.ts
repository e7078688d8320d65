/**
 * How soon a till learns of a payment if its office is notified: from the change of the gateway's status to
 * the row “paid” in the till's journal and its view. Till, office and gateway are the real ones, in one
 * process.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { charged, openHintedTill } from '../../../support/office/hinted-till.ts';
import type { HintedTill } from '../../../support/office/hinted-till.ts';
import type { BenchRow, Measured } from '../../kit/row.ts';
import { openBareNotified } from '../../limits/bare-notified.ts';

const ROUNDS = { warmUps: 5, rounds: 40 };
/** No customer pays sooner, and the next poll comes later. */
const SCANNING_MS = 500;

/** A different amount each time: the till asks about a repeated one. */
const timePaid = async (till: HintedTill, amount: number): Promise<number> => {
  const { station, simulator, nextChange } = till;
  const reference = await charged(till, amount);
  await pause(SCANNING_MS);
  const began = performance.now();
  simulator.act('latest', 'pay');
  while (station.payments.current?.state !== 'paid') await nextChange();
  const took = performance.now() - began;
  station.payments.dismiss(reference);
  return took;
};

const measure = async (): Promise<Measured> => {
  const [till, bare] = [await openHintedTill(), await openBareNotified()];
  const times = { station: [] as number[], limit: [] as number[] };
  try {
    await till.isHeard;
    for (let round = -ROUNDS.warmUps; round < ROUNDS.rounds; round += 1) {
      const paid = await timePaid(till, 1_250 + 100 * (round + ROUNDS.warmUps));
      const notified = await bare.pay();
      if (round < 0) continue;
      times.station.push(paid);
      times.limit.push(notified);
    }
    return times;
  } finally {
    await till.close();
    await bare.close();
  }
};

export const paidByHint: BenchRow = {
  name: 'paid-by-hint',
  what: 'the gateway’s status changes → “paid” in the till’s journal and view, by the office’s hint',
  beside: 'the gateway’s notification, heard over loopback',
  unit: 'ms',
  promise: { most: { p50: 300 } },
  measure,
};
