/** What happens at a shop's counter, through the till's own calls, and outside it, at the gateway. */
import { vi } from 'vitest';
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { Simulator } from '#simulator/simulator.ts';
import type { Till } from '../../../src-main/till.ts';
import type { HandClock } from '../../support/fakes/hand-clock.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import type { ReshapingGateway } from './reshaping-gateway.ts';

export const SITE = { siteId: '30201', apiKey: 'key-of-the-test-shop' };
export const terminal = { ...defaultSettings.terminal, terminalId: 'T1' };
export const FAILED = 4;
export const SUCCESS = 2;

export type Ask = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** Returns the value of a call that must not be refused. */
export const askingOf =
  (till: Till): Ask =>
  async (name, input) => {
    const reply = await till.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
    return reply.value;
  };

export interface Shop {
  readonly clock: HandClock;
  readonly simulator: Simulator;
  readonly gateway: ReshapingGateway;
  readonly ask: Ask;
}

/** Calls the simulator directly, as another till, the gateway's dashboard or a test's control would. */
const post = async ({ simulator }: Pick<Shop, 'simulator'>, path: string, body: object): Promise<void> => {
  const token = Buffer.from(`${SITE.siteId}:${SITE.apiKey}`).toString('base64');
  const answer = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
};

export const setStatus = (
  shop: Shop,
  reference: string,
  statusId: number,
  of: 'payment' | 'refund' = 'payment',
) => post(shop, '/__control/set-status', { reference, statusId, of });

/** Lets time pass while no answer is awaited, until it is so. */
export const until = async ({ clock, gateway }: Shop, isSo: () => Promise<boolean>): Promise<void> => {
  const passOn = async (): Promise<boolean> => {
    if (gateway.isIdle()) await clock.pass(2_000);
    return isSo();
  };
  await vi.waitUntil(passOn, { timeout: PATIENCE_MS, interval: 2 });
};

export const untilState = (shop: Shop, reference: string, wanted: string): Promise<void> =>
  until(shop, async () => (await shop.ask('payments.story', { reference })).payment.state === wanted);

export const charge = async ({ ask }: Shop, amount: number): Promise<string> => {
  const started = await ask('payments.start', { amount, orderReference: '' });
  if (started.answer !== 'started') throw new Error(started.answer);
  return started.payment.reference;
};

export const sell = async (
  shop: Shop,
  amount: number,
  action: 'pay' | 'decline' = 'pay',
): Promise<string> => {
  const reference = await charge(shop, amount);
  await untilState(shop, reference, 'open');
  shop.simulator.act({ merchantTransactionId: reference }, action);
  await untilState(shop, reference, action === 'pay' ? 'paid' : 'failed');
  await shop.ask('payments.dismiss', { reference });
  return reference;
};

/** Nobody reports how it ended, so a manager says so; the gateway knows otherwise. */
export const settle = async (shop: Shop, amount: number, outcome: 'paid' | 'not-paid', there: number) => {
  shop.gateway.hidden.add(amount);
  const reference = await charge(shop, amount);
  await untilState(shop, reference, 'unknown');
  await shop.ask('payments.settle', { reference, outcome, reason: 'The customer says so' });
  await shop.ask('payments.dismiss', { reference });
  await setStatus(shop, reference, there);
};

export const sellAndPayLate = async (shop: Shop, amount: number): Promise<void> => {
  const reference = await charge(shop, amount);
  await untilState(shop, reference, 'open');
  await shop.ask('payments.cancel', { reference });
  await untilState(shop, reference, 'cancelled');
  await setStatus(shop, reference, SUCCESS);
  await untilState(shop, reference, 'paid');
  await shop.ask('payments.dismiss', { reference });
};

/** Starts a refund and waits until the gateway has it in its lasting state. */
export const startRefund = async (
  shop: Shop,
  payment: string,
  amount: number,
  there: number,
): Promise<string> => {
  const { left } = await shop.ask('refunds.refundable', { reference: payment });
  const order = { reference: payment, amount, left, reason: 'other', note: '' } as const;
  const { reference } = await shop.ask('refunds.start', order);
  const isThere = () => shop.simulator.store().refunds.some((one) => one.reference === reference);
  await until(shop, () => Promise.resolve(isThere()));
  await setStatus(shop, reference, there, 'refund');
  return reference;
};

export const untilRefundIs = (
  shop: Shop,
  payment: string,
  reference: string,
  wanted: string,
): Promise<void> =>
  until(shop, async () => {
    const refunds = await shop.ask('refunds.ofPayment', { reference: payment });
    return refunds.find((one) => one.reference === reference)?.state === wanted;
  });

export const refund = async (shop: Shop, payment: string, amount: number, wanted: 'refunded' | 'failed') => {
  const there = wanted === 'failed' ? FAILED : SUCCESS;
  await untilRefundIs(shop, payment, await startRefund(shop, payment, amount, there), wanted);
};

/** The same as `settle`, of a refund. */
export const settleRefund = async (
  shop: Shop,
  payment: string,
  amount: number,
  outcome: 'refunded' | 'not-refunded',
  there: number,
) => {
  shop.gateway.hidden.add(amount);
  const reference = await startRefund(shop, payment, amount, there);
  await untilRefundIs(shop, payment, reference, 'unknown');
  await shop.ask('refunds.settle', { reference, outcome, reason: 'The customer says so' });
};

export const sellAtAnotherTill = async (shop: Shop, amount: number): Promise<void> => {
  const Payment = {
    MerchantTransactionID: 'T2-20261123-000001-OTHERTIL',
    Amount: amount,
    Currency: terminal.currency,
    MethodID: 24,
    ReturnURL: terminal.returnUrl,
    TokenLifetime: 10,
    Customer: { Email: terminal.email },
    BillingAddress: { Country: terminal.country },
    Details: { IsOffline: true, StoreName: 'Shop', StoreId: '1', TerminalID: 'T2' },
  };
  await post(shop, '/v1/payments', { Payment });
  await setStatus(shop, Payment.MerchantTransactionID, SUCCESS);
};

export const refundElsewhere = async (shop: Shop, reference: string, amount: number): Promise<void> => {
  const there = shop.simulator.store().payments.find((one) => one.reference === reference);
  const Refund = { MerchantTransactionID: 'DASHBOARD-1', Amount: amount };
  await post(shop, `/v1/payments/${there?.id ?? 0}/refunds`, { Refund });
  await setStatus(shop, Refund.MerchantTransactionID, SUCCESS, 'refund');
};
