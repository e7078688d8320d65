/**
 * A till is destroyed after a power cut, and a new computer replaces it: what it gets from the office and
 * what from the gateway, what it says, and what happens to the former computer if it still runs.
 */
import { join } from 'node:path';
import { Hono } from 'hono';
import { expect, onTestFinished, test, vi } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { Simulator } from '#simulator/simulator.ts';
import { startSimulator } from '#simulator/simulator.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { serve } from '../../../src-office/serve.ts';
import { codeForNewTill, codeForReplacing } from '../../../src-office/stations/codes.ts';
import { addStore } from '../../../src-office/stations/stores.ts';
import { openTill } from '../../../src-main/till.ts';
import { askingOf } from '../../station/odd-day/shop.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { newAnchors } from '../../support/fakes/new-anchor.ts';
import { newKey } from '../../support/new-key.ts';
import { emptyEmbedded } from '../../support/office/databases.ts';
import { memoryOfficeVault } from '../../support/office/memory-office.ts';
import { handOutside, readJournal } from '../../support/office/tills.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { plainTillPorts } from '../../support/plain-ports.ts';

const SITE = { siteId: '30201', apiKey: 'key-of-the-test-shop' };
const outside = handOutside();

/** Lets the till's time pass until it is so; answers come in real time. */
const untilSo =
  (clock: HandClock) =>
  (isSo: () => boolean | Promise<boolean>): Promise<unknown> => {
    const passOn = async (): Promise<boolean> => {
      await clock.pass(500);
      return isSo();
    };
    return vi.waitUntil(passOn, { timeout: PATIENCE_MS, interval: 10 });
  };
type UntilSo = ReturnType<typeof untilSo>;

/**
 * The office on a real port. While the line is `cut` it answers nothing; while it gives nothing, it gives no
 * journal either.
 */
const openOffice = async (database: Database) => {
  const line = { cut: false, gives: true };
  const streams = openStreams(database, outside, () => undefined);
  const app = new Hono();
  app.use('*', async (context, next) => {
    const isPart = context.req.query('after') !== undefined;
    return line.cut || (isPart && !line.gives) ? context.body(null, 503) : next();
  });
  app.route('/', tillDoor({ database, outside, streams }));
  const listening = await serve(app, { host: '127.0.0.1', port: 0, tls: null });
  onTestFinished(async () => {
    streams.close();
    await listening.close();
  });
  return { url: listening.url, line };
};

/** One computer with its data folder; it can be restarted, as after a power cut. */
const openComputer = (simulator: Simulator, clock: HandClock) => {
  const home = temporaryFolder();
  const vault = memoryOfficeVault();
  const terminal = { ...defaultSettings.terminal, terminalId: 'T1' };
  const identity = { environment: 'bench', siteId: SITE.siteId, terminal } as const;
  const ports = {
    ...plainTillPorts(home),
    clock,
    signingKey: newKey(),
    anchors: newAnchors(),
    officeVault: () => vault,
    bench: { origin: simulator.url, apiKey: SITE.apiKey, identity },
  };
  const start = async () => {
    const till = await openTill(ports);
    let running = true;
    const stop = async (): Promise<void> => {
      if (running) await till.stop();
      running = false;
    };
    onTestFinished(stop);
    return { till, ask: askingOf(till), stop };
  };
  return { vault, start, rows: () => readJournal(join(home, 'bench', 'journal.db')).rows };
};
type Running = Awaited<ReturnType<ReturnType<typeof openComputer>['start']>>;

const numberIn = (reference: string): number => Number(reference.split('-')[2]);
const identityIn = (reference: string): string | undefined => reference.split('-')[3]?.slice(0, 6);

/** What the till says about its journal. */
const told = async ({ ask }: Running) => (await ask('till.snapshot', {})).till.journalHealth?.problem;

const historyOf = async ({ ask }: Running): Promise<readonly string[]> =>
  (await ask('till.snapshot', {})).history.map(({ reference }) => reference).toSorted();

const selling = (simulator: Simulator, until: UntilSo) => {
  const isIn = async ({ ask }: Running, reference: string, state: string): Promise<boolean> =>
    (await ask('payments.story', { reference })).payment.state === state;
  return async (till: Running, amount: number): Promise<string> => {
    const started = await till.ask('payments.start', { amount, orderReference: '' });
    if (started.answer !== 'started') throw new Error(started.answer);
    const { reference } = started.payment;
    await until(() => isIn(till, reference, 'open'));
    simulator.act({ merchantTransactionId: reference }, 'pay');
    await until(() => isIn(till, reference, 'paid'));
    await till.ask('payments.dismiss', { reference });
    return reference;
  };
};

/** A till with three sales at the office; then the line is cut, and it sells on. */
const shop = async (salesSince: number) => {
  const clock = new HandClock();
  const until = untilSo(clock);
  const database = await emptyEmbedded();
  const simulator = await startSimulator({ ...SITE, amountEndings: false, now: () => clock.now() });
  onTestFinished(() => simulator.close());
  const sell = selling(simulator, until);
  const office = await openOffice(database);
  const { store } = await addStore(database, outside, 'Main street');
  const former = openComputer(simulator, clock);
  const old = await former.start();
  const code = await codeForNewTill(database, outside, { store, name: 'Front' });
  await old.ask('office.connect', { address: office.url, code: code!.code });
  const sold: string[] = [];
  for (const amount of [1100, 2200, 3300]) sold.push(await sell(old, amount));
  const untilConfirmed = ({ ask }: Running): Promise<unknown> =>
    until(async () => {
      const { confirmedAt, behind, trouble } = await ask('office.read', {});
      return confirmedAt !== null && behind === null && trouble === null;
    });
  await untilConfirmed(old);
  const known = former.rows().length;
  office.line.cut = true;
  for (let sale = 1; sale <= salesSince; sale += 1) sold.push(await sell(old, 100 * sale));
  const { kept } = former.vault;
  if (kept === null || kept === 'unopened') throw new Error('no credential was kept');
  const newCode = async (): Promise<string> =>
    (await codeForReplacing(database, outside, kept.station))!.code;
  const fresh = openComputer(simulator, clock);
  return {
    clock,
    until,
    untilConfirmed,
    database,
    simulator,
    sell,
    office,
    former,
    old,
    fresh,
    sold,
    known,
    newCode,
  };
};

const refundsOf = async ({ ask }: Running, reference: string) =>
  (await ask('refunds.ofPayment', { reference })).map(({ state, amount }) => ({ state, amount }));

test('a new computer gets what the office had, and from the gateway what it had not: nothing is lost, doubled, or numbered twice', async () => {
  const { until, untilConfirmed, database, simulator, sell, office, ...till } = await shop(16);
  const { former, old, fresh, sold, known, newCode } = till;
  const refunded = sold[5]!;
  const { left } = await old.ask('refunds.refundable', { reference: refunded });
  await old.ask('refunds.start', { reference: refunded, amount: 100, left, reason: 'other', note: '' });
  await until(async () => (await refundsOf(old, refunded))[0]?.state === 'refunded');
  expect(former.rows().length - known).toBeGreaterThanOrEqual(50);
  await old.stop();
  office.line.cut = false;

  const started = await fresh.start();
  expect((await started.ask('office.read', {})).restore).toBe('offered');
  await started.ask('office.restore', { address: office.url, code: await newCode() });
  await until(async () => (await told(started))?.code === 'journal-moved');
  expect((await told(started))?.details).toMatchObject({ received: known, found: 17 });
  expect(await historyOf(started)).toEqual(sold.toSorted());
  expect(await refundsOf(started, refunded)).toEqual([{ state: 'refunded', amount: 100 }]);
  const restores = { before: null, person: null, kind: 'office-restored' } as const;
  expect((await started.ask('audit.page', restores)).lines).toMatchObject([
    { detail: `${office.url}, ${String(known)}` },
  ]);

  const next = await sell(started, 4400);
  const all = [...sold, next];
  expect(new Set(all.map(identityIn)).size).toBe(1);
  expect(new Set(all.map(numberIn)).size).toBe(all.length);
  expect(numberIn(next)).toBeGreaterThan(Math.max(...sold.map(numberIn)));

  await untilConfirmed(started);
  const rows = await database.query("SELECT reference, amount FROM payments WHERE state = 'paid'");
  expect(rows.map(({ reference }) => reference).toSorted()).toEqual(all.toSorted());
  const there = simulator.store().payments.reduce((sum, { request }) => sum + Number(request.Amount), 0);
  expect(rows.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(there);
  expect(await database.query('SELECT kind FROM alarms')).toEqual([]);
});

test('a restore that the network cuts goes on after a restart; the former computer, still running, pushes and charges no more', async () => {
  const { clock, until, untilConfirmed, database, office, former, old, fresh, sold, newCode } = await shop(2);
  office.line.cut = false;
  office.line.gives = false;
  // The former computer hears nothing of it until it asks.
  const before = await fresh.start();
  const cut = before.till.call('office.restore', { address: office.url, code: await newCode() });
  let reply: Awaited<typeof cut> | undefined;
  void cut.then((answer) => (reply = answer));
  await until(() => reply !== undefined);
  expect(reply).toMatchObject({ problem: { code: 'office-cut-off' } });
  await before.stop();

  office.line.gives = true;
  const started = await fresh.start();
  await until(async () => (await started.ask('office.read', {})).restore === 'begun');
  await started.ask('office.resume', {});
  await until(async () => (await told(started))?.code === 'journal-moved');
  expect(await historyOf(started)).toEqual(sold.toSorted());
  await untilConfirmed(started);

  await until(async () => (await old.ask('office.read', {})).trouble === 'replaced');
  const rowsThere = async () => (await database.query('SELECT sequence FROM events')).length;
  const had = await rowsThere();
  expect(await old.till.call('payments.start', { amount: 500, orderReference: '' })).toMatchObject({
    problem: { code: 'office-replaced' },
  });
  await clock.pass(60_000);
  expect(await rowsThere()).toBe(had);
  expect(former.rows().some(([, , type]) => type === 'office-refused')).toBe(true);
});
