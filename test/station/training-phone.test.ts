import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { customerSnapshot, tillView } from '#handlers/views/snapshot.ts';
import { openStation } from '#station/open-station.ts';
import type { Station } from '#station/station.ts';
import { plainStationDeps } from '../support/plain-ports.ts';
import { press, send } from '../simulator/phone/phone-kit.ts';

/** A training station in the network 127.0.0.2, whose phones may or may not come in. */
const openTraining = async (change: Partial<Settings>) => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  let look = (): void => undefined;
  const lanAddresses = vi.fn(() => [{ network: 'lo', address: '127.0.0.2' }]);
  const deps = { ...plainStationDeps(home, () => look()), lanAddresses };
  const station = await openStation(deps, { ...defaultSettings, ...change }, null);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await station.close();
    isOpen = false;
  };
  onTestFinished(close);
  /** Waits until the current payment is in that state. */
  const reach = (state: string): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (station.payments.current?.state === state) resolve();
      };
      look();
    });
  return { station, close, reach, lanAddresses };
};

const codes = (station: Station) => ({
  customer: customerSnapshot(station).code?.payload,
  cashier: tillView(station).current?.code,
});

test('a phone scans the customer’s display and presses Pay, and the till has it paid', async () => {
  const { station, reach } = await openTraining({ trainingPhone: true });
  station.payments.start(1250, '');
  await reach('open');
  const { customer = '', cashier } = codes(station);
  expect(customer).toMatch(/^http:\/\/127\.0\.0\.2:\d+\/pay\/[0-9A-F]{32}$/);
  expect(cashier).toBe(customer);
  expect(tillView(station).training?.phone).toEqual({ state: 'open', address: new URL(customer).host });
  expect((await send(customer)).text).toContain('Training Store');
  await press(customer, 'pay');
  await reach('paid');
  expect(tillView(station).current?.state).toBe('paid');
});

test('the journal keeps the gateway’s own address, not that of the shop’s network', async () => {
  const { station, reach } = await openTraining({ trainingPhone: true });
  station.payments.start(1250, '');
  await reach('open');
  expect(station.payments.current?.gateway?.redirectUrl).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(station.payments.current?.gateway?.qrCodeUrl).toBeNull();
});

test('training lets no phone in unless the shop wants that, and does not even look for a network', async () => {
  const { station, reach, lanAddresses } = await openTraining({});
  station.payments.start(1250, '');
  await reach('open');
  expect(codes(station).customer).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(tillView(station).training?.phone).toBeNull();
  expect(lanAddresses).not.toHaveBeenCalled();
});

test.each(['test', 'live'] as const)(
  'no phone comes into the %s environment, whatever the settings file says',
  async (environment) => {
    const { station, lanAddresses } = await openTraining({ environment, trainingPhone: true });
    expect(station.training).toBeNull();
    expect(tillView(station).training).toBeNull();
    expect(lanAddresses).not.toHaveBeenCalled();
  },
);

test('closing the station, as quitting and leaving training do, shuts phones out', async () => {
  const { station, reach, close } = await openTraining({ trainingPhone: true });
  station.payments.start(1250, '');
  await reach('open');
  const { customer = '' } = codes(station);
  expect((await send(customer)).status).toBe(200);
  await close();
  await expect(send(customer)).rejects.toThrow(/ECONNREFUSED/);
});
