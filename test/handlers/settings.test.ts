import { describe, expect, onTestFinished, test } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import type { SettingsInput, SettingsSave } from '#contract/views/set-up/settings-views.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { Changes } from '#services/changes.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import type { SettingsHandlerPorts } from '#handlers/set-up/settings.ts';
import { settingsHandlers } from '#handlers/set-up/settings.ts';
import { settings as shownSettings } from '../renderer/harness/views.ts';
import { chen } from '../services/day/day-kit.ts';
import { NOTHING_AHEAD } from '../services/settings/settings-kit.ts';
import { newJournalFile, openForTest, sell } from '../sqlite/kit/new-journal.ts';
import { countingIds, installation, silentLog, settings } from '../support/station-kit.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../support/fakes/memory-journal.ts';
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
  const around = {
    journal,
    gateway,
    clock,
    ids: countingIds(),
    log: silentLog,
    changes: new Changes(silentLog),
    isChangingSettings: () => false,
  };
  const refunds = new RefundDesk({ ...around, installation, settings, terminalId: 'T1' });
  onTestFinished(() => refunds.tracker.stop());
  const people = { askedBy: chen, approvedBy: chen };
  const order = {
    paymentReference: PAYMENT,
    amount: 250,
    left: 1250,
    reason: 'other',
    note: '',
    ...people,
  } as const;
  const started = await refunds.start(order);
  if (!started.ok) throw new Error(started.why);
  const { reference } = started.refund;
  const written: Settings[] = [];
  const left: string[] = [];
  const saved: Settings = { ...defaultSettings, environment: 'test', siteId: settings.siteId };
  const file = { read: () => saved, write: (next: Settings) => void written.push(next) };
  const ports = {
    station: () => ({
      settings,
      payments: { tracker: { everyUnfinished: [] } },
      refunds,
      businessDays: businessDays({ cutOff: '00:00', timeZone: 'UTC' }),
    }),
    settingsStore: new SettingsStore({ file, journal: () => journal, clock }),
    vault: { hasKey: () => true, load: () => Promise.resolve('the-saved-key') },
    testedLinks: { has: () => true },
    setUp: {
      leave: (stage: string) => void left.push(stage),
      leaveTraining: () => void left.push('training'),
    },
    journal: () => journal,
    clock,
    keyStore: () => 'available',
    keys: { protectedBy: 'key-store' },
    lanAddresses: () => [],
    ahead: { standing: () => Promise.resolve(NOTHING_AHEAD) },
    reopen: () => Promise.resolve(true),
    changes: new Changes(silentLog),
    log: silentLog,
  } as unknown as SettingsHandlerPorts;
  const save = (change: Partial<SettingsSave>) =>
    settingsHandlers(ports)['settings.save']({ ...typed, ...change }, acting);
  return { clock, gateway, reference, written, left, save };
};

test('a change in Settings ends no set-up that waits for its owner; the last page of the set-up does', async () => {
  const { save, left } = await refundingTill();
  expect(await save({ quickAmounts: '5' })).toMatchObject({ ok: true });
  expect(left).toEqual([]);
  expect(await save({ quickAmounts: '10', endsSetUp: true })).toMatchObject({ ok: true });
  expect(left).toEqual(['done']);
});

test('the same SiteID as a Chinese input method types it is no change', async () => {
  const { save, written } = await refundingTill();
  expect(await save({ siteId: '１０００' })).toMatchObject({ ok: true });
  expect(written.at(-1)?.siteId).toBe('1000');
});

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

test.each([
  ['on a bench', 'bench', 'key-store', 'settings-on-bench'],
  [
    'in training only, because nobody has entered the passphrase',
    'training',
    'locked',
    'settings-training-only',
  ],
])(
  'a till that is open %s says so, and that nothing was saved',
  async (_how, environment, protectedBy, code) => {
    const clock = new HandClock();
    const write = (): never => {
      throw new Error('the settings stay as they are');
    };
    const file = { read: () => defaultSettings, write };
    const ports = {
      station: () => ({ settings: { environment } }),
      settingsStore: new SettingsStore({ file, journal: () => new MemoryJournal(), clock }),
      keys: { protectedBy },
      changes: new Changes(silentLog),
    } as unknown as SettingsHandlerPorts;
    const answer = await settingsHandlers(ports)['settings.save'](typed, acting);
    expect(answer).toEqual({ ok: false, problem: { code, details: {} } });
  },
);

describe('going live', () => {
  const live: SettingsInput = { ...typed, environment: 'live' };
  const till = (sound: boolean) => {
    const before = new MemoryJournal();
    const inLive = new MemoryJournal();
    let open = before;
    const left: string[] = [];
    const written: Settings[] = [];
    const file = { read: () => defaultSettings, write: (next: Settings) => void written.push(next) };
    const clock = new HandClock();
    const reopen = () => {
      open = inLive;
      return Promise.resolve(true);
    };
    const ports = {
      station: () => ({
        settings,
        payments: { tracker: { everyUnfinished: [] } },
        refunds: { tracker: { needingThisSite: undefined } },
        businessDays: businessDays({ cutOff: '00:00', timeZone: 'UTC' }),
      }),
      settingsStore: new SettingsStore({ file, journal: () => open, clock }),
      vault: { hasKey: () => true, load: () => Promise.resolve('the-saved-key') },
      testedLinks: { has: () => sound },
      setUp: {
        leave: (stage: string) => void left.push(stage),
        leaveTraining: (to: string) => void left.push(`training for ${to}`),
      },
      keyStore: () => 'available',
      keys: { protectedBy: 'key-store' },
      lanAddresses: () => [],
      ahead: { standing: () => Promise.resolve(NOTHING_AHEAD) },
      journal: () => open,
      reopen,
      clock,
      changes: new Changes(silentLog),
      log: silentLog,
    } as unknown as SettingsHandlerPorts;
    const save = (overruled?: string) =>
      settingsHandlers(ports)['settings.save'](
        { ...live, ...(overruled === undefined ? {} : { overruled }) },
        acting,
      );
    const entries = () =>
      [before, inLive].map(({ activity }) =>
        activity.map(({ record }) => record).filter(({ type }) => type === 'went-live'),
      );
    return { save, written, entries, left };
  };
  const entry = { type: 'went-live', ...acting };

  test('is refused without a passed test, and a blank reason is none; nothing is saved or recorded', async () => {
    const { save, written, entries } = till(false);
    for (const reason of [undefined, '', '  ', '\u200B\t'])
      expect(await save(reason)).toMatchObject({ ok: false, problem: { code: 'live-untested' } });
    expect([written, entries()]).toEqual([[], [[], []]]);
  });

  test('after a passed test is recorded before it happens, and in the live journal', async () => {
    const { save, written, entries, left } = till(true);
    expect(await save()).toMatchObject({ ok: true });
    expect(left).toEqual(['training for live']);
    expect(written).toMatchObject([{ environment: 'live' }]);
    const passed = { ...entry, passed: true, reason: '' };
    expect(entries()).toEqual([[passed], [passed]]);
  });

  test('without one is recorded with the reason that was given', async () => {
    const { save, entries } = till(false);
    expect(await save(' The line comes\n\u202Etomorrow ')).toMatchObject({ ok: true });
    const overruled = { ...entry, passed: false, reason: 'The line comes tomorrow' };
    expect(entries()).toEqual([[overruled], [overruled]]);
  });
});
