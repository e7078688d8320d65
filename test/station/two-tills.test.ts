/**
 * Two tills on one SiteID: a whole day each, on one simulated gateway behind real HTTP. Most of the time they
 * wait until the gateway may be asked again, so the tests run concurrently.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { Report } from '#domain/day/report.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';
import { systemClock } from '#electron/system/clock.ts';
import { readOverview } from '#services/takings/overview.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { openStation } from '#station/open-station.ts';
import type { Station } from '#station/station.ts';
import { tillView } from '#handlers/views/snapshot.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { plainStationDeps } from '../support/plain-ports.ts';
import { ofFiles, ofReport } from './odd-day/sums.ts';

const chen: Person = { id: 'p2', name: 'Chen', role: 'manager' };
const SITE = { siteId: '30201', apiKey: 'key-of-the-test-shop' };
const PAID = 2;

const openSite = async ({ expect: expectInTest, onTestFinished }: TestContext) => {
  const simulator = await startSimulator({ ...SITE, amountEndings: false });
  onTestFinished(() => simulator.close());
  const pay = async (reference: string): Promise<void> => {
    const body = JSON.stringify({ reference, statusId: PAID });
    await fetch(`${simulator.url}/__control/set-status`, { method: 'POST', body });
  };
  const open = async (home: string, terminalId: string): Promise<Station> => {
    const identity = {
      environment: 'bench',
      siteId: SITE.siteId,
      terminal: { ...defaultSettings.terminal, terminalId },
    } as const;
    const bench = { origin: simulator.url, apiKey: SITE.apiKey, identity };
    const station = await openStation(
      plainStationDeps(home, () => undefined),
      defaultSettings,
      bench,
    );
    onTestFinished(() => station.close());
    station.resume();
    return station;
  };
  /** Sells for this much, and returns the reference. */
  const sell = async (station: Station, amount: number): Promise<string> => {
    const started = station.payments.start(amount, '');
    if (!started.started) throw new Error(started.why);
    const { reference } = started.payment;
    const state = (): string | undefined => station.journal.payment(reference)?.state;
    await expectInTest.poll(state, { timeout: PATIENCE_MS }).toBe('open');
    await pay(reference);
    await expectInTest.poll(state, { timeout: PATIENCE_MS }).toBe('paid');
    station.payments.dismiss(reference);
    return reference;
  };
  /** What was paid at the gateway, in hundredths. */
  const taken = (): number =>
    simulator
      .store()
      .payments.filter(({ statusId }) => statusId === PAID)
      .reduce((sum, { request }) => sum + Number(request.Amount), 0);
  const newHome = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'countertop-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return join(folder, 'home');
  };
  return { open, sell, taken, newHome };
};

const closeDay = async (station: Station) => {
  const closed = await station.dayDesk.close({ by: chen, approvedBy: chen, signOffs: {} });
  if (!closed.closed) throw new Error(closed.why);
  return closed.z.record;
};

/** Everything that was paid at a till, in hundredths, wherever it can be read once its day is closed. */
const paidWherever = async (station: Station, x: Report, z: RecordOf<'day-closed'>): Promise<Set<number>> => {
  const { journal, businessDays: days, exportsFolder: exports, identity } = station;
  const range = { from: days.dateOf(z.report.to - 3_600_000), to: z.date };
  const overview = readOverview({ journal, days, clock: systemClock, currency: 'CNY' }, range);
  const files = await ofFiles({ journalFile: identity.journalFile, exports }, z.number);
  const sums = { ...ofReport('X', x), ...ofReport('Z', z.report), ...files };
  return new Set([overview.paid, ...Object.values(sums).map(({ paid }) => paid)]);
};

const whys = (station: Station, date: string): readonly string[] =>
  (station.journal.reconciliation(date)?.record.lines ?? []).map(({ why }) => why);
const warning = (station: Station): string | undefined => tillView(station).otherTill?.code;

describe.concurrent('two tills on one SiteID each count their own money', () => {
  test.for([
    ['with TerminalIDs of their own', 'T1', 'T2', false],
    ['whose TerminalIDs are alike in twelve characters', 'HAUPTBAHNHOF-1', 'HAUPTBAHNHOF-2', false],
    ['whose TerminalIDs have no Latin letters', '一号店', '二号店', false],
    ['whose TerminalIDs differ only in punctuation', 'T-1', 'T1', false],
    ['that have the same TerminalID, which both then warn of', 'T1', 'T1', true],
  ] as const)('%s', { timeout: PATIENCE_MS }, async ([, oneId, otherId, isWarned], context) => {
    const { open, sell, taken, newHome } = await openSite(context);
    const [one, other] = [await open(newHome(), oneId), await open(newHome(), otherId)];
    await Promise.all([sell(one, 1_000), sell(other, 2_500)]);
    await sell(other, 300);
    const [x, otherX] = [await one.xReport(), await other.xReport()];
    const [z, otherZ] = [await closeDay(one), await closeDay(other)];
    expect([...(await paidWherever(one, x, z))]).toEqual([1_000]);
    expect([...(await paidWherever(other, otherX, otherZ))]).toEqual([2_800]);
    expect(z.report.payments.paid).toEqual({ CNY: { count: 1, sum: 1_000 } });
    expect(otherZ.report.payments.paid).toEqual({ CNY: { count: 2, sum: 2_800 } });
    expect(taken()).toBe(3_800);
    expect(z.installation).not.toBe(otherZ.installation);
    expect(whys(one, z.date)).toEqual(isWarned ? ['another-till', 'another-till'] : []);
    expect(z.report.reconciliation).toBe(isWarned ? 'different' : 'matched');
    expect([warning(one), warning(other)]).toEqual(
      isWarned ? ['terminal-shared', 'terminal-shared'] : [undefined, undefined],
    );
    expect(one.payments.tracker.unfinished).toEqual([]);
    expect(one.payments.blocking).toBeUndefined();
  });

  test('one of which is a copy of the other, and both go on', { timeout: PATIENCE_MS }, async (context) => {
    const { open, sell, taken, newHome } = await openSite(context);
    const [home, copied] = [newHome(), newHome()];
    const before = await open(home, 'T1');
    const shared = await sell(before, 700);
    const first = await closeDay(before);
    cpSync(home, copied, { recursive: true });
    rmSync(join(copied, 'bench', 'journal.lock'), { force: true });

    const copy = await open(copied, 'T1');
    const references = await Promise.all([sell(before, 1_000), sell(copy, 2_500)]);
    expect(references.map((reference) => reference.split('-')[2])).toEqual(['000002', '000002']);
    await before.close();
    const original = await open(home, 'T1');
    await Promise.all([sell(original, 400), sell(copy, 50)]);

    const [z, copyZ] = [await closeDay(original), await closeDay(copy)];
    expect(z.report.payments.paid).toEqual({ CNY: { count: 2, sum: 1_400 } });
    expect(copyZ.report.payments.paid).toEqual({ CNY: { count: 2, sum: 2_550 } });
    expect(taken()).toBe(700 + 1_400 + 2_550);
    expect([z.installation, copyZ.installation]).toEqual([first.installation, first.installation]);
    expect(whys(original, z.date)).toEqual(['journal-copy', 'journal-copy']);
    expect(whys(copy, z.date)).toEqual(['journal-copy', 'journal-copy']);
    expect([warning(original), warning(copy)]).toEqual(['journal-copied', 'journal-copied']);
    for (const till of [original, copy]) expect(till.journal.payment(shared)?.state).toBe('paid');
    expect(original.payments.tracker.unfinished).toEqual([]);
  });
});

describe.concurrent('a till that lost the end of its journal', () => {
  test(
    'finds what it sold since, and nothing that another till sold under the same TerminalID',
    { timeout: PATIENCE_MS },
    async (context) => {
      const { open, sell, taken, newHome } = await openSite(context);
      const [home, old] = [newHome(), newHome()];
      const other = await open(newHome(), 'T1');
      const first = await open(home, 'T1');
      await sell(first, 100);
      await first.close();
      cpSync(join(home, 'bench', 'journal.db'), join(old, 'journal.db'));
      const second = await open(home, 'T1');
      const lost = [await sell(second, 200), await sell(second, 300)];
      await sell(other, 5_000);
      await second.close();
      for (const left of ['-wal', '-shm']) rmSync(join(home, 'bench', `journal.db${left}`), { force: true });
      cpSync(join(old, 'journal.db'), join(home, 'bench', 'journal.db'));

      const third = await open(home, 'T1');
      const z = await closeDay(third);
      expect(z.report.payments.paid).toEqual({ CNY: { count: 3, sum: 600 } });
      for (const reference of lost) expect(third.journal.payment(reference)?.state).toBe('paid');
      const last = await sell(third, 900);
      expect(last.split('-')[2]).toBe('000004');
      expect((await closeDay(other)).report.payments.paid).toMatchObject({ CNY: { sum: 5_000 } });
      expect(taken()).toBe(600 + 900 + 5_000);
    },
  );

  test(
    'finds what it sold since, and nothing that a copy of it sold under the same numbers',
    { timeout: PATIENCE_MS },
    async (context) => {
      const { open, sell, taken, newHome } = await openSite(context);
      const [home, copied] = [newHome(), newHome()];
      const first = await open(home, 'T1');
      const shared = await sell(first, 100);
      await first.close();
      cpSync(home, copied, { recursive: true });
      cpSync(join(home, 'bench', 'journal.db'), join(copied, 'before.db'));
      const second = await open(home, 'T1');
      const copy = await open(copied, 'T1');
      const lost = [await sell(second, 200), await sell(second, 300)];
      const copys = [await sell(copy, 5_000), await sell(copy, 7_000)];
      await second.close();
      for (const left of ['', '-wal', '-shm'])
        rmSync(join(home, 'bench', `journal.db${left}`), { force: true });
      cpSync(join(copied, 'before.db'), join(home, 'bench', 'journal.db'));

      const third = await open(home, 'T1');
      const z = await closeDay(third);
      expect(z.report.payments.paid).toEqual({ CNY: { count: 3, sum: 600 } });
      for (const reference of [shared, ...lost]) expect(third.journal.payment(reference)?.state).toBe('paid');
      for (const reference of copys) expect(third.journal.payment(reference)).toBeUndefined();
      expect(whys(third, z.date)).toEqual(['journal-copy', 'journal-copy']);
      expect((await closeDay(copy)).report.payments.paid).toEqual({ CNY: { count: 3, sum: 12_100 } });
      expect(taken()).toBe(100 + 500 + 12_000);
    },
  );
});
