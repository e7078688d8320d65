import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { GatewayBench, Station } from '../../support/station.ts';
import {
  customerState,
  freshHome,
  openGatewayBench,
  openStation,
  removeHome,
  tillState,
} from '../../support/station.ts';

/** One till at a gateway of its own; there once the tests run. */
export interface Shop {
  readonly bench: GatewayBench;
  readonly station: Station;
}

/** Whatever a test leaves on the till is cancelled or parked, so that the next test finds it idle. */
const toRest = async ({ till, customer }: Station): Promise<void> => {
  const state = await till.getByTestId('payment-state').getAttribute('data-state');
  if (state === 'open') {
    await till.keyboard.press('Escape');
    await tillState(till, 'cancelled');
  }
  if (state !== 'idle') await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
  await customerState(customer, 'idle');
};

/** Opens a shop for the tests that are declared beside this call. */
export const declareShop = (settings?: object): Shop => {
  const shop = {} as { bench: GatewayBench; station: Station };
  beforeAll(async () => {
    shop.bench = await openGatewayBench();
    const home = freshHome();
    if (settings) writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
    shop.station = await openStation({ home, gateway: shop.bench.gateway });
  });
  afterEach(() => toRest(shop.station));
  afterAll(async () => {
    await shop.station.close();
    removeHome(shop.station.home);
    await shop.bench.simulator.close();
  });
  return shop;
};
