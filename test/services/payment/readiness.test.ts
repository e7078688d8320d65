import { describe, expect, test } from 'vitest';
import type { CurrencyProblem } from '#domain/money.ts';
import type { UnreadyCause } from '#domain/payment/unready-causes.ts';
import { UNREADY_CAUSES } from '#domain/payment/unready-causes.ts';
import { STAFF_ROLES } from '#domain/staff/staff.ts';
import { customerRest, readinessView } from '#handlers/views/readiness-view.ts';
import type { Connection } from '#domain/gateway/connection.ts';
import type { ReadinessFacts } from '#services/payment/readiness.ts';
import { readinessOf, remedyFor } from '#services/payment/readiness.ts';
import { started, stationKit } from '../../support/station-kit.ts';

/** A till on which everything is in order. */
const WELL: ReadinessFacts = {
  isChangingSettings: false,
  role: 'cashier',
  isSetUp: true,
  isReplaced: false,
  currency: { code: 'CNY', problem: undefined },
  diskTrouble: null,
  isImporting: false,
  isShiftOpen: true,
  blocking: undefined,
  link: { failing: false, connection: 'online' },
};

const kit = stationKit();
const earlier = kit.journal.payment(started(kit))!;
const failing = (connection: Connection): Partial<ReadinessFacts> => ({
  link: { failing: true, connection },
});
const inCurrency = (code: string, problem: CurrencyProblem): Partial<ReadinessFacts> => ({
  currency: { code, problem },
});

/** For every cause: what brings it about, what helps, and what the customer reads. */
const CAUSES: Readonly<
  Record<UnreadyCause, readonly [Partial<ReadinessFacts>, string | null, 'closed' | 'wait']>
> = {
  'settings-changing': [{ isChangingSettings: true }, null, 'wait'],
  'sign-in-needed': [{ role: null }, 'sign-in', 'closed'],
  'not-set-up': [{ isSetUp: false }, 'open-settings', 'closed'],
  'office-replaced': [{ isReplaced: true }, 'open-settings', 'closed'],
  'role-cannot-charge': [{ role: 'auditor' }, 'sign-in', 'closed'],
  'currency-malformed': [inCurrency('yen', 'currency-malformed'), 'open-settings', 'closed'],
  'currency-unknown': [inCurrency('ZZZ', 'currency-unknown'), 'open-settings', 'closed'],
  'currency-unusual': [inCurrency('JPY', 'currency-unusual'), 'open-settings', 'closed'],
  'disk-full': [{ diskTrouble: 'full' }, 'try-again', 'wait'],
  'disk-read-only': [{ diskTrouble: 'read-only' }, 'try-again', 'wait'],
  'disk-failing': [{ diskTrouble: 'failing' }, 'try-again', 'wait'],
  'journal-importing': [{ isImporting: true }, null, 'wait'],
  'shift-needed': [{ isShiftOpen: false }, 'open-shift', 'closed'],
  'payment-unresolved': [{ blocking: earlier }, 'show-payment', 'wait'],
  'credentials-refused': [failing('credentials-refused'), 'open-settings', 'wait'],
  'certificate-date': [failing('certificate-date'), 'try-again', 'wait'],
  'certificate-unknown': [failing('certificate-unknown'), 'try-again', 'wait'],
  'proxy-asks': [failing('proxy-asks'), 'try-again', 'wait'],
  'proxy-refused': [failing('proxy-refused'), 'try-again', 'wait'],
  'proxy-unreachable': [failing('proxy-unreachable'), 'try-again', 'wait'],
  'proxy-unusable': [failing('proxy-unusable'), 'try-again', 'wait'],
  'no-internet': [failing('no-internet'), 'try-again', 'wait'],
  'gateway-down': [failing('gateway-down'), 'try-again', 'wait'],
};

test('a till with a shift, a person who may charge, a working disk and a gateway is ready, and welcomes its customer', () => {
  const readiness = readinessOf(WELL);
  expect(readinessView(readiness)).toEqual({ ready: true });
  expect(customerRest(readiness)).toBe('welcome');
});

describe.each(UNREADY_CAUSES)('a till is not ready: %s', (cause) => {
  const [facts, remedy, rest] = CAUSES[cause];

  test('which is said with what helps, and the customer is not welcomed', () => {
    const readiness = readinessOf({ ...WELL, ...facts });
    expect(readinessView(readiness)).toMatchObject({ ready: false, problem: { code: cause }, remedy });
    expect(customerRest(readiness)).toBe(rest);
  });

  test('before everything that is less urgent', () => {
    const [, ...lesser] = UNREADY_CAUSES.slice(UNREADY_CAUSES.indexOf(cause));
    for (const other of lesser) {
      const both = { ...WELL, ...CAUSES[other][0], ...facts };
      expect(readinessOf(both), other).toMatchObject({ cause });
    }
  });
});

test('only those who may take payments find a till ready', () => {
  const ready = STAFF_ROLES.filter((role) => readinessOf({ ...WELL, role }).ready);
  expect(ready).toEqual(['cashier', 'supervisor', 'manager']);
});

test('an installer can set up a till, though not charge at it', () => {
  const readiness = readinessOf({ ...WELL, role: 'installer', isSetUp: false });
  expect(readiness).toMatchObject({ cause: 'not-set-up' });
  expect(remedyFor('not-set-up')).toBe('open-settings');
});

test('a slow gateway, and one that was not called yet, keep nobody from charging', () => {
  for (const connection of ['idle', 'online', 'gateway-slow'] as const)
    expect(readinessOf({ ...WELL, link: { failing: false, connection } }).ready, connection).toBe(true);
});

test('calls that are known to fail are reason enough, whatever the last one said', () => {
  for (const connection of ['idle', 'online', 'gateway-slow'] as const)
    expect(readinessOf({ ...WELL, ...failing(connection) })).toMatchObject({ cause: 'gateway-down' });
});

test('a currency in which nothing can be charged is named, so that whoever opens Settings knows which one it is', () => {
  const readiness = readinessOf({ ...WELL, ...inCurrency('JPY', 'currency-unusual') });
  expect(readinessView(readiness)).toMatchObject({ problem: { details: { currency: 'JPY' } } });
});

test('the earlier payment that forbids a charge is named, so that it can be shown', () => {
  const view = readinessView(readinessOf({ ...WELL, blocking: earlier }));
  expect(view).toMatchObject({ problem: { details: { reference: earlier.reference } } });
});
