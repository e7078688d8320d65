/** What version 0.1.0 wrote opens unchanged: journals, settings, people, keys and the simulator's store. */
import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { exportZ } from '#csv/export-z.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { openStaffFile } from '#electron/files/staff-file.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { openStaffSeal } from '#electron/secrets/installation-seal.ts';
import { openPinHasher } from '#electron/secrets/pin-hasher.ts';
import type { Simulator } from '#simulator/simulator.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { openJournal } from './sqlite/kit/open-journal.ts';
import { projectionsIn } from './sqlite/kit/projections-in.ts';
import { hashesSignedBy, readCheckpoints } from '#sqlite/check/checkpoints.ts';
import { rebuild } from '#sqlite/check/rebuild.ts';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import { openSigningKey } from '#electron/secrets/signing-key.ts';
import { verify } from '#sqlite/check/verify.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { totalsOf } from '#sqlite/tables/totals.ts';
import type { Till, TillPorts } from '../src-main/till.ts';
import { openTill } from '../src-main/till.ts';
import { temporaryFolder } from './sqlite/kit/new-journal.ts';
import { plainTillPorts } from './support/plain-ports.ts';
import { silentLog } from './support/station-kit.ts';

const PINS = { Chen: '572946', Lin: '47110', Sun: '290417', 'Tao Li': '615839' } as const;
const PUBLIC_KEY = 'MCowBQYDK2VwAyEAAx64pTqijou61sqALyAGch8BgrP7S8H+vo2+8jQpmyU=';
const log = { ...silentLog, hide: () => undefined, clean: (text: string) => text };

/** As on a computer without a key ring: secrets are plain, in files that only the owner can read. */
const keyStore = {
  backend: () => 'basic_text',
  isSafe: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('no key ring')),
  unseal: () => Promise.reject(new Error('no key ring')),
};

let home: string;
beforeEach(() => {
  home = join(temporaryFolder(), 'home');
  cpSync(new URL('fixtures/version-0.1', import.meta.url), home, { recursive: true });
});

/** Starts the till on it once, which brings its format up to date. */
const startOnce = (): void => {
  for (const environment of ['bench', 'training'] as const) openJournal(journalOf(environment)).close();
};

/** As the file was kept, and once this version has started on it. */
const WHEN = [
  ['before', () => undefined],
  ['after', startOnce],
] as const;

const journalOf = (environment: 'bench' | 'training'): string => join(home, environment, 'journal.db');

/** Signed rows are proven by the checkpoints beside the journal. */
const verifySigned = (file: string) => {
  const { good, bad } = readCheckpoints(join(dirname(file), 'checkpoints'));
  expect(bad).toEqual([]);
  expect(new Set(good.map(({ publicKey }) => publicKey))).toEqual(new Set([PUBLIC_KEY]));
  return verify(file, hashesSignedBy(good));
};

const cny = (count: number, sum: number) => ({ CNY: { count, sum } });

describe('a journal of version 0.1', () => {
  test.each(WHEN)('is sound %s a start: every row, every signature, every projection', (_when, prepare) => {
    prepare();
    expect(verifySigned(journalOf('bench'))).toEqual({
      ok: true,
      events: 153,
      payments: 20,
      head: '9c00802b6afe2bc3457566b3fce61ef8eecdd30066b41b7e4cf6090707df8360',
    });
    expect(verifySigned(journalOf('training'))).toEqual({
      ok: true,
      events: 17,
      payments: 1,
      head: '336920f9eabe4e31cd66ae05782f2c6570158732c2ff478278b908c101499118',
    });
  });

  test.each(['bench', 'training'] as const)(
    'has the projections that a rebuild produces (%s)',
    (environment) => {
      const before = projectionsIn(journalOf(environment));
      expect(before.payments.says.length).toBeGreaterThan(0);
      expect(rebuild(journalOf(environment))).toEqual({ ok: true, payments: before.payments.says.length });
      expect(projectionsIn(journalOf(environment))).toEqual(before);
    },
  );

  test.each(WHEN)('has the same totals %s a start', (_when, prepare) => {
    prepare();
    const { db, close } = openReadOnly(journalOf('bench'));
    onTestFinished(close);
    expect(totalsOf(db)).toEqual({
      payments: {
        paid: cny(10, 131_176),
        failed: cny(2, 3_120),
        expired: cny(1, 604),
        cancelled: cny(6, 15_177),
        unknown: cny(1, 5_600),
      },
      refunds: { refunded: cny(4, 13_020), failed: cny(2, 13_884), sending: cny(1, 100) },
      net: { CNY: 131_176 - 13_020 },
      late: [
        { reference: 'T7-20261128-000001-Y11R5W2F', amount: 3_331, currency: 'CNY', accepted: true },
        { reference: 'T7-20261128-000002-D3GGQ3EG', amount: 4_416, currency: 'CNY', accepted: false },
      ],
      unresolved: [
        {
          kind: 'payment',
          reference: 'T7-20261128-000098-AAAA1111',
          amount: 5_600,
          currency: 'CNY',
          state: 'unknown',
        },
        {
          kind: 'refund',
          reference: 'T7-20261128-R00098-AAAA1111',
          amount: 100,
          currency: 'CNY',
          state: 'sending',
        },
      ],
      zNumbers: [1, 2],
    });
  });

  test.each(WHEN)(
    'gives the same bytes when its first Z is exported again %s a start',
    async (_when, prepare) => {
      prepare();
      const exported = await exportZ({
        number: 1,
        journalFile: journalOf('bench'),
        folder: join(home, 'again'),
        makesFolder: true,
        environment: 'bench',
        ...businessDays({ cutOff: '04:30', timeZone: 'Asia/Shanghai' }).rule,
      });
      const again = readFileSync(join(home, 'again', exported.fileName), 'utf8');
      expect(again).toBe(readFileSync(join(home, 'bench', 'exports', exported.fileName), 'utf8'));
    },
  );
});

describe('the files beside it', () => {
  test('the settings are as they were saved, and newer ones have their defaults', () => {
    expect(openSettingsFile(home, log).read()).toEqual({
      ...defaultSettings,
      environment: 'training',
      siteId: '30201',
      terminal: {
        storeName: 'Lantern Tea 灯笼茶',
        storeId: 'TRAIN-1',
        terminalId: 'T7',
        country: 'CN',
        currency: 'CNY',
        email: 'till@example.com',
        returnUrl: 'https://example.com/return',
        tokenLifetime: 10,
      },
      storeAddress: '12 Pagoda Street\nFlushing',
      ceiling: 800_000,
      enabledCurrencies: [],
      parkingAllowed: true,
      cutOff: '04:30',
      timeZone: 'Asia/Shanghai',
      receipts: { mode: 'auto', printer: 'tcp', address: '127.0.0.1:9100', width: 58, language: 'zh-CN' },
      exportFolder: '',
      exportAtClose: true,
    });
  });

  test('the signing key is the one that signed the journals', async () => {
    const { key } = await openSigningKey({ file: join(home, 'signing-key.json'), keyStore, log });
    expect(key.publicKey).toBe(PUBLIC_KEY);
  });
});

describe('a till that continues after version 0.1', () => {
  const pepper = () => openPepper({ home, keyStore, log });
  const ports = async (): Promise<TillPorts> => ({
    ...plainTillPorts(home),
    alwaysAsksForStaff: true,
    settingsFile: { read: () => defaultSettings, write: () => undefined, refused: [] },
    staff: openStaffFile(home, openStaffSeal(pepper()), log),
    pins: openPinHasher(pepper()),
    ...(await openAnchors({ home, outside: join(home, 'copies'), keyStore, log })),
  });

  const open = async (change: Partial<TillPorts> = {}): Promise<Till & { close: () => Promise<void> }> => {
    const till = await openTill({ ...(await ports()), ...change });
    let stopped: Promise<void> | undefined;
    const close = (): Promise<void> => (stopped ??= till.stop());
    onTestFinished(close);
    return { ...till, close };
  };

  const signIn = async ({ call }: Till, name: keyof typeof PINS) => {
    const session = await call('session.read', {});
    if (!session.ok) throw new Error(session.problem.code);
    const { id } = session.value.people.find((person) => person.name === name)!;
    return call('session.signIn', { id, pin: PINS[name] });
  };

  const current = async ({ call }: Till) => {
    const snapshot = await call('till.snapshot', {});
    if (!snapshot.ok) throw new Error(snapshot.problem.code);
    return snapshot.value.till.current;
  };

  test('knows everybody by their PIN, takes a sale in training and closes the first day', async () => {
    const till = await open();
    for (const name of ['Sun', 'Tao Li', 'Lin'] as const)
      expect(await signIn(till, name)).toMatchObject({ ok: true });
    expect(await till.call('payments.start', { amount: 990, orderReference: '' })).toMatchObject({
      ok: true,
    });
    await expect.poll(async () => (await current(till))?.state).toBe('open');
    await till.call('training.act', { action: 'scan' });
    await till.call('training.act', { action: 'pay' });
    await expect.poll(async () => (await current(till))?.state).toBe('paid');
    expect(await signIn(till, 'Chen')).toMatchObject({ ok: true });
    expect(await till.call('day.close', { signOffs: {} })).toMatchObject({
      ok: true,
      value: { day: { number: 1, report: { net: { CNY: 2240 } } } },
    });
    await till.close();
    expect(verifySigned(journalOf('training'))).toMatchObject({ ok: true, payments: 2 });
  });

  test('gets an identity once, its old payments are still its own, and it has lost nothing', async () => {
    const identities: unknown[] = [];
    for (let times = 0; times < 2; times += 1) {
      const till = await open();
      await till.close();
      const { db, close } = openReadOnly(journalOf('training'));
      identities.push(
        ...eventsTable(db)
          .records(['installation-identified'], 0)
          .map(({ record }) => record),
      );
      expect(eventsTable(db).records(['tail-lost'], 0)).toEqual([]);
      close();
    }
    expect(identities).toEqual([expect.anything(), identities[0]]);
    expect(verifySigned(journalOf('training'))).toMatchObject({ ok: true, payments: 1 });
  });

  const openBench = async (simulator: Simulator) =>
    open({
      bench: {
        origin: simulator.url,
        apiKey: 'bench-key',
        identity: { environment: 'bench', siteId: '1000', terminal: defaultSettings.terminal },
      },
    });

  test('shows its Zs, settles its late payment, and closes the third day after them', async () => {
    const simulator = await startSimulator({
      siteId: '1000',
      apiKey: 'bench-key',
      storeFile: join(home, 'bench', 'gateway.jsonl'),
    });
    onTestFinished(() => simulator.close());
    const { payments, refunds } = simulator.store();
    expect({ payments: payments.length, refunds: refunds.length }).toEqual({ payments: 18, refunds: 4 });
    const till = await openBench(simulator);
    expect(await signIn(till, 'Chen')).toMatchObject({ ok: true });
    expect(await till.call('day.z', { number: 2 })).toMatchObject({ ok: true, value: {} });
    expect(
      await till.call('payments.acceptUnsettled', { reference: 'T7-20261128-000002-D3GGQ3EG' }),
    ).toMatchObject({ ok: true, value: { state: 'paid' } });
    expect(
      await till.call('payments.acceptUnsettled', { reference: 'T7-20261128-000002-D3GGQ3EG' }),
    ).toMatchObject({ ok: false, problem: { code: 'payment-changed' } });
    const unresolved = ['T7-20261128-000098-AAAA1111', 'T7-20261128-R00098-AAAA1111'];
    const signOffs = Object.fromEntries(unresolved.map((reference) => [reference, 'still open']));
    expect(await till.call('day.close', { signOffs })).toMatchObject({
      ok: true,
      value: { day: { number: 3 } },
    });
    await till.close();
    expect(verifySigned(journalOf('bench'))).toMatchObject({ ok: true, payments: 20 });
  });
});
