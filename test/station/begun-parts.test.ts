/** A station one part of which does not open or begin. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { retryWait } from '#domain/pace.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { Changes } from '#services/changes.ts';
import { customerSnapshot, tillSnapshot } from '#handlers/views/snapshot.ts';
import { openStation } from '#station/open-station.ts';
import { EVERY_ROW } from '../sqlite/kit/every-row.ts';
import { intended, reportedPayment } from '../sqlite/kit/new-journal.ts';
import { addNewerEvent } from '../sqlite/kit/shop-journal.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { plainStationDeps } from '../support/plain-ports.ts';
import { silentLog } from '../support/station-kit.ts';

const depsOf = () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-begun-parts-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return { ...plainStationDeps(home, () => undefined), clock: new HandClock() };
};

const CHEN = { id: 'p2', name: 'Chen', role: 'manager' } as const;

const failing = (): never => {
  throw new Error('SQLITE_IOERR');
};

test('payments that cannot be read keep nothing else from beginning, are asked about at a charge, and are read again', async () => {
  const deps = depsOf();
  const first = await openStation(deps, defaultSettings, null);
  first.payments.start(1250, '');
  await first.close();

  const station = await openStation(deps, defaultSettings, null);
  onTestFinished(async () => station.close());
  const before = { ...station.journal };
  let refundsRead = 0;
  Object.assign(station.journal, {
    unfinished: failing,
    unfinishedRefunds: (since: number) => {
      refundsRead += 1;
      return before.unfinishedRefunds(since);
    },
  });
  station.resume();
  expect(refundsRead).toBe(1);
  expect(station.payments.start(1250, '')).toEqual({ started: false, why: 'payments-missing' });
  Object.assign(station.journal, before);
  await deps.clock.pass(retryWait(1));
  expect(station.payments.current).toMatchObject({ amount: 1250 });
});

test('a payment that cannot be read, and is read again and again, takes no customer’s language away', async () => {
  const deps = depsOf();
  const station = await openStation(deps, defaultSettings, null);
  onTestFinished(async () => station.close());
  station.receipts.chooseLanguage('fr');
  station.journal.append('T1-damaged', intended('T1-damaged'), deps.clock.now());
  const db = new Database(station.identity.journalFile);
  db.exec("UPDATE payments SET body = '{' WHERE reference = 'T1-damaged'");
  db.close();
  station.resume();
  expect(customerSnapshot(station).chosenLanguage).toBeNull();
  station.receipts.chooseLanguage('zh-CN');
  await deps.clock.pass(retryWait(1));
  expect(customerSnapshot(station).chosenLanguage).toBe('zh-CN');
});

test('a payment that cannot be read hides no other, keeps none from being tracked, and a charge asks', async () => {
  const deps = depsOf();
  const station = await openStation(deps, defaultSettings, null);
  onTestFinished(async () => station.close());
  const { journal } = station;
  const cancelled = reportedPayment('T1-cancelled', 3);
  journal.append('T1-damaged', intended('T1-damaged'), deps.clock.now());
  journal.append('T1-cancelled', intended('T1-cancelled'), deps.clock.now());
  journal.append('T1-cancelled', { type: 'created', payment: cancelled }, deps.clock.now());
  const db = new Database(station.identity.journalFile);
  db.exec("UPDATE payments SET body = '{' WHERE reference = 'T1-damaged'");
  db.close();

  station.resume();
  const shown = tillSnapshot(station, { person: CHEN }, deps.clock).history;
  expect(shown.map(({ reference }) => reference)).toEqual(['T1-cancelled']);
  expect(station.payments.tracker.run('T1-cancelled')).toBeDefined();
  expect(station.payments.start(900, '')).toEqual({ started: false, why: 'payments-missing' });
  const found = journal.history(EVERY_ROW, null, 10).rows;
  expect(found.map(({ row }) => row.kind === 'payment' && row.payment.reference)).toEqual(['T1-cancelled']);
  expect(() => journal.unfinished(0)).toThrow();
});

test('a till whose newest payment only a newer program can read opens, and says at a charge what may be missing', async () => {
  const deps = depsOf();
  const first = await openStation(deps, defaultSettings, null);
  const { journalFile } = first.identity;
  first.journal.append('T1-newer', intended('T1-newer'), deps.clock.now());
  await first.close();
  addNewerEvent(journalFile, 'T1-newer');

  const station = await openStation(deps, defaultSettings, null);
  onTestFinished(async () => station.close());
  station.resume();
  expect(station.payments.start(900, '')).toEqual({ started: false, why: 'payments-missing' });
  expect(station.payments.start(900, '', 'payments-missing')).toMatchObject({ started: true });
  expect(station.journal.lastPaymentNumber()).toBe(2);
});

test('a station that does not open leaves nobody who listens to changes', async () => {
  const changes = new Changes(silentLog);
  let listening = 0;
  const heard: string[] = [];
  const on: Changes['on'] = (name, listener) => {
    // The hosted page listens first, the receipts second.
    if (heard.includes('payment') && name === 'payment') failing();
    heard.push(name);
    listening += 1;
    const stop = changes.on(name, listener);
    return () => {
      listening -= 1;
      stop();
    };
  };
  const listened = Object.assign(Object.create(changes) as Changes, {
    on,
    emit: changes.emit.bind(changes),
  });
  const opening = openStation({ ...depsOf(), changes: listened }, defaultSettings, null);
  await expect(opening).rejects.toThrow('SQLITE_IOERR');
  expect(heard).toContain('payment');
  expect(listening).toBe(0);
});
