/** One life of a till: from a start to a power cut. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { StationOptions } from '../../support/station.ts';
import { killApp, launchApp, openStation } from '../../support/station.ts';
import { cashierActs, chargeAnswered, refundAnswered } from './cashier.ts';
import type { StormGateway } from './gateway.ts';
import type { Cut, Deed, Life } from './plan.ts';

/** A till with its own data folder and gateway. */
export interface Station {
  readonly app: StationOptions & { readonly home: string };
  readonly gateway: StormGateway;
}

/** No two moments of a storm have the same price. */
const priceOf = (life: number, moment: number): number => 10_000 + 100 * life + moment;

/** The deed that a power cut comes after, and what shows that it was answered where that is waited for. */
const CUE: Readonly<
  Partial<Record<Cut['after'], { readonly deed: Deed; readonly answered?: (till: Page) => Promise<unknown> }>>
> = {
  charge: { deed: 'charge' },
  answer: { deed: 'charge', answered: chargeAnswered },
  cancel: { deed: 'cancel' },
  leave: { deed: 'leave' },
  refund: { deed: 'refund' },
  'refund-answer': { deed: 'refund', answered: refundAnswered },
  compare: { deed: 'compare' },
  close: { deed: 'close' },
};

/** Acts until the moment of the power cut, and resolves to what that moment was. */
const liveOn = async (
  till: Page,
  gateway: StormGateway,
  { moments, cut }: Life,
  number: number,
): Promise<Cut['after']> => {
  const cue = CUE[cut.after];
  for (const [index, { weather, customer, lost, wishes, refundPlan, thenMs }] of moments.entries()) {
    if (weather) await gateway.weather(weather);
    if (customer) await gateway.customer(customer);
    const order = { price: priceOf(number, index), refundPlan, note: `life ${number}, moment ${index}` };
    if (lost) gateway.lose(lost, order);
    const deed = await cashierActs(till, wishes, order);
    if (deed !== undefined && deed === cue?.deed) {
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
    return await liveOn(opened.till, station.gateway, life, number);
  } finally {
    await opened.kill();
  }
};
