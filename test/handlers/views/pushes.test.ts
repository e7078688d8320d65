import { describe, expect, test } from 'vitest';
import type { EventName } from '#contract/events.ts';
import type { CustomerView, PaymentView, TillSnapshot, TillView } from '#contract/views.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { pushChanges } from '#handlers/views/pushes.ts';
import type { ShownStation } from '#handlers/views/snapshot.ts';
import { Changes } from '#services/changes.ts';
import { paperLog } from '../../electron/system/paper-log.ts';
import { REFUNDS } from '../../support/print/receipts.ts';
import { started, stationKit, settings } from '../../support/station-kit.ts';
import { PINS, staffKit } from '../../support/staff-kit.ts';

interface Pushed {
  readonly name: EventName;
  readonly payload: unknown;
}

/** Windows of a till at which nobody is signed in yet, with everything that was pushed to them. */
const shownTill = () => {
  const kit = stationKit();
  const { clock, journal, desk: payments } = kit;
  const changes = new Changes();
  const people = staffKit({ onChange: () => changes.emit('people') });
  const log = paperLog();
  const pushed: Pushed[] = [];
  const counts: number[] = [];
  const station: ShownStation = {
    settings,
    payments,
    refunds: { otherSiteOf: () => null },
    journal: {
      payment: (reference) => journal.payment(reference),
      startedBetween: (from, to) => journal.startedBetween(from, to),
      refundsOf: () => [],
    },
    blocked: null,
    training: null,
    businessDays: businessDays({ cutOff: '00:00', timeZone: 'UTC' }),
    link: { connection: 'online', paused: false, clockSkewMs: null },
    receipts: { mode: 'off' },
    journalHealth: () => ({ diskTrouble: null, damaged: false, recovery: null }),
  };
  const state = { station };
  const ports = {
    clock,
    log,
    staff: people.staff,
    onUnfinished: (count: number) => void counts.push(count),
    push: (name: EventName, payload: unknown) => void pushed.push({ name, payload }),
  };
  pushChanges(ports, changes, people.session, () => state.station);
  /** What was pushed since the last time, after this turn. */
  const pushes = async (): Promise<readonly Pushed[]> => {
    await Promise.resolve();
    return pushed.splice(0);
  };
  const names = async () => (await pushes()).map(({ name }) => name);
  const signIn = async (who: 'lin' | 'chen') => {
    await people.session.signIn(who, PINS[who]);
    await pushes();
  };
  const payment = () => journal.payment(started(kit))!;
  return { ...kit, ...people, clock, journal, changes, log, counts, state, pushes, names, signIn, payment };
};

describe('one change', () => {
  test('pushes the till first as a whole, and from then on each view once', async () => {
    const till = shownTill();
    till.changes.emit('status');
    expect(await till.names()).toEqual(['customer.changed', 'till.replaced']);
    till.changes.emit('status');
    expect(await till.names()).toEqual(['customer.changed', 'till.changed']);
  });

  test('of a payment pushes both windows and its line of the history, as it stands', async () => {
    const till = shownTill();
    await till.signIn('lin');
    const payment = till.payment();
    till.changes.emit('payment', payment);
    const [customer, whole, line, ...more] = await till.pushes();
    expect(customer).toMatchObject({ name: 'customer.changed', payload: { amount: 1250 } });
    expect(whole).toMatchObject({
      name: 'till.changed',
      payload: { current: { reference: payment.reference } },
    });
    expect(line).toMatchObject({ name: 'history.changed', payload: { reference: payment.reference } });
    expect(more).toEqual([]);
    expect(till.counts.at(-1)).toBe(1);
  });

  test('is pushed before this turn’s reply and before any timer', async () => {
    const till = shownTill();
    const answer = async (): Promise<void> => {
      till.changes.emit('status');
      return Promise.resolve();
    };
    await answer();
    const before = await till.names();
    expect(before).toEqual(['customer.changed', 'till.replaced']);
  });

  test('of who is at the till replaces all of it, whatever else changed in that turn', async () => {
    const till = shownTill();
    await till.signIn('lin');
    till.changes.emit('payment', till.payment());
    till.changes.emit('people');
    till.changes.emit('imported');
    expect(await till.names()).toEqual(['customer.changed', 'till.replaced', 'session.changed']);
  });

  test('after midnight replaces the till: it is another day’s list', async () => {
    const till = shownTill();
    await till.signIn('lin');
    await till.clock.pass(24 * 3_600_000);
    await till.pushes();
    till.changes.emit('payment', till.payment());
    expect(await till.names()).toEqual(['customer.changed', 'till.replaced']);
  });
});

test('a payment of an earlier day that moves with who is at the till is still pushed: today’s list does not hold it', async () => {
  const till = shownTill();
  await till.signIn('lin');
  const payment = till.payment();
  const reference = 'T1-yesterday';
  till.changes.emit('people');
  till.changes.emit('payment', { ...payment, reference });
  till.changes.emit('payment', payment);
  const pushes = await till.pushes();
  expect(pushes.map(({ name }) => name)).toEqual([
    'session.changed',
    'customer.changed',
    'till.replaced',
    'history.changed',
  ]);
  expect(pushes.at(-1)?.payload).toMatchObject({ reference });
});

test('a refund that moves pushes itself and the payment that it is of', async () => {
  const till = shownTill();
  await till.signIn('lin');
  const { reference } = till.payment();
  till.changes.emit('refund', { ...REFUNDS.requested, paymentReference: reference });
  expect(await till.names()).toEqual([
    'refund.changed',
    'customer.changed',
    'till.changed',
    'history.changed',
  ]);
});

describe('many changes in one turn', () => {
  test('make one push of each view, of what is true at its end', async () => {
    const till = shownTill();
    await till.signIn('lin');
    const payment = till.payment();
    const reference = payment.reference;
    till.changes.emit('payment', payment);
    till.desk.cancel(reference);
    const cancelling = till.journal.payment(reference)!;
    till.changes.emit('payment', cancelling);
    till.changes.emit('status');
    const pushes = await till.pushes();
    expect(pushes.map(({ name }) => name)).toEqual(['customer.changed', 'till.changed', 'history.changed']);
    const [, whole, line] = pushes.map(({ payload }) => payload) as [CustomerView, TillView, PaymentView];
    expect([whole.current?.cancelling, line.cancelling]).toEqual(['asked', 'asked']);
    expect(await till.names()).toEqual([]);
  });

  test('of different payments and receipts push each of them, in their order', async () => {
    const till = shownTill();
    await till.signIn('lin');
    const payment = till.payment();
    const other = { ...payment, reference: 'T1-other' };
    const status = { reference: 'T1-other', copies: 1, why: null } as const;
    till.changes.emit('payment', payment);
    till.changes.emit('payment', other);
    till.changes.emit('receipt', { ...status, state: 'printing' });
    till.changes.emit('export', { state: 'idle' });
    till.changes.emit('receipt', { ...status, state: 'printed' });
    const pushes = await till.pushes();
    expect(pushes.map(({ name }) => name)).toEqual([
      'customer.changed',
      'till.changed',
      'history.changed',
      'history.changed',
      'receipts.changed',
      'export.changed',
    ]);
    expect(pushes[4]?.payload).toMatchObject({ state: 'printed' });
  });
});

test('whoever may not see the history gets no line of it, also when they signed out in that very turn', async () => {
  const till = shownTill();
  till.changes.emit('status');
  await till.pushes();
  till.changes.emit('payment', till.payment());
  expect(await till.names()).toEqual(['customer.changed', 'till.changed']);
  await till.signIn('lin');
  till.changes.emit('payment', till.desk.current!);
  till.session.signOut('asked');
  const pushes = await till.pushes();
  expect(pushes.map(({ name }) => name)).not.toContain('history.changed');
  const replaced = pushes.find(({ name }) => name === 'till.replaced');
  expect((replaced?.payload as TillSnapshot).history).toEqual([]);
});

test('a view that cannot be built is logged, keeps none of the others away, and is due again with the next change', async () => {
  const till = shownTill();
  await till.signIn('lin');
  const sound = till.state.station;
  const failing = (): never => {
    throw new Error('unreadable');
  };
  till.state.station = { ...sound, journalHealth: failing };
  till.changes.emit('imported');
  expect(await till.names()).toEqual(['customer.changed']);
  expect(till.log.lines).toMatchObject([{ level: 'error' }]);
  till.state.station = sound;
  till.changes.emit('status');
  expect(await till.names()).toEqual(['customer.changed', 'till.replaced']);
});
