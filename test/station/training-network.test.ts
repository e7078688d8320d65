import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { openStation } from '#station/open-station.ts';
import { plainStationDeps } from '../support/plain-ports.ts';

test('when the trainer cuts the network the till reports no internet, and the first charge after it is back succeeds', async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-'));
  let look = (): void => undefined;
  const station = await openStation(
    plainStationDeps(home, () => look()),
    defaultSettings,
    null,
  );
  onTestFinished(async () => {
    await station.close();
    rmSync(home, { recursive: true, force: true });
  });
  const { payments, link, training } = station;
  /** Charges and waits for the gateway's answer. */
  const charge = (): Promise<string> =>
    new Promise((resolve) => {
      look = () => {
        if (payments.current && payments.current.state !== 'sending') resolve(payments.current.state);
      };
      payments.start(1250, '');
    });

  await training?.setNetwork('down');
  expect(link.connection).toBe('no-internet');
  for (let failed = 0; failed < 6; failed += 1) expect(await charge()).toBe('failed');
  expect(link.connection).toBe('no-internet');
  expect(link.paused).toBe(false);
  await training?.setNetwork('up');
  expect(await charge()).toBe('open');
  expect(link.connection).toBe('online');
});
