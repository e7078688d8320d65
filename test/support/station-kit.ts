import type { Installation } from '#domain/installation/payment-ownership.ts';
import { makeReference } from '#domain/payment/reference.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type { Person } from '#domain/staff/staff.ts';
import { Changes } from '#services/changes.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { Ids, Log } from '#services/ports.ts';
import { PaymentDesk } from '#services/payment/payment-desk.ts';
import { HandClock } from './fakes/hand-clock.ts';
import { MemoryJournal } from './fakes/memory-journal.ts';
import { ScriptedGateway } from './fakes/scripted-gateway.ts';

/** The settings of the test shop. */
export const settings: EffectiveSettings = { ...defaultSettings, environment: 'test', siteId: '1000' };

/** What a sale of 12.50 begins with where no desk is needed. */
export const intent = {
  reference: 'T1-20261123-000001-AAAAAAAA',
  requestId: 'request-1',
  amount: 1250,
  currency: 'CNY',
  orderReference: '',
  environment: 'test',
  siteId: '1000',
  terminal: settings.terminal,
  cashier: null,
} as const satisfies Intent;

/** The installation under test: its journal was opened before, and has lost nothing. */
export const installation: Installation = {
  identity: 'AAAAAA',
  opening: '2222',
  since: Date.UTC(2026, 0, 1),
  gap: { lastNumber: 0, from: 0, to: Number.MAX_SAFE_INTEGER, openings: ['1111'], reached: 0 },
};

/** The reference of a payment of this number that was made before the journal was opened now. */
export const madeBefore = (number: number): string =>
  makeReference(
    { terminalId: settings.terminal.terminalId, mark: { ...installation, opening: '1111' } },
    Date.UTC(2026, 10, 23),
    number,
    new Uint8Array(8),
  );

/** Who is signed in at a desk under test. */
export const lin: Person = { id: 'lin', name: 'Lin', role: 'cashier' };

/** Ids that count up, and random numbers that never change a wait unless others are given. */
export const countingIds = (random = (): number => 0.5): Ids => {
  let count = 0;
  return {
    requestId: () => `request-${String((count += 1))}`,
    bytes: (length) => new Uint8Array(length).map(() => (count += 1) % 256),
    random,
  };
};

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * A desk with scripted ports. `openDesk` opens it again after a power cut, over the same journal. `reach` puts something
 * between desk and gateway; `chance` makes waits shorter or longer.
 */
export const stationKit = <G extends Gateway = Gateway>(
  change: Partial<EffectiveSettings> = {},
  reach: (gateway: Gateway, clock: HandClock) => G = (gateway) => gateway as G,
  chance?: () => number,
) => {
  const clock = new HandClock();
  const journal = new MemoryJournal();
  const gateway = new ScriptedGateway();
  const reached = reach(gateway, clock);
  const changes = new Changes(silentLog);
  const ids = countingIds(chance);
  /** Whether the journal may lack payments that the gateway has. */
  const lacking = { payments: false };
  const openDesk = (): PaymentDesk =>
    new PaymentDesk({
      settings: { ...settings, ...change },
      journal,
      installation,
      gateway: reached,
      clock,
      ids,
      log: silentLog,
      mayLackPayments: () => lacking.payments,
      signedIn: () => lin,
      changes,
    });
  return { clock, journal, gateway, reached, changes, lacking, openDesk, desk: openDesk() };
};

type Kit = ReturnType<typeof stationKit>;

/** Charges and returns the reference. */
export const started = (kit: Kit, amount = 1250): string => {
  const start = kit.desk.start(amount, '');
  if (!start.started) throw new Error(start.why);
  return start.payment.reference;
};

export const stateOf = (kit: Kit, reference: string) => kit.journal.payment(reference)?.state;
