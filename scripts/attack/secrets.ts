/** Canaries for a live till’s secrets: where the ApiKey, the office’s credential and the passphrase must not be found. */
import type { ElectronApplication, Page } from 'playwright-core';
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { ACCOUNTS, openBothGateways } from '../../test/support/network/both-gateways.ts';
import { filesBelow, freshHome, killApp, launchApp, removeHome } from '../../test/support/station.ts';
import { windowOf } from '../../test/support/windows/window-of.ts';
import { ensureBuild } from '../command/build.mjs';
import { environmentOn, startVirtualDisplay } from '../displays/displays.mjs';
import type { Attack } from './attacked.ts';
import { openListenedOffice } from './office/listened-office.ts';
import type { Place } from './secrets/seek.ts';
import { bundlesIn, heapOf, judge, processes } from './secrets/seek.ts';

const PASSPHRASE = 'green kettle under stairs';
const PIN = '830219';
const SHOP = {
  ...{ storeName: 'Garden', storeId: 'SHOP-7', terminalId: 'T7', email: 'till@garden.de' },
  ...{ returnUrl: 'https://garden.de', country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin' },
};

/** Asks main as the till's window does. */
const call = async <N extends CallName>(till: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
  const reply = await till.evaluate(
    ({ name, input }) => window.countertop.call(name as never, input as never) as Promise<unknown>,
    { name, input },
  );
  const { ok, value, problem } = reply as { ok: boolean; value: CallOutput<N>; problem: unknown };
  if (!ok) throw new Error(`${name}: ${JSON.stringify(problem)}`);
  return value;
};

interface Started {
  readonly app: ElectronApplication;
  readonly till: Page;
  readonly customer: Page;
}

const startTill = async (home: string, env: Readonly<Record<string, string>>): Promise<Started> => {
  const app = await launchApp({ home, env, args: ['--password-store=basic'] });
  await app.evaluate(({ net }) => void Object.assign(net, { isOnline: () => true }));
  const [till, customer] = await Promise.all([
    windowOf(app.context(), 'till'),
    windowOf(app.context(), 'customer'),
  ]);
  await till.waitForFunction(() => document.title === 'Countertop – Till');
  return { app, till, customer };
};

/** Waits until main says so. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 300; turn += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not happen');
};

/** Types every secret, as the owner does on the first day. */
const setUp = async ({ till }: Started, office: { readonly address: string; readonly code: string }) => {
  await until(async () => till.evaluate(async () => (await window.countertop.call('settings.read', {})).ok));
  await call(till, 'passphrase.make', { passphrase: PASSPHRASE });
  const { saved } = await call(till, 'settings.read', {});
  const typed = { ...saved, ...SHOP, ...ACCOUNTS.live, environment: 'live' as const };
  await call(till, 'settings.test', typed);
  await call(till, 'settings.save', typed);
  await call(till, 'session.firstManager', { name: 'Chen', pin: PIN });
  await call(till, 'office.connect', { address: office.address, code: office.code });
};

/** A day of a till that was set up before: everything that writes or sends something. */
const work = async ({ till }: Started, pay: () => void): Promise<void> => {
  await call(till, 'passphrase.enter', { passphrase: PASSPHRASE });
  await until(async () => till.evaluate(async () => (await window.countertop.call('till.snapshot', {})).ok));
  const { people } = await call(till, 'session.read', {});
  await call(till, 'session.signIn', { id: people[0]?.id ?? '', pin: PIN });
  await call(till, 'shift.open', {}).catch(() => undefined);
  const started = await call(till, 'payments.start', { amount: 1900, orderReference: '' });
  if (started.answer !== 'started') throw new Error(started.answer);
  const { reference } = started.payment;
  const isIn = (state: string) => async (): Promise<boolean> =>
    (await call(till, 'payments.story', { reference })).payment.state === state;
  await until(isIn('open'));
  pay();
  await until(isIn('paid'));
  await call(till, 'day.xReport', {});
  await call(till, 'day.export', {});
  await call(till, 'backups.make', {});
  await call(till, 'support.save', { payments: true });
  await until(async () => (await call(till, 'office.read', {})).behind === null);
};

const trafficOf = async (gateway: string): Promise<string> =>
  (await fetch(`${gateway}/__control/requests`)).text();

/** As a driver that fails, or a page that asks too much of it, would. */
const crashWindows = (app: ElectronApplication): Promise<void> =>
  app.evaluate(async ({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const gone = new Promise((resolve) => webContents.once('render-process-gone', resolve));
      webContents.forcefullyCrashRenderer();
      await gone;
    }
  });

interface Heard {
  readonly gateway: string;
  readonly office: string;
}

const placesOf = (home: string, heaps: readonly string[], heard: Heard): readonly Place[] => {
  const everything = filesBelow(home);
  const dumps = everything.filter(({ path }) => /\.dmp$|core/.test(path)).length;
  return [
    // Whoever works at it has just typed the passphrase into this one.
    {
      where: 'the heap of the till’s window',
      text: heaps[0] ?? '',
      has: SHOP.storeName,
      but: ['passphrase'],
    },
    { where: 'the heap of the customer’s window', text: heaps[1] ?? '', has: SHOP.storeName },
    {
      where: 'the gateway’s traffic, beside its own header',
      text: heard.gateway,
      has: SHOP.storeId,
    },
    {
      where: 'the office’s traffic, beside its own header',
      text: heard.office,
      has: SHOP.storeId,
    },
    {
      where: `journal, logs, exports, backups, and ${dumps} dumps after a crash`,
      text: everything.map(({ bytes }) => bytes.toString('latin1')).join('\n'),
      has: SHOP.storeId,
    },
    { where: 'the file for support', text: bundlesIn(home), has: '19.00' },
    { where: 'the list of processes', text: processes('cmdline'), has: 'electron' },
    { where: 'the environments of all processes', text: processes('environ'), has: 'DISPLAY' },
  ];
};

export const attack: Attack = async () => {
  await ensureBuild();
  const screen = await startVirtualDisplay();
  const [home, gateways, office] = [freshHome(), await openBothGateways(), await openListenedOffice()];
  const env = { ...environmentOn(screen.display), ...gateways.environment(home), COUNTERTOP_PINS: 'quick' };
  let app: ElectronApplication | undefined;
  try {
    const first = await startTill(home, env);
    app = first.app;
    await setUp(first, office);
    await app.close();
    const started = await startTill(home, env);
    app = started.app;
    await work(started, () => gateways.live.act('latest', 'pay'));
    const [credential = ''] = office.credentials;
    const secrets = {
      ApiKey: ACCOUNTS.live.apiKey,
      'office’s credential': credential,
      passphrase: PASSPHRASE,
    };
    const heaps = [await heapOf(app, started.till), await heapOf(app, started.customer)];
    await crashWindows(app);
    const heard = { gateway: await trafficOf(gateways.live.url), office: office.heard.join('\n') };
    return judge(placesOf(home, heaps, heard), secrets);
  } finally {
    if (app) await killApp(app).catch(() => undefined);
    await gateways.close();
    await office.close();
    removeHome(home);
    await screen.stop();
  }
};
