/** Canaries for a live till’s secrets: where the ApiKey, the office’s credential and the passphrase must not be found. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { ElectronApplication, Page } from 'playwright-core';
import type { CallInput, CallName, CallOutput } from '#contract/calls.ts';
import { openDatabase } from '../../src-office/database/open-database.ts';
import { codeForNewTill } from '../../src-office/stations/codes.ts';
import { addStore } from '../../src-office/stations/stores.ts';
import { unzip } from '../../test/files/unzip.ts';
import { ACCOUNTS, openBothGateways } from '../../test/support/network/both-gateways.ts';
import { openHintOffice } from '../../test/support/office/hint-office.ts';
import { handOutside } from '../../test/support/office/tills.ts';
import { filesBelow, freshHome, killApp, launchApp, removeHome } from '../../test/support/station.ts';
import { windowOf } from '../../test/support/windows/window-of.ts';
import { ensureBuild } from '../command/build.mjs';
import { environmentOn, startVirtualDisplay } from '../displays/displays.mjs';
import type { Attack, Attacked } from './attacked.ts';

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

/** The office behind a line that is listened to. */
const openListenedOffice = async () => {
  const outside = handOutside(Date.now());
  const database = await openDatabase({ folder: undefined }, Date.now);
  const office = await openHintOffice(database, outside);
  const { store } = await addStore(database, outside, 'Main street');
  const code = await codeForNewTill(database, outside, { store, name: 'Front' });
  const heard: string[] = [];
  const credentials = new Set<string>();
  const line = createServer((from, to) => {
    const { authorization = '', ...headers } = from.headers;
    if (authorization) credentials.add(authorization.replace(/^Bearer [^.]+\./, ''));
    heard.push(JSON.stringify([from.method, from.url, headers]));
    const onward = ask(
      `${office.url}${from.url ?? ''}`,
      { method: from.method, headers: from.headers },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      },
    );
    onward.on('error', () => to.destroy());
    to.on('close', () => onward.destroy());
    void buffer(from.pipe(new PassThrough())).then((body) => {
      const isPacked = headers['content-encoding'] === 'gzip';
      heard.push((isPacked ? gunzipSync(body) : body).toString());
    });
    from.pipe(onward);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return {
    address: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    code: code?.code ?? '',
    heard,
    credentials,
    close: async () => {
      line.closeAllConnections();
      line.close();
      await office.close();
      await database.close();
    },
  };
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

const heapOf = async (app: ElectronApplication, page: Page): Promise<string> => {
  const session = await app.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
};

/** What anybody on this computer sees of other processes, as far as this user may. */
const processes = (file: 'cmdline' | 'environ'): string =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      try {
        return readFileSync(join('/proc', pid, file), 'latin1');
      } catch {
        return '';
      }
    })
    .join('\n');

const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64').replaceAll('=', '').slice(0, -1),
  Buffer.from(`${ACCOUNTS.live.siteId}:${secret}`).toString('base64').replaceAll('=', '').slice(0, -1),
];

const isIn = (text: string, secret: string): boolean => formsOf(secret).some((form) => text.includes(form));

const bundlesIn = (home: string): string =>
  filesBelow(join(home, 'support'))
    .map(({ bytes }) => JSON.stringify(unzip(bytes)))
    .join('\n');

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

interface Place {
  readonly where: string;
  readonly text: string;
  /** What is there, or nothing could be found there. */
  readonly has: string;
  /** Left out: all of them. */
  readonly but?: readonly string[];
}

const judge = (places: readonly Place[], secrets: Readonly<Record<string, string>>): readonly Attacked[] =>
  places.map(({ where, text, has, but = [] }) => {
    const sought = Object.entries(secrets).filter(([name]) => !but.includes(name));
    const found = sought.filter(([, secret]) => isIn(text, secret)).map(([name]) => name);
    return {
      name: `secrets: ${where}`,
      outcome: `${found.join(' and ') || 'nothing'} found of ${sought.map(([name]) => name).join(', ')} in ${Math.ceil(text.length / 1024)} kB${text.includes(has) ? '' : `, BUT NOT EVEN ${has}`}`,
      held: found.length === 0 && text.includes(has),
    };
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
