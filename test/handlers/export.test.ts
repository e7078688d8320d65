import { describe, expect, test } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { Changes } from '#services/changes.ts';
import { SavedFiles } from '#services/saved-files.ts';
import { KeyDesk } from '#services/secrets/key-desk.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import { ExportDesk } from '#services/export/export-desk.ts';
import type { Exported, Exporter } from '#services/export/export-ports.ts';
import { followLanguage } from '#words/language.ts';
import type { Closed } from '#handlers/day/day.ts';
import { exportAtClose, exportHandlers } from '#handlers/export.ts';
import { byChen, chen, dayKit, pay } from '../services/day/day-kit.ts';
import { fakePassphrase, plainSecrets } from '../support/fakes/fake-passphrase.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../support/fakes/memory-journal.ts';
import { installation, silentLog } from '../support/station-kit.ts';

const acting = { by: chen, approvedBy: chen };
const day: Exported = { written: true, fileName: 'day.csv', rows: 2, sha256: 'a' };
const from = (date: string): number => Date.parse(`${date}T04:00:00Z`);

const keysOf = (state: 'none' | 'locked') =>
  new KeyDesk({
    ...plainSecrets(),
    passphrase: fakePassphrase(state),
    journal: () => new MemoryJournal(),
    clock: new HandClock(),
    log: silentLog,
  });

/** The calls as a manager makes them at a till whose day starts at four; `end` is how each export ends. */
const tillOf = (end: Exported = day, change: Partial<Settings> = {}) => {
  const { journal, clock, desk, ...kit } = dayKit({ cutOff: '04:00' });
  const asked: unknown[] = [];
  const exporter: Exporter = {
    presets: [
      { id: 'datev', name: 'DATEV' },
      { id: 'excel-de', name: 'Excel (Deutsch)', language: 'de' },
      { id: 'excel-fr', name: 'Excel (Français)', language: 'fr' },
    ],
    exportPayments: (span) => {
      asked.push(span);
      return Promise.resolve(end);
    },
    exportZ: (number, folder) => {
      asked.push({ number, folder });
      return Promise.resolve(end);
    },
    exportZPdf: (number, pdf, folder) => {
      asked.push({ number, pdf, folder });
      return Promise.resolve(end);
    },
    exportAudit: () => Promise.resolve(end),
    exportReconciliation: () => Promise.resolve(end),
    exportOverview: () => Promise.resolve(end),
  };
  const pdfOfZ = (number: number) => Promise.resolve(new Uint8Array([number]));
  const changes = new Changes(silentLog);
  const exports = new ExportDesk({ exporter, journal, installation, clock, pdfOfZ, log: silentLog, changes });
  const shopDays = businessDays({ cutOff: '04:00', timeZone: 'UTC' });
  const written: Settings[] = [{ ...defaultSettings, ...change }];
  const file = {
    read: () => written.at(-1) ?? defaultSettings,
    write: (settings: Settings) => void written.push(settings),
  };
  const settingsStore = new SettingsStore({ file, journal: () => journal, clock });
  const shown: string[] = [];
  const chosen: { folder: string | null } = { folder: null };
  const ports = {
    exports,
    exportsFolder: '/own/exports',
    businessDays: shopDays,
    settingsStore,
    keys: keysOf('none'),
    journal,
    clock,
    log: silentLog,
    chooseFolder: () => Promise.resolve(chosen.folder),
    showFolder: (folder: string) => shown.push(folder) > 0,
    savedFiles: new SavedFiles(),
    openFile: () => Promise.resolve('opened' as const),
  };
  const calls = exportHandlers(ports);
  return { ...kit, journal, clock, desk, asked, exports, file, shown, chosen, ports, calls };
};

describe('an export', () => {
  test('of several days covers business days, both included, and goes to the chosen folder', async () => {
    const { calls, asked, exports } = tillOf(day, { exportFolder: '/media/stick' });
    const range = { from: '2026-11-01', to: '2026-11-30', preset: 'datev' };
    expect(calls['export.start'](range, acting)).toMatchObject({ ok: true });
    expect(calls['export.start'](range, acting)).toMatchObject({ problem: { code: 'export-running' } });
    await exports.stop();
    expect(asked).toEqual([
      { from: from('2026-11-01'), to: from('2026-12-01'), preset: 'datev', folder: '/media/stick' },
    ]);
  });

  test('of days in the wrong order is refused', () => {
    const { calls, asked } = tillOf();
    expect(
      calls['export.start']({ from: '2026-11-02', to: '2026-11-01', preset: null }, acting),
    ).toMatchObject({
      problem: { code: 'export-range-invalid' },
    });
    expect(asked).toEqual([]);
  });

  test('of today, with one button, goes to the till’s own folder, whatever folder was chosen', async () => {
    const { calls, asked } = tillOf(day, { exportFolder: '/media/stick' });
    expect(await calls['day.export']({}, acting)).toEqual({
      ok: true,
      value: { fileName: 'day.csv', rows: 2 },
    });
    expect(asked).toEqual([{ from: from('2026-11-23'), to: from('2026-11-24'), preset: null, folder: '' }]);
  });

  test.each([
    ['folder-gone', 'export-folder-gone'],
    ['folder-refused', 'export-folder-refused'],
    ['disk-full', 'export-disk-full'],
  ] as const)('that ends with %s says so in plain words', async (why, code) => {
    const { calls, exports } = tillOf({ written: false, why });
    expect(await calls['day.export']({}, acting)).toMatchObject({ ok: false, problem: { code } });
    calls['export.start']({ from: '2026-11-01', to: '2026-11-01', preset: null }, acting);
    await exports.stop();
    expect(calls['export.read']()).toMatchObject({
      value: { status: { state: 'failed', problem: { code } } },
    });
  });

  test('is offered with headings in English, and in the language of the till', () => {
    const { calls } = tillOf();
    followLanguage(() => 'de');
    const form = calls['export.read']();
    followLanguage(() => 'en');
    expect(form).toMatchObject({
      value: {
        presets: [
          { id: 'datev', name: 'DATEV' },
          { id: 'excel-de', name: 'Excel (Deutsch)' },
        ],
      },
    });
    expect(calls['export.read']()).toMatchObject({ value: { presets: [{ id: 'datev' }] } });
  });

  test('of a Z needs an existing Z', async () => {
    const { calls, desk, asked, journal, clock } = tillOf();
    expect(await calls['day.zCsv']({ number: 1 }, acting)).toMatchObject({
      problem: { code: 'z-not-found' },
    });
    pay({ journal, clock }, 'T1-1', [1, 2]);
    await desk.close(byChen);
    expect(await calls['day.zCsv']({ number: 1 }, acting)).toMatchObject({ value: { fileName: 'day.csv' } });
    expect(asked).toEqual([{ number: 1, folder: '' }]);
  });
});

describe('the folder', () => {
  test('is remembered, with who chose it in the journal, and can be reset', async () => {
    const { calls, chosen, file, journal, shown } = tillOf();
    chosen.folder = '/media/stick';
    expect(await calls['export.chooseFolder']({}, acting)).toMatchObject({
      value: { folder: '/media/stick' },
    });
    expect(file.read().exportFolder).toBe('/media/stick');
    expect(journal.lastRecord('settings-changed')?.record).toMatchObject({
      by: acting.by,
      fields: ['exportFolder'],
    });
    calls['export.showFolder']();
    expect(calls['export.ownFolder']({}, acting)).toMatchObject({ value: { folder: '' } });
    calls['export.showFolder']();
    expect(shown).toEqual(['/media/stick', '/own/exports']);
  });

  test('is refused if the next start would find its path impossible in the settings', async () => {
    const { calls, chosen, file } = tillOf();
    chosen.folder = '/media/two\nlines';
    expect(await calls['export.chooseFolder']({}, acting)).toMatchObject({
      problem: { code: 'export-folder-refused' },
    });
    expect(file.read()).toEqual(defaultSettings);
  });

  test('stays as it is in training only, because nobody has entered the passphrase', () => {
    const { ports, file } = tillOf();
    const calls = exportHandlers({ ...ports, keys: keysOf('locked') });
    for (const answer of [
      calls['export.ownFolder']({}, acting),
      calls['export.atClose']({ on: true }, acting),
    ])
      expect(answer).toMatchObject({ problem: { code: 'settings-training-only' } });
    expect(file.read()).toEqual(defaultSettings);
  });

  test('is not opened if it no longer exists, and the till says so', () => {
    const { ports } = tillOf(day, { exportFolder: '/media/stick' });
    const calls = exportHandlers({ ...ports, showFolder: () => false });
    expect(calls['export.showFolder']()).toMatchObject({ problem: { code: 'export-folder-gone' } });
    const own = exportHandlers({ ...tillOf().ports, showFolder: () => false });
    expect(own['export.showFolder']()).toMatchObject({ ok: true });
  });

  test('stays unchanged when none is chosen, or while the settings are being changed', async () => {
    const { calls, chosen, file, ports, journal } = tillOf();
    expect(await calls['export.chooseFolder']({}, acting)).toMatchObject({ value: { folder: '' } });
    chosen.folder = '/media/stick';
    await ports.settingsStore.exclusively(async () => {
      expect(await calls['export.chooseFolder']({}, acting)).toMatchObject({
        problem: { code: 'settings-changing' },
      });
    });
    expect(file.read()).toEqual(defaultSettings);
    expect(journal.lastRecord('settings-changed')).toBeUndefined();
  });
});

describe('closing a day', () => {
  const closed = (...begunOn: string[]): Closed =>
    ({ closed: true, begunOn, z: { record: { number: 7, by: chen } } }) as unknown as Closed;

  test('writes its payments and its Z, as CSV and PDF, if the settings say so, in the name of the person who closed it', async () => {
    const { calls, ports, asked, exports, journal } = tillOf();
    calls['export.atClose']({ on: true }, acting);
    exportAtClose(ports, closed('2026-11-22'));
    await exports.stop();
    expect(asked).toEqual([
      { from: from('2026-11-22'), to: from('2026-11-23'), preset: null, folder: '' },
      { number: 7, folder: '' },
      { number: 7, pdf: new Uint8Array([7]), folder: '' },
    ]);
    const written = journal.records(['exported'], 0).map(({ record }) => [record.by, record.what]);
    expect(written).toEqual([
      [chen, 'payments'],
      [chen, 'z'],
      [chen, 'z-pdf'],
    ]);
  });

  test('after its cut-off writes a file for each day with sales', async () => {
    const { calls, ports, asked, exports } = tillOf();
    calls['export.atClose']({ on: true }, acting);
    exportAtClose(ports, closed('2026-11-22', '2026-11-23'));
    await exports.stop();
    expect(asked.slice(0, 2)).toMatchObject([
      { from: from('2026-11-22'), to: from('2026-11-23') },
      { from: from('2026-11-23'), to: from('2026-11-24') },
    ]);
  });

  test('writes nothing if the settings do not say so', async () => {
    const { ports, asked, exports } = tillOf();
    exportAtClose(ports, closed('2026-11-22'));
    await exports.stop();
    expect(asked).toEqual([]);
  });
});
