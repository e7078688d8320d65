/** The simulated GlobalPay of one storm as seen from outside: another process, driven by its control calls. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeReference, readReference } from '#domain/payment/reference.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import type { StoredPayment, StoredRefund } from '#simulator/control/stored-records.ts';
import type { CustomerAction } from '#simulator/simulator.ts';
import type { Gateway } from '../../support/station.ts';
import type { Order } from './cashier.ts';
import type { Customer, Lost, Disturbance } from './plan.ts';
import type { GatewayRecords } from './verdict.ts';
import { plainNetwork } from '../../support/network/plain-network.ts';

export interface StormGateway extends Gateway {
  /** Changes how the gateway behaves; does nothing while its network is down. */
  disturb(change: Disturbance): Promise<void>;
  /** Lets a customer with an undecided payment act, if there is one. */
  customer(customer: Customer): Promise<void>;
  /** Has the gateway take a payment of this till that its journal lacks, if the gateway can be reached. */
  lose(lost: Lost, order: Pick<Order, 'price' | 'note'>): void;
  /** Ends all disturbances and lets every waiting customer decide. */
  endDisturbances(): Promise<void>;
  records(): Promise<GatewayRecords>;
  close(): Promise<void>;
}

const SITE = { siteId: '30201', apiKey: 'storm-key-0123456789' };
const DECIDED = [2, 3, 4, 5];

/** What customers do who have waited until the end. */
const LAST_ACTS: readonly CustomerAction[] = ['pay', 'pay', 'decline', 'walk-away'];

/** Added to the price of a lost payment, so that it can be recognised. */
export const LOST_PRICE = 10_000_000;

/** A lost payment gets a number so far ahead that the till finds it before it reaches that number. */
const NUMBERS_AHEAD = 1_000;

/** The reference of a payment that the till made after these and has lost; undefined before its first. */
const lostReferenceAfter = (references: readonly (string | null)[]): string | undefined => {
  const made = references.flatMap((reference) => readReference(reference ?? '') ?? []);
  const mark = made.findLast((parts) => parts.mark !== null)?.mark;
  const number = Math.max(0, ...made.map((parts) => parts.number)) + NUMBERS_AHEAD;
  const { terminalId } = trainingTerminal;
  return mark ? makeReference({ terminalId, mark }, Date.now(), number, randomBytes(8)) : undefined;
};

interface StoredRows {
  readonly payments: readonly StoredPayment[];
  readonly refunds: readonly StoredRefund[];
}

/** No two sales of a storm have the same price, and no two refunds the same note. */
const recordsOf = ({ payments, refunds }: StoredRows): GatewayRecords => ({
  payments: payments.map(({ reference, request, statusId, sent, steps }) => ({
    reference: String(reference),
    action: String(request['Amount']),
    amount: Number(request['Amount']),
    statusId,
    sent,
    steps,
  })),
  refunds: refunds.map(({ reference, paymentId, request, amount, statusId, sent, steps }) => ({
    reference,
    action: String(request['Description']),
    paymentReference: String(payments.find(({ id }) => id === paymentId)?.reference),
    amount,
    statusId,
    sent,
    steps,
  })),
});

export const openStormGateway = async (storeFile: string): Promise<StormGateway> => {
  const child = fork(join(import.meta.dirname, 'gateway-process.ts'), [SITE.siteId, SITE.apiKey, storeFile], {
    execArgv: [],
  });
  const [url] = (await once(child, 'message')) as [string];

  /** The answer to a control call; undefined while the network is down. */
  const control = async (call: string, body?: object): Promise<unknown> => {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${url}/__control/${call}`, init).catch(() => undefined);
    if (answer?.ok === false) throw new Error(`the simulator refused ${call}: ${await answer.text()}`);
    return answer?.json().catch(() => undefined);
  };
  const network = async (state: 'up' | 'down'): Promise<void> => {
    child.send(state);
    await once(child, 'message');
  };
  const records = async (): Promise<GatewayRecords> => {
    const stored = (await control('books')) as StoredRows | undefined;
    return recordsOf(stored ?? { payments: [], refunds: [] });
  };
  const undecided = async () =>
    (await records()).payments.flatMap(({ reference, statusId }) =>
      DECIDED.includes(statusId) ? [] : [reference],
    );
  const past = openGlobalPay({ ...SITE, origin: url, network: plainNetwork });
  const payUnrecorded = async (lost: Lost, { price, note }: Pick<Order, 'price' | 'note'>): Promise<void> => {
    const stored = (await control('books')) as StoredRows | undefined;
    const reference = lostReferenceAfter(stored?.payments.map((payment) => payment.reference) ?? []);
    if (reference === undefined) return;
    const made = await past.create({
      reference,
      requestId: `lost ${price}`,
      amount: LOST_PRICE + price,
      currency: 'CNY',
      orderReference: '',
      environment: 'bench',
      siteId: SITE.siteId,
      terminal: trainingTerminal,
      cashier: null,
    });
    if (made.kind !== 'ok') return;
    await control('act', { reference, action: 'pay' });
    if (lost === 'payment') return;
    const refund = {
      paymentId: made.value.id,
      reference: `LOST-${price}`,
      requestId: `lost refund ${price}`,
    };
    await past.createRefund({ ...refund, amount: price, description: `lost, ${note}` });
  };
  let unrecorded: Promise<unknown> = Promise.resolve();
  let down = Promise.resolve();
  const goDown = async (forMs: number): Promise<void> => {
    await network('down');
    await pause(forMs);
    await network('up');
  };

  return {
    ...SITE,
    url,
    records,
    disturb: async (change) => {
      if ('downMs' in change) down = down.then(() => goDown(change.downMs));
      else await control('delayMs' in change ? 'settings' : 'next', change);
    },
    customer: async ({ nth, action }) => {
      const references = await undecided();
      const reference = references.at(-1 - (nth % references.length));
      if (reference !== undefined) await control('act', { reference, action });
    },
    lose: (lost, order) => {
      unrecorded = Promise.all([unrecorded, payUnrecorded(lost, order)]);
    },
    endDisturbances: async () => {
      await Promise.all([down, unrecorded]);
      await control('settings', { delayMs: 0, slowAnswerMs: 0, processingMs: 0, refundDelayMs: 0 });
      for (const [index, reference] of (await undecided()).entries()) {
        await control('act', { reference, action: LAST_ACTS[index % LAST_ACTS.length] });
      }
    },
    close: async () => {
      if (!child.connected) return;
      await past.close();
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
};
