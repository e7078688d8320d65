import { expect, onTestFinished, test } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import type { SettingsInput } from '#contract/settings-views.ts';
import type { Settings } from '#domain/shop/settings.ts';
import { defaultSettings } from '#domain/shop/settings.ts';
import { Changes } from '#services/changes.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import type { SettingsHandlerPorts } from '#handlers/settings.ts';
import { settingsHandlers } from '#handlers/settings.ts';
import { settings as shownSettings } from '../renderer/harness/views.ts';
import { chen } from '../services/day/day-kit.ts';
import { newJournalFile, openForTest, sell } from '../sqlite/kit/new-journal.ts';
import { countingIds, installation, silentLog, settings } from '../support/station-kit.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { ScriptedRefunds } from '../support/fakes/scripted-refunds.ts';

const DAY = 24 * 3_600_000;
const acting = { by: chen, approvedBy: chen };
const PAYMENT = 'T1-1';
const typed: SettingsInput = { ...shownSettings().saved, environment: 'test', siteId: settings.siteId };

/** A till in the test environment that has just started a partial refund. */
const refundingTill = async () => {
  const clock = new HandClock();
  const journal = openForTest(newJournalFile());
  sell(journal, PAYMENT, clock.now());
  const gateway = new ScriptedRefunds();
  const around = { journal, gateway, clock, ids: countingIds(), log: silentLog, changes: new Changes() };
  const refunds = new RefundDesk({ ...around, installation, settings, terminalId: 'T1' });
  onTestFinished(() => refunds.stop());
  const people = { askedBy: chen, approvedBy: chen };
  const order = { paymentReference: PAYMENT, amount: 250, reason: 'other', note: '', ...people } as const;
  const started = await refunds.start(order);
  if (!started.ok) throw new Error(started.why);
  const { reference } = started.refund;
  const written: Settings[] = [];
  const saved: Settings = { ...defaultSettings, environment: 'test', siteId: settings.siteId };
  const file = { read: () => saved, write: (next: Settings) => void written.push(next) };
  const ports = {
    station: () => ({
      settings,
      payments: { unfinished: [] },
      refunds,
      businessDays: businessDays({ cutOff: '00:00', timeZone: 'UTC' }),
    }),
    settingsStore: new SettingsStore({ file, journal: () => journal, clock }),
    vault: { hasKey: () => true },
    keyStore: () => 'available',
    reopen: () => Promise.resolve(true),
    log: silentLog,
  } as unknown as SettingsHandlerPorts;
  const save = (change: Partial<SettingsInput>) =>
    settingsHandlers(ports)['settings.save']({ ...typed, ...change }, acting);
  return { clock, gateway, reference, written, save };
};

test('the SiteID cannot be changed while a refund is unfinished, and the till names the payment', async () => {
  const { save, written, clock, gateway, reference } = await refundingTill();
  const locked = { code: 'settings-locked-by-refund', details: { reference: PAYMENT } };
  expect(await save({ siteId: '2000' })).toEqual({ ok: false, problem: locked });
  await clock.pass(0);
  expect(await save({ siteId: '2000' })).toEqual({ ok: false, problem: locked });
  expect(written).toEqual([]);
  gateway.set(reference, 2);
  await clock.pass(10_000);
  expect(await save({ siteId: '2000' })).toMatchObject({ ok: true });
});

test('an unfinished refund does not lock other settings, another environment or training', async () => {
  const { save, written } = await refundingTill();
  expect(await save({ storeName: 'Corner Café' })).toMatchObject({ ok: true });
  expect(await save({ environment: 'live', siteId: '2000' })).toMatchObject({ ok: true });
  expect(await save({ environment: 'training' })).toMatchObject({ ok: true });
  expect(written).toHaveLength(3);
});

test('a refund that never ends at the gateway locks the SiteID for a week, not for ever', async () => {
  const { save, clock } = await refundingTill();
  await clock.pass(6 * DAY);
  expect(await save({ siteId: '2000' })).toMatchObject({ ok: false });
  await clock.pass(DAY);
  expect(await save({ siteId: '2000' })).toMatchObject({ ok: true });
});
