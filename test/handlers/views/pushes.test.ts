import { describe, expect, test } from 'vitest';
import type { EventName } from '#contract/events.ts';
import type { CustomerView, PaymentView, TillSnapshot, TillView } from '#contract/views.ts';
import { usualAppearance } from '#domain/shop/appearance.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { pushChanges } from '#handlers/views/push/pushes.ts';
import type { ShownStation } from '#handlers/views/snapshot.ts';
import { LISTED } from '#handlers/views/snapshot.ts';
import { paperLog } from '../../electron/system/paper-log.ts';
import { REFUNDS } from '../../support/print/receipts.ts';
import { started, stationKit } from '../../support/station-kit.ts';
import { PINS, staffKit } from '../../support/staff-kit.ts';
import { quietStation } from './quiet-station.ts';

interface Pushed {
  readonly name: EventName;
  readonly payload: unknown;
}

/** The windows of a till at which nobody is signed in yet, with everything pushed to them. */
const shownTill = () => {
  const kit = stationKit();
  const { clock, journal, changes, desk: payments } = kit;
  // The gateway's answer is another change.
  kit.gateway.create = () => new Promise(() => undefined);
  const people = staffKit({ changes });
  const log = paperLog();
  const pushed: Pushed[] = [];
  const counts: number[] = [];
  const station: ShownStation = {
    ...quietStation,
    payments,
    refunds: { tracker: { otherSiteOf: () => null, maySettle: () => false } },
    journal: {
      payment: (reference) => journal.payment(reference),
      newestBetween: (from, to, limit) => journal.newestBetween(from, to, limit),
      countBetween: (from, to) => journal.countBetween(from, to),
      refundsOf: () => [],
    },
  };
  const state: { station: ShownStation; language: LanguageName } = { station, language: 'en' };
  const ports = {
    clock,
    log,
    staff: people.staff,
    tries: people.tries,
    known: { unread: [] },
    display: () => ({ fault: null, own: null, code: 0, kiosk: 'off' as const }),
    appearance: () => ({ chosen: usualAppearance, language: state.language }),
    onUnfinished: (count: number) => void counts.push(count),
    push: (name: EventName, payload: unknown) => void pushed.push({ name, payload }),
  };
  pushChanges(ports, changes, people.session, () => state.station);
  /** What was pushed since the last call, after this turn. */
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
  return { ...kit, ...people, clock, journal, log, counts, state, pushes, names, signIn, payment };
};

test('windows are told the zone of the business days, by which they write every time', async () => {
  const till = shownTill();
  const inShanghai = businessDays({ cutOff: '04:00', timeZone: 'Asia/Shanghai' });
  till.state.station = { ...till.state.station, businessDays: inShanghai };
  till.changes.emit('status');
  const [, { payload }] = (await till.pushes()) as [Pushed, Pushed];
  expect((payload as TillSnapshot).till.timeZone).toBe('Asia/Shanghai');
});

describe('one change', () => {
  test('pushes the whole till first, and from then on each view once', async () => {
    const till = shownTill();
    till.changes.emit('status');
    expect(await till.names()).toEqual(['customer.changed', 'till.replaced']);
    till.changes.emit('status');
    expect(await till.names()).toEqual(['customer.changed', 'till.changed']);
  });

  test('of a payment is pushed to both windows, with its current line of the history', async () => {
    const till = shownTill();
    await till.signIn('lin');
    const payment = till.payment();
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

  test('of how the windows look is pushed to the till whole, and to the customer without what is the till’s', async () => {
    const till = shownTill();
    till.changes.emit('appearance');
    const { theme, contrast, motion, sounds } = usualAppearance;
    expect(await till.pushes()).toEqual([
      { name: 'appearance.changed', payload: { chosen: usualAppearance, language: 'en' } },
      { name: 'customer.lookChanged', payload: { theme, contrast, motion, sound: sounds.customer } },
    ]);
  });

  test('of the till’s language is pushed with the whole till, whose lines and problems name amounts in it', async () => {
    const till = shownTill();
    till.changes.emit('status');
    await till.names();
    till.state.language = 'de';
    till.changes.emit('appearance');
    expect(await till.names()).toEqual([
      'appearance.changed',
      'customer.lookChanged',
      'customer.changed',
      'till.replaced',
    ]);
    till.changes.emit('appearance');
    expect(await till.names()).toEqual(['appearance.changed', 'customer.lookChanged']);
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

  test('of who is signed in replaces the whole till, whatever else changed in that turn', async () => {
    const till = shownTill();
    await till.signIn('lin');
    till.payment();
    till.changes.emit('people');
    till.changes.emit('imported');
    expect(await till.names()).toEqual(['customer.changed', 'till.replaced', 'session.changed']);
  });

  test('after midnight replaces the till, because the list is of another day', async () => {
    const till = shownTill();
    await till.signIn('lin');
    await till.clock.pass(24 * 3_600_000);
    await till.pushes();
    till.payment();
    expect(await till.names()).toEqual(['customer.changed', 'till.replaced']);
  });
});

test('after as many payments as the list has, the till is replaced: nobody’s list grows all day', async () => {
  const till = shownTill();
  await till.signIn('lin');
  const first = till.payment();
  await till.pushes();
  const pushedBy = async (n: number): Promise<readonly string[]> => {
    till.changes.emit('payment', { ...first, reference: `T1-${n}` });
    return till.names();
  };
  const one = ['customer.changed', 'till.changed', 'history.changed'];
  for (let n = 1; n < LISTED; n += 1) expect(await pushedBy(n)).toEqual(one);
  expect(await pushedBy(LISTED)).toContain('till.replaced');
  expect(await pushedBy(LISTED)).toEqual(one);
});

test('a payment of an earlier day that moves with who is at the till is still pushed: today’s list does not hold it', async () => {
  const till = shownTill();
  await till.signIn('lin');
  const payment = till.payment();
  await till.pushes();
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

test('of a refund pushes the refund and its payment', async () => {
  const till = shownTill();
  await till.signIn('lin');
  const { reference } = till.payment();
  await till.pushes();
  till.changes.emit('refund', { ...REFUNDS.requested, paymentReference: reference });
  expect(await till.names()).toEqual([
    'refund.changed',
    'customer.changed',
    'till.changed',
    'history.changed',
  ]);
});

test('of a refund whose payment cannot be read still pushes the rest', async () => {
  const till = shownTill();
  await till.signIn('lin');
  const { reference } = till.payment();
  await till.pushes();
  const { journal } = till.state.station;
  const payment = (): never => {
    throw new Error('SQLITE_IOERR');
  };
  till.state.station = { ...till.state.station, journal: { ...journal, payment } };
  try {
    till.changes.emit('refund', { ...REFUNDS.requested, paymentReference: reference });
  } catch (error) {
    expect(String(error)).toContain('SQLITE_IOERR');
  }
  expect(await till.names()).toEqual(['refund.changed', 'customer.changed', 'till.changed']);
});

describe('many changes in one turn', () => {
  test('make one push of each view, with the state at the end of the turn', async () => {
    const till = shownTill();
    await till.signIn('lin');
    const { reference } = till.payment();
    till.desk.cancel(reference);
    till.changes.emit('status');
    const pushes = await till.pushes();
    expect(pushes.map(({ name }) => name)).toEqual(['customer.changed', 'till.changed', 'history.changed']);
    const [, whole, line] = pushes.map(({ payload }) => payload) as [CustomerView, TillView, PaymentView];
    expect([whole.current?.cancelling, line.cancelling]).toEqual(['asked', 'asked']);
    expect(await till.names()).toEqual([]);
  });

  test('of different payments and receipts push each of them, in order', async () => {
    const till = shownTill();
    await till.signIn('lin');
    const payment = till.payment();
    const other = { ...payment, reference: 'T1-other' };
    let state = 'printing' as 'printing' | 'printed';
    const status = () => ({ reference: 'T1-other', state, copies: 1, why: null });
    till.state.station = { ...till.state.station, receipts: { ...quietStation.receipts, status } };
    till.changes.emit('payment', other);
    till.changes.emit('receipt', 'T1-other');
    till.changes.emit('export', { state: 'idle' });
    till.changes.emit('receipt', 'T1-other');
    state = 'printed';
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

test('the history is not pushed to people who may not see it, nor when somebody signed out in that turn', async () => {
  const till = shownTill();
  till.changes.emit('status');
  await till.pushes();
  till.payment();
  expect(await till.names()).toEqual(['customer.changed', 'till.changed']);
  await till.signIn('lin');
  till.changes.emit('payment', till.desk.current!);
  till.session.signOut('asked');
  const pushes = await till.pushes();
  expect(pushes.map(({ name }) => name)).not.toContain('history.changed');
  const replaced = pushes.find(({ name }) => name === 'till.replaced');
  expect((replaced?.payload as TillSnapshot).history).toEqual([]);
});

test('a view that cannot be built is logged, does not affect the others, and is tried again at the next change', async () => {
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
