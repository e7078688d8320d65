/** A till, its office and a gateway that notifies the office: all three are real, over loopback. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { Clock } from '#services/ports.ts';
import type { Simulator } from '#simulator/simulator.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { openStation } from '#station/open-station.ts';
import type { Station } from '#station/station.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { addGateway, newGateway } from '../../../src-office/hints/gateways.ts';
import { NOTIFICATION_PATH } from '../../../src-office/hints/hint-door.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { plainStationDeps } from '../plain-ports.ts';
import { basic, openHintOffice } from './hint-office.ts';

const SITE = { siteId: '30201', apiKey: 'key-of-the-test-shop' };
const manager = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const settings = { ...defaultSettings, storeAddress: '1 Garden Road' };
const outside = { now: () => Date.now(), randomBytes: (bytes: number) => randomBytes(bytes) };

export interface HintedTill {
  readonly station: Station;
  readonly simulator: Simulator;
  readonly database: Database;
  /** Where the gateway notifies, and as whom. */
  readonly notificationUrl: string;
  readonly authorization: string;
  /** Settles at the next change of a payment that the till shows. */
  readonly nextChange: () => Promise<void>;
  /** Settles once the till hears the office. */
  readonly isHeard: Promise<void>;
  close(): Promise<void>;
}

/** `clock` of the till; the computer's by default. */
export const openHintedTill = async (clock?: Clock): Promise<HintedTill> => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-test-'));
  const database = await openDatabase({ folder: undefined }, outside.now);
  const office = await openHintOffice(database, outside);
  await addGateway(database, newGateway(outside, { store: null, ...SITE }));
  const notificationUrl = `${office.url}${NOTIFICATION_PATH}`;
  const simulator = await startSimulator({ ...SITE, amountEndings: false, notificationUrl });
  const identity = { environment: 'bench', siteId: SITE.siteId, terminal: defaultSettings.terminal } as const;
  const waiting: (() => void)[] = [];
  const deps = plainStationDeps(home, () => {
    for (const wake of waiting.splice(0)) wake();
  });
  const station = await openStation({ ...deps, ...(clock && { clock }) }, settings, {
    origin: simulator.url,
    apiKey: SITE.apiKey,
    identity,
  });
  station.resume();
  const { store } = await addStore(database, outside, 'Main street');
  const code = await codeForNewTill(database, outside, { store, name: 'Front' });
  const typed = { address: office.url, code: code?.code ?? '' };
  const connecting = await station.office.connect(typed, { by: manager, approvedBy: manager });
  if (!connecting.connected) throw new Error(connecting.why);
  return {
    station,
    simulator,
    database,
    notificationUrl,
    authorization: basic(SITE.siteId, SITE.apiKey),
    nextChange: () => new Promise<void>((resolve) => waiting.push(resolve)),
    isHeard: office.isHeard,
    close: async () => {
      await station.close();
      await simulator.close();
      await office.close();
      await database.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
};

/** Charges this much and waits until the customer can pay; the reference. */
export const charged = async ({ station, nextChange }: HintedTill, amount: number): Promise<string> => {
  const started = station.payments.start(amount, '');
  if (!started.started) throw new Error(started.why);
  const { reference } = started.payment;
  while (station.journal.payment(reference)?.state !== 'open') await nextChange();
  return reference;
};
