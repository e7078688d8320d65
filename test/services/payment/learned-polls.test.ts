import { describe, expect, test } from 'vitest';
import { learnPolls } from '#domain/cadence/learn-polls.ts';
import { customerWaitOf } from '#domain/cadence/customer-wait.ts';
import { PACE } from '#domain/pace.ts';
import { LearnedPolls } from '#services/payment/learned-polls.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { lin, silentLog, started, stationKit } from '../../support/station-kit.ts';

type Kit = ReturnType<typeof stationKit>;

/** Serves a customer who pays this many ms after the charge; returns the ages at which the till polled. */
const serve = async (kit: Kit, paysAt: number, amount: number): Promise<readonly number[]> => {
  const { clock, gateway } = kit;
  const begun = clock.now();
  const reference = started(kit, amount);
  const before = gateway.calls.length;
  const ages: number[] = [];
  clock.wakeAt(begun + paysAt, () => gateway.set(reference, { statusId: 2 }));
  while (kit.journal.payment(reference)?.state !== 'paid') {
    if (clock.now() > begun + 3_600_000) throw new Error(`${reference} is not polled any more`);
    await clock.pass(100);
    const polled = gateway.calls.slice(before).filter((call) => call === 'get').length;
    while (ages.length < polled) ages.push(clock.now() - begun);
  }
  kit.desk.dismiss(reference);
  return ages;
};

/** Serves so many customers, who pay between 14 and 20 s after the charge. */
const serveMany = async (kit: Kit, many: number): Promise<void> => {
  for (let n = 0; n < many; n += 1) await serve(kit, 14_000 + (n % 31) * 200, 100 + n);
};

describe('a till that has seen when its customers pay', () => {
  test('asks by the table until it has seen fifty of them', async () => {
    const kit = stationKit();
    await serveMany(kit, 49);
    expect(await serve(kit, 16_000, 9_000)).toEqual([2_000, 5_000, 8_000, 11_000, 14_000, 17_000]);
  });

  test('then asks seldom while nobody pays yet, and often when most do', async () => {
    const kit = stationKit();
    await serveMany(kit, 60);
    const ages = await serve(kit, 20_000, 9_000);
    expect(ages.filter((age) => age < 13_500)).toHaveLength(2);
    expect(ages.filter((age) => age > 13_500).length).toBeGreaterThanOrEqual(4);
    expect(ages.at(-1)).toBeLessThan(22_000);
  });

  test('comes sooner again when customers begin to pay sooner than it ever asks', async () => {
    const kit = stationKit();
    await serveMany(kit, 60);
    expect(await serve(kit, 1_000, 9_000)).toEqual([5_000]);
    for (let n = 0; n < 200; n += 1) await serve(kit, 1_000, 10_000 + n);
    expect((await serve(kit, 1_000, 9_500)).at(-1)).toBeLessThanOrEqual(2_500);
  });

  test('knows it after a restart, from its journal', async () => {
    const kit = stationKit();
    await serveMany(kit, 60);
    const again = { ...kit, desk: kit.openDesk() };
    expect(await serve(again, 20_000, 9_000)).toEqual(await serve(kit, 20_000, 9_500));
  });

  test('asks at once when the computer wakes, however long it would have waited', async () => {
    const kit = stationKit();
    await serveMany(kit, 60);
    started(kit, 9_000);
    await kit.clock.pass(3_000);
    const calls = kit.gateway.calls.length;
    kit.desk.tracker.wake();
    await kit.clock.pass(0);
    expect(kit.gateway.calls).toHaveLength(calls + 1);
  });

  test('reads the journal while the first customer pays, not to start, to charge or to show a code', async () => {
    const kit = stationKit();
    let reads = 0;
    const newest = kit.journal.newestPayments.bind(kit.journal);
    kit.journal.newestPayments = (most) => {
      reads += 1;
      return newest(most);
    };
    const again = { ...kit, desk: kit.openDesk() };
    again.desk.tracker.resume([], 0);
    started(again);
    expect([reads, again.gateway.calls]).toEqual([0, ['create']]);
    await settle();
    expect(reads).toBe(0);
    await again.clock.pass(2_000);
    expect(reads).toBe(1);
    await again.clock.pass(10_000);
    expect(reads).toBe(1);
  });

  test('asks by the table, and learns again, if its journal cannot be read', async () => {
    const kit = stationKit();
    await serveMany(kit, 60);
    kit.journal.newestPayments = () => {
      throw new Error('SQLITE_IOERR');
    };
    const again = { ...kit, desk: kit.openDesk() };
    expect(await serve(again, 16_000, 9_000)).toEqual([2_000, 5_000, 8_000, 11_000, 14_000, 17_000]);
    await serveMany(again, 60);
    const ages = await serve(again, 20_000, 9_500);
    expect(ages.filter((age) => age < 13_500)).toHaveLength(2);
  });

  test('keeps to a Retry-After of the gateway all the same', async () => {
    const kit = stationKit();
    await serveMany(kit, 60);
    const begun = kit.clock.now();
    const reference = started(kit, 9_000);
    await kit.clock.pass(13_000);
    const polled = kit.gateway.calls.length;
    kit.gateway.next.get = [{ kind: 'server-fault', status: 429, retryAfterMs: 20_000 }];
    await kit.clock.pass(4_000);
    expect(kit.gateway.calls).toHaveLength(polled + 1);
    await kit.clock.pass(15_000);
    expect([kit.gateway.calls.length, kit.clock.now() - begun]).toEqual([polled + 1, 32_000]);
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(5_000);
    expect(kit.journal.payment(reference)?.state).toBe('paid');
  });
});

describe('what counts as having seen a customer pay', () => {
  test('the last two hundred that ended, so that other customers are learned within a day', async () => {
    const kit = stationKit();
    await serveMany(kit, 50);
    const { from } = PACE.learnedPolls;
    const payments = kit.journal.newestPayments(1);
    const paid = payments[0];
    if (paid?.state !== 'paid') throw new Error('nobody has paid');
    const polls = new LearnedPolls({ ...kit, log: silentLog });
    expect(polls.now).toBe(PACE.polls);
    const early = polls.now;
    const at = (n: number) => ({
      ...paid,
      reference: `later-${n}`,
      changedAt: paid.startedAt + 40_000 + n * 50,
    });
    for (let n = 0; n < from; n += 1) polls.note(at(n));
    expect(polls.now).not.toEqual(early);
    const seen = Array.from({ length: from }, (_, n) => customerWaitOf(at(n)) ?? { age: 0, paid: false });
    expect(polls.now).toEqual(learnPolls(seen));
  });

  test('a payment that a person settled, that came late or in another amount shows nothing', async () => {
    const kit = stationKit();
    await serveMany(kit, 1);
    const paid = kit.journal.newestPayments(1)[0];
    if (paid?.state !== 'paid' || !paid.gateway) throw new Error('nobody has paid');
    expect(customerWaitOf(paid)).toEqual({ age: paid.changedAt - paid.startedAt, paid: true });
    expect(customerWaitOf({ ...paid, late: true })).toBeNull();
    expect(customerWaitOf({ ...paid, gateway: { ...paid.gateway, amount: 1 } })).toBeNull();
    expect(customerWaitOf({ ...paid, requestId: '' })).toBeNull();
    const byHand = {
      outcome: 'paid',
      reason: 'seen',
      by: lin,
      approvedBy: lin,
      at: 0,
      verdict: 'confirmed',
    } as const;
    expect(customerWaitOf({ ...paid, byHand })).toBeNull();
  });

  test('a payment that was cancelled or expired shows how long it was open', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await kit.clock.pass(30_000);
    kit.desk.cancel(reference);
    await kit.clock.pass(1_000);
    const cancelled = kit.journal.payment(reference);
    expect(cancelled && customerWaitOf(cancelled)).toEqual({ age: 30_000, paid: false });
    expect(cancelled && customerWaitOf({ ...cancelled, changedAt: cancelled.startedAt + 900_000 })).toEqual({
      age: 600_000,
      paid: false,
    });
  });
});
