/** One life of a till: from a start to a power cut. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { StationOptions } from '../../support/station.ts';
import { killApp, launchApp, openStation } from '../../support/station.ts';
import { cashierActs, chargeAnswered, refundAnswered } from './cashier.ts';
import type { StormGateway } from './gateway.ts';
import type { Cut, CashierAction, Life } from './plan.ts';
import type { GatewayRecords } from './verdict.ts';

/** A till with its own data folder and gateway. */
export interface Station {
  readonly app: StationOptions & { readonly home: string };
  readonly gateway: StormGateway;
  /** Whether it has the gateway to itself; only then are payments made there in its name. */
  readonly isAlone: boolean;
  /** Added to every price: no two tills on one gateway ask for the same. */
  readonly priceFrom: number;
  /** What of the gateway's records this till has made. */
  readonly owned: (records: GatewayRecords) => GatewayRecords;
}

/** Different for every moment of a storm. */
const priceOf = (life: number, moment: number): number => 10_000 + 100 * life + moment;

/** The action that a power cut follows, and how to wait for its answer if that is wanted. */
const CUE: Readonly<
  Partial<
    Record<
      Cut['after'],
      { readonly action: CashierAction; readonly answered?: (till: Page) => Promise<unknown> }
    >
  >
> = {
  charge: { action: 'charge' },
  answer: { action: 'charge', answered: chargeAnswered },
  cancel: { action: 'cancel' },
  leave: { action: 'leave' },
  refund: { action: 'refund' },
  'refund-answer': { action: 'refund', answered: refundAnswered },
  reconcile: { action: 'reconcile' },
  close: { action: 'close' },
};

/** Acts until the power cut, and resolves to what it came after. */
const liveOn = async (
  till: Page,
  { gateway, isAlone, priceFrom }: Station,
  { moments, cut }: Life,
  number: number,
): Promise<Cut['after']> => {
  const cue = CUE[cut.after];
  for (const [index, { disturbance, customer, lost, wishes, refundPlan, thenMs }] of moments.entries()) {
    if (disturbance) await gateway.disturb(disturbance);
    if (customer) await gateway.customer(customer);
    const order = {
      price: priceFrom + priceOf(number, index),
      refundPlan,
      note: `life ${number}, moment ${index}, from ${priceFrom}`,
    };
    if (lost && isAlone) gateway.lose(lost, order);
    const action = await cashierActs(till, wishes, order);
    if (action !== undefined && action === cue?.action) {
      await cue.answered?.(till);
      await pause(cut.pauseMs);
      return cut.after;
    }
    await pause(thenMs);
  }
  return 'nothing';
};

/** Starts the till, acts, cuts the power, and resolves to what that came after. */
export const oneLife = async (station: Station, life: Life, number: number): Promise<Cut['after']> => {
  if (life.cut.after === 'power-on') {
    const app = await launchApp(station.app);
    await pause(life.cut.pauseMs);
    await killApp(app);
    return 'power-on';
  }
  const opened = await openStation(station.app);
  try {
    return await liveOn(opened.till, station, life, number);
  } finally {
    await opened.kill();
  }
};
