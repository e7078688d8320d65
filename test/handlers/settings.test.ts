import { expect, onTestFinished, test } from 'vitest';
import type { SettingsInput } from '#contract/views.ts';
import type { Settings } from '#domain/shop/settings.ts';
import { defaultSettings } from '#domain/shop/settings.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import type { SettingsHandlerPorts } from '#handlers/settings.ts';
import { settingsHandlers } from '#handlers/settings.ts';
import { settings as shownSettings } from '../renderer/harness/views.ts';
import { chen } from '../services/day/day-kit.ts';
import { newJournalFile, openForTest, sell } from '../sqlite/kit/new-journal.ts';
import { countingIds, silentLog, terms } from '../support/station-kit.ts';
import { HandClock } from '../support/hand-clock.ts';
import { ScriptedRefunds } from '../support/scripted-refunds.ts';

const DAY = 24 * 3_600_000;
const acting = { by: chen, approvedBy: chen };
const PAYMENT = 'T1-1';
const typed: SettingsInput = { ...shownSettings().saved, environment: 'test', siteId: terms.siteId };

/** A till in the test environment that has just begun to give back a part of a sale. */
const givingBack = async () => {
  const clock = new HandClock();
  const journal = openForTest(newJournalFile());
  sell(journal, PAYMENT, clock.now());
  const gateway = new ScriptedRefunds();
  const around = { journal, gateway, clock, ids: countingIds(), log: silentLog, onChange: () => undefined };
  const refunds = new RefundDesk({ ...around, terms, terminalId: 'T1' });
  onTestFinished(() => refunds.stop());
  const people = { askedBy: chen, approvedBy: chen };
  const order = { paymentReference: PAYMENT, amount: 250, reason: 'other', note: '', ...people } as const;
  const started = await refunds.start(order);
  if (!started.ok) throw new Error(started.why);
  const { reference } = started.refund;
  const written: Settings[] = [];
  const settings: Settings = { ...defaultSettings, environment: 'test', siteId: terms.siteId };
  const ports = {
    station: () => ({ terms, payments: { unfinished: [] }, refunds }),
    settings: () => settings,
    vault: { hasKey: () => true },
    file: { read: () => settings, write: (next: Settings) => void written.push(next) },
    journal: () => journal,
    keyStore: () => 'available',
    reopen: () => Promise.resolve(true),
    clock,
    log: silentLog,
    settingsLock: { changing: false },
  } as unknown as SettingsHandlerPorts;
  const save = (change: Partial<SettingsInput>) =>
    settingsHandlers(ports)['settings.save']({ ...typed, ...change }, acting);
  return { clock, gateway, reference, written, save };
};

test('the SiteID stays as it is while a refund is without an end, and the till says which payment it belongs to', async () => {
  const { save, written, clock, gateway, reference } = await givingBack();
  const locked = { code: 'settings-locked-by-refund', details: { reference: PAYMENT } };
  expect(await save({ siteId: '2000' })).toEqual({ ok: false, problem: locked });
  await clock.pass(0);
  expect(await save({ siteId: '2000' })).toEqual({ ok: false, problem: locked });
  expect(written).toEqual([]);
  gateway.set(reference, 2);
  await clock.pass(10_000);
  expect(await save({ siteId: '2000' })).toMatchObject({ ok: true });
});

test('a refund without an end keeps nobody from other settings, another environment or training', async () => {
  const { save, written } = await givingBack();
  expect(await save({ storeName: 'Corner Café' })).toMatchObject({ ok: true });
  expect(await save({ environment: 'live', siteId: '2000' })).toMatchObject({ ok: true });
  expect(await save({ environment: 'training' })).toMatchObject({ ok: true });
  expect(written).toHaveLength(3);
});

test('a refund that the gateway never ends keeps the SiteID for a week, not for ever', async () => {
  const { save, clock } = await givingBack();
  await clock.pass(6 * DAY);
  expect(await save({ siteId: '2000' })).toMatchObject({ ok: false });
  await clock.pass(DAY);
  expect(await save({ siteId: '2000' })).toMatchObject({ ok: true });
});
