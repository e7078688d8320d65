/**
 * Whether a charge can begin, in the real app. For every cause that can be brought about from outside: what
 * both windows show, that a charge is refused before anything is written, that the remedy replaces Charge and
 * helps, and that all of it disappears afterwards.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { typeByHand } from '../support/cashier.ts';
import type { GatewayBench, Station, StationOptions } from '../support/station.ts';
import {
  charge,
  freshHome,
  openGatewayBench,
  openStation,
  removeHome,
  tillState,
} from '../support/station.ts';
import { chargesOffline, typeAndCharge } from './day/sales.ts';
import { expectNoTrace, noteMessages } from './no-trace.ts';

const MANAGER = '830219';
const AUDITOR = '52613079';

let bench: GatewayBench;
let home: string;
let station: Station;

beforeAll(async () => {
  bench = await openGatewayBench();
});
afterAll(async () => bench.simulator.close());
const open = async (options: StationOptions = {}, settings?: object): Promise<Page> => {
  home = freshHome();
  if (settings) writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  station = await openStation({ home, ...options });
  return station.till;
};

const leave = async (): Promise<void> => {
  await station.close();
  removeHome(home);
};

/** How many payments, in any state, the journal of an environment has. */
const paymentsWritten = (environment: string): number => {
  const db = new Database(join(home, environment, 'journal.db'), { readonly: true });
  try {
    return Number(db.prepare('SELECT count(*) FROM payments').pluck().get());
  } finally {
    db.close();
  }
};

const start = (till: Page) =>
  till.evaluate(() => window.countertop.call('payments.start', { amount: 1250, orderReference: '' }));

/**
 * Both windows say so, Charge is not offered, and a charge that is sent anyway is refused for that reason.
 */
const expectUnready = async (cause: string, toCustomer: 'closed' | 'wait'): Promise<void> => {
  const { till, customer } = station;
  await till.locator(`[data-testid="readiness"][data-cause="${cause}"]`).waitFor();
  expect(await till.getByTestId('charge').count()).toBe(0);
  expect(await till.getByTestId('payment-state').innerText()).toContain('Not ready');
  await customer.locator(`[data-testid="customer-state"][data-rest="${toCustomer}"]`).waitFor();
  expect(await customer.locator('body').innerText()).not.toContain('Welcome');
  expect(await start(till)).toMatchObject({ ok: false, problem: { code: cause } });
};

const expectReady = async (): Promise<void> => {
  const { till, customer } = station;
  await till.getByTestId('charge').waitFor();
  expect(await till.getByTestId('readiness').count()).toBe(0);
  expect(await till.getByTestId('problem').count()).toBe(0);
  expect(await till.getByTestId('payment-state').innerText()).toContain('Ready');
  await expect.poll(() => customer.locator('body').innerText()).toContain('Welcome');
};

/** The files of the build that the main process has loaded. */
const loadedBuild = (): Promise<readonly string[]> =>
  station.app.evaluate(({ app }) => {
    const { createRequire } = process.getBuiltinModule('module');
    const files = Object.keys(createRequire(`${app.getAppPath()}/`).cache);
    return files.map((file) => file.replaceAll('\\', '/')).filter((file) => file.includes('/out/main/'));
  });

/** The simulator with what it is built on, and what only training needs. */
const OF_TRAINING = /\/src-main\/(?:simulator|services\/training)\/|\/hono\//;

/** Sources of training in the files of the build that the main process has loaded, by their source maps. */
const loadedOfTraining = async (): Promise<readonly string[]> =>
  (await loadedBuild())
    .map((file) => `${file}.map`)
    .filter((map) => existsSync(map))
    .flatMap(
      (map) =>
        z.object({ sources: z.array(z.string()) }).parse(JSON.parse(readFileSync(map, 'utf8'))).sources,
    )
    .filter((source) => OF_TRAINING.test(source));

const remedy = () => station.till.getByTestId('readiness-remedy');

/**
 * One till that does not park payments, started while its gateway is down; each test continues where the
 * previous one left it.
 */
describe('a till and a gateway that comes and goes', () => {
  beforeAll(async () => {
    await bench.simulator.setNetwork('down');
    await open({ gateway: bench.gateway }, { parkingAllowed: false });
  });
  afterAll(leave);
  afterAll(() => bench.simulator.setNetwork('up'));

  test('no failed payment is written while the gateway is down: the till says so from the start, and trying again is enough', async () => {
    const { till } = station;
    await expectUnready('gateway-down', 'wait');
    await remedy().click();
    await expectUnready('gateway-down', 'wait');
    await bench.simulator.setNetwork('up');
    await remedy().click();
    await expectReady();
    expect(paymentsWritten('bench')).toBe(0);
    await charge(till, 1250);
    await tillState(till, 'open');
    bench.simulator.act('latest', 'pay');
    await tillState(till, 'paid');
    await till.getByTestId('new-sale').click();
  });

  test('a gateway that goes down between two sales costs one failed payment at most, and it comes back by itself', async () => {
    const { till } = station;
    await expectReady();
    const before = paymentsWritten('bench');
    await typeAndCharge(till, 1250, () => chargesOffline(till, bench));
    await tillState(till, 'failed');
    // Charge again is not offered for the failed payment either; the remedy replaces it.
    await remedy().click();
    expect(await till.getByTestId('charge-again').count()).toBe(0);
    await till.getByTestId('new-sale').click();
    await expectUnready('gateway-down', 'wait');
    expect(paymentsWritten('bench')).toBe(before + 1);
    await bench.simulator.setNetwork('up');
    await expect.poll(() => till.getByTestId('charge').count()).toBe(1);
    await expectReady();
  });

  test('a parked payment whose outcome is unknown is shown by the button that replaces Charge', async () => {
    const { till } = station;
    await expectReady();
    const before = paymentsWritten('bench');
    await bench.control('next', { scenario: 'unknown-status', count: 1 });
    await charge(till, 1450);
    await tillState(till, 'unknown');
    await bench.simulator.setNetwork('down');
    await till.getByTestId('new-sale').click();
    await expectUnready('payment-unresolved', 'wait');
    await remedy().click();
    await tillState(till, 'unknown');
    expect(await till.getByTestId('readiness').count()).toBe(0);
    expect(paymentsWritten('bench')).toBe(before + 1);
  });
});

describe('a till in training', () => {
  beforeAll(() => open());
  afterAll(leave);

  test('the gateway of its own is loaded beside the program', async () => {
    expect(await loadedBuild()).toContainEqual(expect.stringContaining('/simulator.cjs'));
    expect(await loadedOfTraining()).not.toEqual([]);
  });

  test('without a shift the till offers to open one in place of Charge, and the notice disappears with it', async () => {
    const { till } = station;
    const before = paymentsWritten('training');
    await till.getByTestId('rail-day').click();
    await till.getByTestId('shift-close').click();
    await till.getByTestId('shift-open').waitFor();
    await till.getByTestId('rail-sale').click();
    await expectUnready('shift-needed', 'closed');
    await remedy().click();
    await expectReady();
    expect(paymentsWritten('training')).toBe(before);
  });

  test('a full disk is named before anything is sent, and charging works again once there is room', async () => {
    const { till } = station;
    await expectReady();
    const before = paymentsWritten('training');
    const disk = (state: 'full' | 'free') =>
      station.app.evaluate(({ app }, wanted) => {
        const load = process.getBuiltinModule('module').createRequire(`${app.getAppPath()}/`);
        const Sqlite = load('better-sqlite3') as typeof Database;
        const memory = new Sqlite(':memory:');
        const statements = Object.getPrototypeOf(memory.prepare('SELECT 1')) as { run: unknown };
        const held = globalThis as { run?: unknown; pragma?: unknown };
        held.run ??= statements.run;
        held.pragma ??= Reflect.get(Sqlite.prototype, 'pragma');
        const full = (): never => {
          throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL');
        };
        statements.run = wanted === 'full' ? full : held.run;
        Sqlite.prototype.pragma = (wanted === 'full' ? full : held.pragma) as typeof Sqlite.prototype.pragma;
      }, state);
    await disk('full');
    expect(await start(till)).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
    await expectUnready('disk-full', 'wait');
    await till.getByTestId('books-notice').waitFor();
    await remedy().click();
    await expectUnready('disk-full', 'wait');
    await disk('free');
    await expectReady();
    await till.getByTestId('books-notice').waitFor({ state: 'detached' });
    expect(paymentsWritten('training')).toBe(before);
  });

  test('no failed payment is written while offline: without a network nothing is offered, and with it the sale goes on', async () => {
    const { till } = station;
    await expectReady();
    const before = paymentsWritten('training');
    await typeByHand(till, '1250');
    await till.getByTestId('training-network-down').click();
    await expectUnready('no-internet', 'wait');
    await till.keyboard.press('Enter');
    expect(paymentsWritten('training')).toBe(before);
    await till.getByTestId('training-network-up').click();
    await expectReady();
    await till.getByTestId('charge').click();
    await tillState(till, 'open');
    expect(paymentsWritten('training')).toBe(before + 1);
  });
});

describe('a till that starts unready', () => {
  afterEach(leave);

  test('credentials that the gateway refuses lead to Settings before anybody has charged; the ApiKey is in no file and no message', async () => {
    const gateway = { ...bench.gateway, apiKey: 'canary-key-f3b1c2d4e5' };
    const till = await open({ gateway });
    const messages = await noteMessages(station);
    await expectUnready('credentials-refused', 'wait');
    expect(await till.getByTestId('problem').innerText()).toMatch(/credentials/i);
    await remedy().click();
    await till.getByTestId('settings-test').waitFor();
    expect(paymentsWritten('bench')).toBe(0);
    expect(await messages()).not.toEqual([]);
    expect((await messages()).join('\n')).not.toContain(gateway.apiKey);
    expectNoTrace(home, gateway.apiKey, btoa(`${gateway.siteId}:${gateway.apiKey}`));
  });

  test('at a till where nobody is signed in, or somebody who takes no payments, the customer reads that it is closed', async () => {
    const till = await open({ staffed: true });
    const { customer } = station;
    const closed = customer.locator('[data-testid="customer-state"][data-rest="closed"]');
    await closed.waitFor();
    expect(await till.getByTestId('charge').count()).toBe(0);
    await till.evaluate(
      async ([manager, auditor]) => {
        await window.countertop.call('session.firstManager', { name: 'Chen', pin: manager });
        await window.countertop.call('staff.add', { name: 'Audrey', role: 'auditor', pin: auditor });
      },
      [MANAGER, AUDITOR] as const,
    );
    await expectReady();
    await till.getByTestId('sign-out').click();
    await till.getByTestId('sign-in').waitFor();
    await closed.waitFor();
    expect(await start(till)).toMatchObject({ ok: false, problem: { code: 'sign-in-needed' } });
    await till.getByRole('button', { name: 'Audrey' }).click();
    await till.keyboard.type(AUDITOR);
    await till.keyboard.press('Enter');
    await till.locator('[data-testid="readiness"][data-cause="role-cannot-charge"]').waitFor();
    await closed.waitFor();
    expect(await till.getByTestId('charge').count()).toBe(0);
    await remedy().click();
    await till.getByTestId('sign-in').waitFor();
  });

  test('a till that is not set up leads its manager to Settings, and has loaded nothing of training', async () => {
    const till = await open({ staffed: true }, { environment: 'test', siteId: '' });
    await till.evaluate(
      (pin) => window.countertop.call('session.firstManager', { name: 'Chen', pin }),
      MANAGER,
    );
    await expectUnready('not-set-up', 'closed');
    await remedy().click();
    await till.getByTestId('settings-test').waitFor();
    expect(paymentsWritten('test')).toBe(0);
    expect(await loadedBuild()).toContainEqual(expect.stringContaining('/serve-till.cjs'));
    expect(await loadedOfTraining()).toEqual([]);
  });
});
