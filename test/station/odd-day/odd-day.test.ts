/**
 * A whole day on which the gateway takes another amount than was asked, a customer pays late, refunds are
 * made here and elsewhere, another till sells, and managers settle by hand what the gateway later reports
 * differently; closed with lists of every shape. If a list is shown to be complete, every sum equals the
 * gateway's own records; nothing else is *matched*.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { journalTotals } from '../../e2e/day/journal.ts';
import { PAYMENT_SHAPES, REFUND_SHAPES } from './list-shapes.ts';
import type { Result } from './list-shapes.ts';
import type { Evening, PlayedDay } from './play-day.ts';
import { DATE, playDay, REFUND, SALES } from './play-day.ts';
import { asDocumented, refundsAsDocumented } from './reshaping-gateway.ts';
import type { Moved } from './sums.ts';
import { gatewaySums, tillSums } from './sums.ts';

let day: PlayedDay;
let books: Moved;
beforeAll(async () => {
  day = await playDay();
  books = gatewaySums(day.simulator);
});
afterAll(() => day.close());
afterEach(() => Object.assign(day.gateway.shape, { payments: asDocumented, refunds: refundsAsDocumented }));

/** Reconciles and closes the day; returns the result, and every sum that the till gives. */
const closeDay = async (look: (evening: Evening) => unknown = () => undefined) => {
  const evening = await day.evening();
  try {
    const { last } = await evening.ask('day.reconcile', { date: DATE });
    const x = await evening.ask('day.xReport', {});
    const { day: z } = await evening.ask('day.close', { signOffs: {} });
    const sums = await tillSums(evening, x, z.report);
    await look(evening);
    return { said: last?.day.result, atClose: z.report.reconciliation, sums };
  } finally {
    await evening.stop();
  }
};

/** Every sum that differs from this one, by its place. */
const otherThan = (sums: ReadonlyMap<string, Moved>, { paid, refunded }: Moved) =>
  Object.fromEntries([...sums].filter(([, one]) => one.paid !== paid || one.refunded !== refunded));

/** All of a till's sums agree; if the list was shown to be complete, they equal the gateway's. */
const expectSums = (sums: ReadonlyMap<string, Moved>, said: Result): void => {
  const [first] = sums.values();
  expect(otherThan(sums, said === 'matched' ? books : first!)).toEqual({});
};

test('the gateway has taken the amounts that this day is about', () => {
  const { paid, mismatched, paidLate, settledAsNotPaid, refundedInPart, refundedElsewhere } = SALES;
  expect(mismatched).toBe(1_601);
  expect(books).toEqual({
    paid: paid + 1_600 + paidLate + settledAsNotPaid + refundedInPart + refundedElsewhere,
    refunded: REFUND.part + REFUND.elsewhere + REFUND.settledAsNotRefunded,
  });
});

test('a day that is neither reconciled nor corrected agrees with itself, and with what its people said', async () => {
  day.gateway.shape.payments = () => ({ status: 503, body: '' });
  const { sums } = await closeDay();
  const { settledAsPaid, settledAsNotPaid } = SALES;
  const believed = {
    paid: books.paid + settledAsPaid - settledAsNotPaid,
    refunded: REFUND.part + REFUND.settledAsRefunded,
  };
  expect(otherThan(sums, believed)).toEqual({});
});

test('a day that nobody reconciles before its close also equals the gateway’s records', async () => {
  const evening = await day.evening();
  const { day: z } = await evening.ask('day.close', { signOffs: {} });
  const sums = await tillSums(evening, z.report, z.report);
  await evening.stop();
  expect(z.report.reconciliation).toBe('matched');
  expect(otherThan(sums, books)).toEqual({});
});

test('the journal’s program prints the same sums, and what was settled and corrected, as the Z does', async () => {
  await closeDay(async ({ journalFile, ask }) => {
    const totals = await journalTotals(journalFile);
    const { day: z } = await ask('day.z', { number: 1 });
    expect(totals).toMatchObject({ byHand: z.report.byHand, net: z.report.net });
    expect(totals.payments['paid']?.['CNY']?.sum).toBe(books.paid);
  });
});

describe('a day closed over a list of payments', () => {
  test.each(PAYMENT_SHAPES)('$name is $result', async ({ shape, result }) => {
    day.gateway.shape.payments = shape;
    const { said, atClose, sums } = await closeDay();
    expect({ said, atClose }).toEqual({ said: result, atClose: result });
    expectSums(sums, result);
  });
});

describe('a day closed over lists of refunds', () => {
  test.each(REFUND_SHAPES)('$name is $result', async ({ shape, result }) => {
    day.gateway.shape.refunds = shape;
    const { said, atClose, sums } = await closeDay();
    expect({ said, atClose }).toEqual({ said: result, atClose: result });
    expectSums(sums, result);
  });
});
