/** A shop for one test, with its own gateway and a data folder for each till. */
import { onTestFinished } from 'vitest';
import type { GatewayBench, StationOptions } from '../../support/station.ts';
import { freshHome, openGatewayBench, removeHome } from '../../support/station.ts';
import { zoneAmidAnHour } from '../day/stable.ts';
import type { DrivenTill } from './driven-till.ts';
import { openDrivenTill } from './driven-till.ts';

export interface Shop {
  readonly bench: GatewayBench;
  newHome(): string;
  /** Opens a till, on a new folder unless one is named; it is closed when the test ends. */
  open(
    terminalId: string,
    home?: string,
    more?: Pick<StationOptions, 'session' | 'args'>,
  ): Promise<DrivenTill>;
}

export const openShop = async (): Promise<Shop> => {
  const bench = await openGatewayBench();
  onTestFinished(() => bench.simulator.close());
  await bench.control('settings', { refundDelayMs: 100 });
  const TZ = zoneAmidAnHour(new Date());
  const newHome = (): string => {
    const home = freshHome();
    onTestFinished(() => removeHome(home));
    return home;
  };
  return {
    bench,
    newHome,
    open: async (terminalId, home = newHome(), more = {}) => {
      const env = { TZ, COUNTERTOP_TERMINAL_ID: terminalId };
      const till = await openDrivenTill(bench, home, { env, ...more });
      onTestFinished(() => till.close());
      return till;
    },
  };
};
