/**
 * One business day at a till, with everything odd that a gateway does to money, played through the till's own
 * calls.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { startSimulator } from '#simulator/simulator.ts';
import type { Till } from '../../../src-main/till.ts';
import { openTill } from '../../../src-main/till.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { plainTillPorts } from '../../support/plain-ports.ts';
import type { ReshapingGateway } from './reshaping-gateway.ts';
import { openReshapingGateway } from './reshaping-gateway.ts';
import type { Ask, Shop } from './shop.ts';
import {
  askingOf,
  FAILED,
  refund,
  refundElsewhere,
  sell,
  sellAndPayLate,
  sellAtAnotherTill,
  settle,
  settleRefund,
  SITE,
  SUCCESS,
  terminal,
} from './shop.ts';

export const DATE = '2026-11-23';
export const ZONE = 'Asia/Shanghai';
export const MORNING = Date.UTC(2026, 10, 23, 1);

/** In hundredths; each amount decides what becomes of the sale. */
export const SALES = {
  paid: 1_000,
  /** The gateway takes 16.00. */
  mismatched: 1_601,
  paidLate: 1_200,
  settledAsPaid: 777,
  settledAsNotPaid: 888,
  refundedInPart: 2_000,
  refundedElsewhere: 500,
  declined: 300,
} as const;
/** Made by another till under the same SiteID. */
export const SOLD_ELSEWHERE = 999;
export const REFUND = {
  part: 300,
  failed: 200,
  elsewhere: 150,
  settledAsRefunded: 110,
  settledAsNotRefunded: 120,
} as const;

export const openAt = (home: string, clock: HandClock, gateway: ReshapingGateway): Promise<Till> =>
  openTill({
    ...plainTillPorts(home),
    clock,
    settingsFile: {
      read: () => ({ ...defaultSettings, timeZone: ZONE }),
      write: () => undefined,
      refused: [],
    },
    bench: {
      origin: gateway.url,
      apiKey: SITE.apiKey,
      identity: { environment: 'bench', siteId: SITE.siteId, terminal },
    },
  });

const play = async (shop: Shop): Promise<void> => {
  await sell(shop, SALES.paid);
  await sell(shop, SALES.mismatched);
  await sellAndPayLate(shop, SALES.paidLate);
  await settle(shop, SALES.settledAsPaid, 'paid', FAILED);
  await shop.ask('shift.close', { declared: null });
  await shop.ask('shift.open', {});
  await settle(shop, SALES.settledAsNotPaid, 'not-paid', SUCCESS);
  const refunded = await sell(shop, SALES.refundedInPart);
  await refund(shop, refunded, REFUND.part, 'refunded');
  await refund(shop, refunded, REFUND.failed, 'failed');
  await settleRefund(shop, refunded, REFUND.settledAsRefunded, 'refunded', FAILED);
  await settleRefund(shop, refunded, REFUND.settledAsNotRefunded, 'not-refunded', SUCCESS);
  await refundElsewhere(shop, await sell(shop, SALES.refundedElsewhere), REFUND.elsewhere);
  await sell(shop, SALES.declined, 'decline');
  await sellAtAnotherTill(shop, SOLD_ELSEWHERE);
};

/** The evening of the day, on request: each time another copy of the till before its close. */
export interface Evening {
  readonly ask: Ask;
  readonly journalFile: string;
  readonly exports: string;
  readonly stop: () => Promise<void>;
}

export interface PlayedDay extends Pick<Shop, 'simulator' | 'gateway'> {
  readonly evening: () => Promise<Evening>;
  readonly close: () => Promise<void>;
}

/** Plays the day up to its close. From then on the gateway reports what was settled by hand. */
export const playDay = async (): Promise<PlayedDay> => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-odd-day-'));
  const home = join(folder, 'played');
  const clock = new HandClock(MORNING);
  const simulator = await startSimulator({ ...SITE, now: () => clock.now(), amountEndings: false });
  const gateway = await openReshapingGateway(simulator.url);
  const till = await openAt(home, clock, gateway);
  await play({ clock, simulator, gateway, ask: askingOf(till) });
  await till.stop();
  gateway.hidden.clear();
  let evenings = 0;
  const evening = async (): Promise<Evening> => {
    const copy = join(folder, `evening-${String((evenings += 1))}`);
    cpSync(home, copy, { recursive: true });
    const again = await openAt(copy, clock, gateway);
    return {
      ask: askingOf(again),
      journalFile: join(copy, 'bench', 'journal.db'),
      exports: join(copy, 'exports'),
      stop: () => again.stop(),
    };
  };
  const close = async (): Promise<void> => {
    await gateway.close();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { simulator, gateway, evening, close };
};
