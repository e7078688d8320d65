/** A whole day of two tills at one gateway: sales, refunds, late payments, restarts, a reconciliation and a Z each. */
import { expect } from 'vitest';
import type { GatewayBench } from '../../support/station.ts';
import type { DrivenTill, Reconciled, Rows } from './driven-till.ts';
import { cancelsAsked, gatewayBooks } from './gateway-books.ts';

const SUCCESS = 2;

/** A till, and the references in its journal. */
export interface TillOfTwo {
  readonly till: DrivenTill;
  /** From before it was copied; the other till has them too. */
  readonly shared: readonly string[];
  /** What this till itself sold. */
  readonly own: readonly string[];
}

/** What a till has made of its day. */
export interface TillsDay extends Omit<TillOfTwo, 'till'> {
  /** The one of them that was paid late. */
  readonly late: string;
  readonly reconciled: Reconciled;
  readonly warning: string;
  readonly csv: Rows;
  readonly z: Rows;
}

const sorted = (texts: Iterable<string>): readonly string[] => [...texts].sort();

const morning = async (bench: GatewayBench, till: DrivenTill, paid: number, late: number) => {
  const [first = '', second = ''] = await till.sell([
    [paid, 'paid'],
    [late, 'cancelled by the cashier'],
  ]);
  // The customer pays after all, before the till hears of it.
  await bench.control('set-status', { reference: second, statusId: SUCCESS });
  await till.refund(first, '5.00');
  return { sold: [first, second], late: second };
};

/** While the other till waits for its customer, this one loses power, restarts, sells and reconciles. */
const noon = async (bench: GatewayBench, { till, shared, own }: TillOfTwo, other: DrivenTill) => {
  const waiting = await other.showCode(780);
  await till.restart('kill');
  expect(await till.customerSees()).toBe('idle');
  expect(sorted(await till.listed())).toEqual(sorted([...shared, ...own]));
  const sold = await till.sell([[990, 'paid']]);
  const reconciled = await till.reconcile();

  expect(gatewayBooks(bench.simulator).isOpen(waiting)).toBe(true);
  expect(await other.customerSees()).toBe('open');
  bench.simulator.act({ merchantTransactionId: waiting }, 'pay');
  await other.shows('paid');
  return { sold, reconciled, waiting };
};

const evening = async ({ till, shared, own }: TillOfTwo, late: string) => {
  expect(await till.acceptLate()).toEqual([late]);
  expect(sorted(await till.listed())).toEqual(sorted([...shared, ...own]));
  const warning = await till.warning();
  return { shared, own, late, warning, csv: await till.exportDay(), z: await till.closeDay() };
};

/** Checks here what one till must not do to the other, while it could happen; the rest is in the result. */
export const liveADay = async (
  bench: GatewayBench,
  one: TillOfTwo,
  other: TillOfTwo,
): Promise<readonly [TillsDay, TillsDay]> => {
  const [here, there] = await Promise.all([
    morning(bench, one.till, 1050, 2060),
    morning(bench, other.till, 2550, 440),
  ]);
  const atNoon = { ...one, own: [...one.own, ...here.sold] };
  const { sold, reconciled, waiting } = await noon(bench, atNoon, other.till);

  await other.till.restart('close');
  expect(await other.till.customerSees()).toBe('idle');
  const otherReconciled = await other.till.reconcile();
  const [day, otherDay] = await Promise.all([
    evening({ ...one, own: [...atNoon.own, ...sold] }, here.late),
    evening({ ...other, own: [...other.own, ...there.sold, waiting] }, there.late),
  ]);
  expect(sorted(await cancelsAsked(bench.simulator))).toEqual(sorted([here.late, there.late]));
  return [
    { ...day, reconciled },
    { ...otherDay, reconciled: otherReconciled },
  ];
};
