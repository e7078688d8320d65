/** A day of a busy shop: sales and their endings, refunds, a manager's look at the figures, and the close. */
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import type { Simulator } from '#simulator/simulator.ts';
import type { Station } from '../support/station.ts';
import { customerState, tillState } from '../support/station.ts';
import { letPass } from './ahead.ts';

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: z.object({ code: z.string() }) }),
]);

const call = async <N extends CallName>(till: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
  const asked: readonly [string, unknown] = [name, input];
  const reply = answer.parse(
    await till.evaluate((args): unknown => {
      const carry: unknown = Reflect.get(window.countertop, 'call');
      return typeof carry === 'function' ? Reflect.apply(carry, window.countertop, args) : undefined;
    }, asked),
  );
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.code}`);
  return calls[name].output.parse(reply.value) as CallOutput<N>;
};

/** Until a customer has paid. */
const PAYS_AFTER = 5_000;

/** These seconds pass as if the computer had slept, so the till asks the gateway at once. */
const letCustomerPay = async (station: Station): Promise<void> => {
  await letPass(station, PAYS_AFTER);
  // In a turn of its own: an evaluation interrupts whatever main is doing.
  await station.app.evaluate(
    ({ powerMonitor }) =>
      new Promise<void>((done) => {
        setImmediate(() => {
          powerMonitor.emit('resume');
          done();
        });
      }),
  );
};

/** Every fifth is declined or cancelled. */
const endOf = (sale: number): 'pay' | 'decline' | 'cancelled-here' => {
  if (sale % 10 === 4) return 'decline';
  return sale % 10 === 9 ? 'cancelled-here' : 'pay';
};

/** Of a till whose day began with `sale` 0; its reference. */
export const sell = async (station: Station, simulator: Simulator, sale: number): Promise<string> => {
  const { till, customer } = station;
  const started = await call(till, 'payments.start', { amount: 1_000 + sale * 100, orderReference: '' });
  if (started.answer !== 'started') throw new Error(`payments.start: ${started.answer}`);
  const { reference } = started.payment;
  await tillState(till, 'open');
  await customerState(customer, 'open');
  const end = endOf(sale);
  if (end === 'cancelled-here') await call(till, 'payments.cancel', { reference });
  else {
    simulator.act({ merchantTransactionId: reference }, end);
    await letCustomerPay(station);
  }
  await tillState(till, { pay: 'paid', decline: 'failed', 'cancelled-here': 'cancelled' }[end]);
  await call(till, 'payments.dismiss', { reference });
  await tillState(till, 'idle');
  return reference;
};

const refund = async (till: Page, reference: string): Promise<void> => {
  const { left } = await call(till, 'refunds.refundable', { reference });
  await call(till, 'refunds.start', { reference, amount: left, left, reason: 'goods-returned', note: '' });
};

/** Every screen is opened and left again. */
const lookAround = async (till: Page): Promise<void> => {
  for (const screen of ['history', 'day', 'overview', 'audit', 'settings', 'sale'])
    await till.getByTestId(`rail-${screen}`).click();
  await call(till, 'health.read', {});
};

const EVERY_REFUND = 12;

/** `until`, by `performance.now()`: a slow computer has a quieter day, and finishes in time. */
export const busyDay = async (
  station: Station,
  simulator: Simulator,
  payments: number,
  until = Infinity,
): Promise<void> => {
  const { till } = station;
  for (let sale = 0; sale < payments && (sale === 0 || performance.now() < until); sale += 1) {
    const reference = await sell(station, simulator, sale);
    if (sale % EVERY_REFUND === 0 && endOf(sale) === 'pay') await refund(till, reference);
  }
  await lookAround(till);
  await call(till, 'day.xReport', {});
  await call(till, 'day.export', {});
  await call(till, 'backups.make', {});
};

/** Rejects while a refund has not ended. */
export const closeDay = async ({ till }: Station): Promise<void> => {
  await call(till, 'day.close', { signOffs: {} });
};
