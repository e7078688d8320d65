import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { environmentOn, startTwoDisplays } from '../../../scripts/displays/displays.mjs';
import { readQr } from '../../support/read-qr.ts';
import type { GatewayBench, Station } from '../../support/station.ts';
import { charge, openGatewayBench, openStation, removeHome, tillState } from '../../support/station.ts';

let displays: Awaited<ReturnType<typeof startTwoDisplays>>;
let bench: GatewayBench;
let station: Station;
let amount = 1000;

beforeAll(async () => {
  [displays, bench] = await Promise.all([startTwoDisplays(), openGatewayBench()]);
  station = await openStation({ gateway: bench.gateway, env: environmentOn(displays.display) });
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  await displays.stop();
  await bench.simulator.close();
});
afterEach(async () => {
  const { till } = station;
  await bench.simulator.setNetwork('up');
  const state = await till.getByTestId('payment-state').getAttribute('data-state');
  if (state === 'open' || state === 'pending') {
    bench.simulator.act('latest', 'pay');
    await tillState(till, 'paid');
  }
  await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
  await till.getByTestId('parked').waitFor({ state: 'detached' });
});

/** Whatever its last digits are, the amount of a sale chooses no scenario of the simulator. */
const sell = async (): Promise<void> => charge(station.till, (amount += 100));

/** The stages of a payment at which someone may trip over a cable. */
const STATES = [
  {
    state: 'open',
    name: 'waits for the customer',
    lead: sell,
    customer: /^open$/,
    money: /do not charge again.*the code here/i,
  },
  {
    state: 'pending',
    name: 'is being confirmed',
    lead: async () => {
      await sell();
      await tillState(station.till, 'open');
      bench.simulator.act('latest', 'scan');
    },
    customer: /^confirming$/,
    money: /do not charge again.*how it ends/i,
  },
  {
    state: 'paid',
    name: 'is paid',
    lead: async () => {
      await sell();
      await tillState(station.till, 'open');
      bench.simulator.act('latest', 'pay');
    },
    // Thanks are over after some seconds.
    customer: /^(?:paid|idle)$/,
    money: /no payment is affected, and you may charge/i,
  },
  {
    state: 'unknown',
    name: 'has no known outcome',
    lead: async () => {
      await bench.control('next', { scenario: 'unknown-status', count: 1 });
      await sell();
      await tillState(station.till, 'unknown');
      // Nobody learns how it ended until the test is over. That is a second notice, so both are brief.
      await bench.simulator.setNetwork('down');
    },
    customer: /^unknown$/,
    money: /do not charge again.*could take the money twice/is,
  },
] as const;

/** What may happen to the display, and where the customer's window is afterwards. */
const MOVES = [
  {
    name: 'is plugged in',
    before: () => displays.unplug(),
    move: () => displays.plugIn(),
    place: [1280, 0, 1280, 800],
    told: 'display-found',
    named: /display is connected/i,
    says: /connected.*by itself.*payments are not affected/is,
  },
  {
    name: 'is pulled out',
    before: () => displays.plugIn(),
    move: () => displays.unplug(),
    place: [480, 200, 800, 600],
    told: 'display-missing',
    named: /display is missing.*problem 922/is,
    says: /missing.*plug the display in again/is,
  },
  {
    name: 'gets another resolution',
    before: () => displays.plugIn(),
    move: () => displays.plugIn('1024x768'),
    place: [1280, 0, 1024, 768],
    told: 'display-resized',
    named: /display has changed size/i,
    says: /changed size.*payments are not affected/is,
  },
  {
    name: 'is turned upright',
    before: () => displays.plugIn(),
    move: () => displays.plugIn('800x1280'),
    place: [1280, 0, 800, 1280],
    told: 'display-resized',
    named: /display has changed size/i,
    says: /changed size.*payments are not affected/is,
  },
] as const;

const placeOf = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => [window.screenX, window.screenY, window.innerWidth, window.innerHeight]);

const customerShows = (): Promise<string | null> =>
  station.customer.getByTestId('customer-state').getAttribute('data-state');

/**
 * What a phone reads off each display, whichever window is on top there; null if there is no code to read.
 */
const scannedOff = async (): Promise<readonly (string | null)[]> => {
  const shots = await station.app.evaluate(async ({ desktopCapturer }) => {
    const sources = await desktopCapturer.getSources({
      types: ['screen'],
      thumbnailSize: { width: 1280, height: 1280 },
    });
    return sources.map(({ thumbnail }) => thumbnail.toPNG().toString('base64'));
  });
  return shots.map((shot) => {
    try {
      return readQr(Buffer.from(shot, 'base64'));
    } catch {
      return null;
    }
  });
};

/**
 * Looks at the displays again and again until it is stopped. Then tells how often it looked, and how often no
 * display had a readable code after the cashier had been told of the move.
 */
const watchForCode = (told: string): (() => Promise<{ readonly looks: number; readonly blank: number }>) => {
  const seen = { isOver: false, looks: 0, blank: 0 };
  const watching = (async () => {
    while (!seen.isOver) {
      const isTold = (await station.till.getByTestId(told).count()) > 0;
      const isThere = (await scannedOff()).some(isCode);
      if (!isTold) continue;
      seen.looks += 1;
      if (!isThere) seen.blank += 1;
    }
  })();
  return async () => {
    seen.isOver = true;
    await watching;
    return seen;
  };
};

const isCode = (text: string | null): boolean => text?.includes('PaymentToken=') === true;

describe.each(MOVES)('the customer’s display $name', ({ before, move, place, told, named, says }) => {
  const moveAndTell = async (): Promise<void> => {
    await move();
    await expect.poll(() => placeOf(station.customer)).toEqual(place);
    await station.till.getByTestId(told).waitFor();
  };

  test.each(STATES)('while a payment $name', async ({ state, lead, customer, money }) => {
    const { till } = station;
    await before();
    await expect
      .poll(async () => (await placeOf(station.customer))[0])
      .toBe(told === 'display-found' ? 480 : 1280);
    await lead();
    await tillState(till, state);
    await expect.poll(() => customerShows()).toMatch(customer);

    if (state === 'open') {
      await station.customer.getByTestId('customer-qr').waitFor();
      await expect.poll(async () => (await scannedOff()).every(isCode)).toBe(true);
      const looked = watchForCode(told);
      await moveAndTell();
      await station.customer.getByTestId('customer-qr').waitFor();
      await expect.poll(async () => (await scannedOff()).every(isCode)).toBe(true);
      const { looks, blank } = await looked();
      expect(looks).toBeGreaterThan(0);
      expect(blank).toBe(0);
    } else await moveAndTell();

    const isBrief = state === 'unknown';
    const words = await till.getByTestId(told).innerText();
    expect(words).toMatch(isBrief ? named : says);
    const field = till.locator('section').filter({ has: till.getByTestId('payment-state') });
    if (told === 'display-missing') expect(isBrief ? await field.innerText() : words).toMatch(money);
    else await till.getByTestId('display-missing').waitFor({ state: 'detached' });
    expect(await customerShows()).toMatch(customer);
    await tillState(till, state);
  });
});
