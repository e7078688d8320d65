import type { Simulator } from '#simulator/simulator.ts';
import { startSimulator } from '#simulator/simulator.ts';
import type { Station } from '../support/station.ts';
import { openStation } from '../support/station.ts';
import { aheadNow, dateAnswers } from './ahead.ts';

/** A till and its gateway, whose days `letPass` makes short. */
export const openQuickShop = async (): Promise<{ station: Station; simulator: Simulator }> => {
  const credentials = { siteId: '30201', apiKey: 'soak-key-0123456789' };
  dateAnswers();
  const simulator = await startSimulator({ ...credentials, now: aheadNow, amountEndings: false });
  // What is only waiting does not wear anything out.
  await fetch(`${simulator.url}/__control/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ processingMs: 0, refundDelayMs: 100 }),
  });
  const station = await openStation({ gateway: { url: simulator.url, ...credentials } });
  return { station, simulator };
};
