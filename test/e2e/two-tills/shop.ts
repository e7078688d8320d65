/** A shop for one test: a gateway of its own, and homes for its tills. */
import { onTestFinished } from 'vitest';
import type { GatewayBench } from '../../support/station.ts';
import { freshHome, openGatewayBench, removeHome } from '../../support/station.ts';
import { zoneAmidAnHour } from '../day/stable.ts';
import type { DrivenTill } from './driven-till.ts';
import { openDrivenTill } from './driven-till.ts';

export interface Shop {
  readonly bench: GatewayBench;
  newHome(): string;
  /** Opens a till, on a fresh home unless one is named; it is closed when the test ends. */
  open(terminalId: string, home?: string): Promise<DrivenTill>;
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
    open: async (terminalId, home = newHome()) => {
      const till = await openDrivenTill(bench, home, { TZ, COUNTERTOP_TERMINAL_ID: terminalId });
      onTestFinished(() => till.close());
      return till;
    },
  };
};
