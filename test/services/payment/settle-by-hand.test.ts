import { describe, expect, test } from 'vitest';
import { paymentView } from '#handlers/views/payment-view.ts';
import type { SettledAs } from '#domain/payment/payment.ts';
import { amountMismatch, moneyOf } from '#domain/payment/payment.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Answer } from '#services/gateway/gateway-port.ts';
import { lin, started, stateOf, stationKit } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';

const MINUTE = 60_000;
const [PAID, CANCELLED, FAILED] = [2, 3, 4];
const chen: Person = { id: 'chen', name: 'Chen', role: 'manager' };
const because = (outcome: SettledAs) =>
  ({ outcome, reason: 'the statement says so', by: lin, approvedBy: chen }) as const;

/** A sale whose answer was lost, at a gateway that says nothing about it until `speak`. */
const silentSale = async () => {
  const kit = stationKit();
  kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
  const list = kit.gateway.list.bind(kit.gateway);
  kit.gateway.list = () => Promise.resolve({ kind: 'malformed', detail: 'all null' });
  const reference = started(kit);
  await kit.clock.pass(MINUTE);
  expect(stateOf(kit, reference)).toBe('unknown');
  const speak = async (statusId: number, change = {}): Promise<void> => {
    kit.gateway.set(reference, { statusId, ...change });
    Object.assign(kit.gateway, { list });
    await kit.clock.pass(2 * MINUTE);
  };
  const payment = () => kit.journal.payment(reference)!;
  const events = () => kit.journal.story(reference).map(({ event }) => event.type);
  return { kit, reference, speak, payment, events };
};

describe('a payment whose outcome stays unknown', () => {
  test('is settled as paid by a manager, with the reason and both names, and the next sale begins', async () => {
    const { kit, reference, payment } = await silentSale();
    expect(kit.desk.tracker.settle(reference, because('paid'))).toMatchObject({ state: 'paid', late: false });
    expect(payment().byHand).toEqual({ ...because('paid'), at: kit.clock.now(), verdict: 'awaited' });
    expect(moneyOf(payment())).toMatchObject({ amount: 1250, currency: 'CNY' });
    expect(kit.desk.dismiss(reference)).toBe(true);
    expect(kit.desk.start(900, '').started).toBe(true);
  });

  test('is settled as not paid, and the next sale begins', async () => {
    const { kit, reference, payment } = await silentSale();
    expect(kit.desk.tracker.settle(reference, because('not-paid'))).toMatchObject({
      failure: 'settled-by-hand',
    });
    expect(payment().state).toBe('failed');
    expect(kit.desk.dismiss(reference)).toBe(true);
    expect(kit.desk.start(900, '').started).toBe(true);
  });

  test('is settled once', async () => {
    const { kit, reference } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    expect(kit.desk.tracker.settle(reference, because('not-paid'))).toBeUndefined();
    expect(stateOf(kit, reference)).toBe('paid');
  });

  test('goes on being looked up, after a restart as well', async () => {
    const { kit, reference, speak, payment } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    await kit.desk.tracker.stop();
    const next = kit.openDesk();
    next.resume();
    await speak(PAID);
    expect(payment().byHand?.verdict).toBe('confirmed');
    expect(payment().gateway?.statusId).toBe(PAID);
    await next.tracker.stop();
  });
});

describe('a lost answer that no look-up ever explains', () => {
  const oddly: readonly [string, Answer<never>][] = [
    ['is not there, and nothing else is there either', { kind: 'not-found' }],
    ['cannot be read', { kind: 'malformed', detail: 'shape Payments' }],
    ['is refused', { kind: 'rejected', reasons: [{ code: 1, info: 'x' }], payment: null }],
  ];

  test.each(oddly)(
    'is looked up less and less when the list %s, and a manager can settle it',
    async (_, answer) => {
      const kit = stationKit();
      kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
      let looks = 0;
      kit.gateway.list = () => Promise.resolve(((looks += 1), answer));
      kit.gateway.method = () => Promise.resolve({ kind: 'not-found' });
      const reference = started(kit);
      await kit.clock.pass(40 * MINUTE);
      expect(stateOf(kit, reference)).toBe('unknown');
      const soon = looks;
      await kit.clock.pass(24 * 60 * MINUTE);
      expect(looks - soon).toBe(140);
      expect(kit.gateway.created).toHaveLength(1);
      expect(kit.desk.tracker.settle(reference, because('not-paid'))).toMatchObject({ state: 'failed' });
      await kit.desk.tracker.stop();
    },
  );
});

describe('only what stays unknown is settled by hand', () => {
  test('a payment whose code the customer can scan is not', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('open');
    expect(kit.desk.tracker.maySettle(kit.journal.payment(reference)!)).toBe(false);
    expect(kit.desk.tracker.settle(reference, because('paid'))).toBeUndefined();
  });

  test('nor one that has ended, nor one that there is not', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: FAILED });
    await kit.clock.pass(5_000);
    expect(kit.desk.tracker.settle(reference, because('paid'))).toBeUndefined();
    expect(kit.desk.tracker.settle('T1-9', because('paid'))).toBeUndefined();
  });

  test('one that the gateway still calls open a quarter of an hour after its code has expired is', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.cancel = (id) => kit.gateway.get(id);
    await kit.clock.pass(24 * MINUTE);
    expect(kit.desk.tracker.maySettle(kit.journal.payment(reference)!)).toBe(false);
    await kit.clock.pass(2 * MINUTE);
    expect(stateOf(kit, reference)).toBe('open');
    expect(kit.desk.tracker.maySettle(kit.journal.payment(reference)!)).toBe(true);
    expect(kit.desk.tracker.settle(reference, because('not-paid'))).toMatchObject({ state: 'failed' });
  });
});

describe('what the gateway says later', () => {
  test('confirms what was settled as paid: the sale stands as it was settled', async () => {
    const { kit, reference, speak, payment, events } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    const { changedAt } = payment();
    await speak(PAID);
    expect(payment()).toMatchObject({
      state: 'paid',
      late: false,
      changedAt,
      byHand: { verdict: 'confirmed' },
    });
    expect(events()).not.toContain('corrected');
    expect(kit.desk.tracker.unsettled).toEqual([]);
  });

  test.each([CANCELLED, FAILED])(
    'corrects what was settled as paid to not paid (status %i)',
    async (status) => {
      const { kit, reference, speak, payment, events } = await silentSale();
      kit.desk.tracker.settle(reference, because('paid'));
      await speak(status);
      expect(payment()).toMatchObject({ byHand: { outcome: 'paid', verdict: 'corrected' } });
      expect(payment().state).toBe(status === CANCELLED ? 'cancelled' : 'failed');
      expect(events()).toContain('corrected');
      expect(kit.desk.tracker.unsettled).toMatchObject([{ reference }]);
      expect(kit.desk.tracker.acceptUnsettled(reference, payment().state)).toMatchObject({
        byHand: { verdict: 'correction-accepted' },
      });
      expect(kit.desk.tracker.unsettled).toEqual([]);
    },
  );

  test('is not accepted by a person who was shown something else', async () => {
    const { kit, reference, speak, payment } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    await speak(FAILED);
    const shown = payment().state;
    await speak(PAID);
    expect(payment()).toMatchObject({ state: 'paid', late: true });
    expect(kit.desk.tracker.acceptUnsettled(reference, shown)).toBeUndefined();
    expect(kit.desk.tracker.unsettled).toMatchObject([{ reference, lateAccepted: false }]);
    expect(kit.desk.tracker.acceptUnsettled(reference, 'paid')).toMatchObject({ lateAccepted: true });
  });

  test('is accepted as it is now if nobody says what was shown, and only once', async () => {
    const { kit, reference, speak } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    await speak(FAILED);
    const accept = () => kit.desk.tracker.acceptUnsettled(reference, undefined);
    expect(accept()).toMatchObject({ byHand: { verdict: 'correction-accepted' } });
    expect(accept()).toBeUndefined();
  });

  test('is followed again if it corrects a payment that is no longer watched', async () => {
    const { kit, reference, speak, payment } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    await kit.clock.pass(8 * 24 * 60 * MINUTE);
    kit.gateway.set(reference, { statusId: CANCELLED });
    kit.desk.tracker.applyStatus(reference, kit.gateway.stored(reference)!);
    expect(payment().state).toBe('cancelled');
    await speak(PAID);
    expect(payment()).toMatchObject({ state: 'paid', late: true });
  });

  test('the alert about a correction is there again after a restart', async () => {
    const { kit, reference, speak } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    await speak(FAILED);
    await kit.desk.tracker.stop();
    const next = kit.openDesk();
    next.resume();
    expect(next.tracker.unsettled).toMatchObject([{ reference }]);
    await next.tracker.stop();
  });

  test('corrects what was settled as not paid: it is a late payment that a person accepts or refunds', async () => {
    const { kit, reference, speak, payment, events } = await silentSale();
    kit.desk.tracker.settle(reference, because('not-paid'));
    await speak(PAID);
    expect(payment()).toMatchObject({ state: 'paid', late: true, byHand: { verdict: 'corrected' } });
    expect(events()).toContain('corrected');
    expect(kit.desk.tracker.unsettled).toMatchObject([{ reference }]);
  });

  test('confirms what was settled as not paid, which may still be paid late', async () => {
    const { kit, reference, speak, payment } = await silentSale();
    kit.desk.tracker.settle(reference, because('not-paid'));
    const problem = () => paymentView(payment(), [], false).problem;
    expect(problem()).toMatchObject({ code: 'payment-settled-not-paid' });
    await speak(CANCELLED);
    expect(payment()).toMatchObject({ state: 'failed', byHand: { verdict: 'confirmed' } });
    expect(problem(), 'it no longer says that the gateway has not confirmed it').toBeNull();
    await speak(PAID);
    expect(payment()).toMatchObject({ state: 'paid', late: true, byHand: { verdict: 'corrected' } });
  });

  test('corrects the amount of what was settled as paid, and a person must look at it', async () => {
    const { kit, reference, speak, payment } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    await speak(PAID, { amount: 1_200 });
    expect(payment()).toMatchObject({ state: 'paid', byHand: { verdict: 'corrected' } });
    expect(amountMismatch(payment())).toMatchObject({ amount: 1_200 });
    expect(kit.desk.tracker.unsettled).toMatchObject([{ reference }]);
  });

  test('comes from a reconciliation as well as from its own look-ups', async () => {
    const { kit, reference, payment } = await silentSale();
    kit.desk.tracker.settle(reference, because('paid'));
    kit.gateway.set(reference, { statusId: FAILED });
    kit.desk.tracker.applyStatus(reference, kit.gateway.stored(reference)!);
    expect(payment()).toMatchObject({ state: 'failed', byHand: { verdict: 'corrected' } });
  });
});
