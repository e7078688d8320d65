import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings.ts';
import { openStation } from '#station/station.ts';
import { plainPorts } from '../support/plain-ports.ts';

test('the trainer’s network goes down and up: it reads as no internet, and the first charge after that goes well', async () => {
  const home = mkdtempSync(join(tmpdir(), 'counter-'));
  let look = (): void => undefined;
  const station = await openStation(
    plainPorts(home, () => look()),
    defaultSettings,
    null,
  );
  onTestFinished(async () => {
    await station.close();
    rmSync(home, { recursive: true, force: true });
  });
  const { desk, link, training } = station;
  /** Charges and waits for the gateway's word. */
  const charge = (): Promise<string> =>
    new Promise((resolve) => {
      look = () => {
        if (desk.current && desk.current.state !== 'sending') resolve(desk.current.state);
      };
      desk.start(1250, '');
    });

  await training?.setNetwork('down');
  expect(link.connection).toBe('no-internet');
  for (let vain = 0; vain < 6; vain += 1) expect(await charge()).toBe('failed');
  expect(link.connection).toBe('no-internet');
  expect(link.paused).toBe(false);
  await training?.setNetwork('up');
  expect(await charge()).toBe('open');
  expect(link.connection).toBe('online');
});
