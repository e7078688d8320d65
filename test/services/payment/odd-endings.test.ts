import { describe, expect, test } from 'vitest';
import { codeOf, amountMismatch } from '#domain/payment/payment.ts';
import { customerView } from '#handlers/views/customer-view.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { lin, started, stateOf, stationKit } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { justBegun, noReceipt, shownShop } from '../../support/shown-shop.ts';

describe('a till is never blocked for ever', () => {
  const trouble = [
    { kind: 'server-fault', status: 500, retryAfterMs: null },
    { kind: 'malformed', detail: 'html' },
    { kind: 'not-found' },
  ] as const;

  test.each(trouble)(
    'when cancel is answered with $kind again and again, the payment can be parked and blocks for its time only',
    async (answer) => {
      const kit = stationKit({ parkingAllowed: false });
      const reference = started(kit);
      await settle();
      kit.gateway.next.cancel = Array.from({ length: 10 }, () => answer);
      kit.desk.cancel(reference);
      await kit.clock.pass(60_000);
      expect(kit.desk.dismiss(reference)).toBe(true);
      expect(kit.desk.start(1300, '')).toMatchObject({ why: 'payment-unresolved' });
      await kit.clock.pass(25 * 60_000);
      expect(kit.desk.start(1300, '').started).toBe(true);
    },
  );

  test('when cancel is accepted but the payment stays open, the payment can be dismissed and is watched to its end', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.cancel = (id) => kit.gateway.get(id);
    kit.desk.cancel(reference);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'open', cancelling: 'accepted' });
    expect(kit.desk.dismiss(reference)).toBe(true);
    expect(kit.journal.activity.map(({ record }) => record)).toEqual([
      { type: 'payment-set-aside', by: lin, reference },
    ]);
    kit.gateway.set(reference, { statusId: 3 });
    await kit.clock.pass(10_000);
    expect(stateOf(kit, reference)).toBe('cancelled');
  });

  test('when the gateway does not answer a cancel, the payment can be parked for the next customer, and is watched', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.get = () => Promise.resolve({ kind: 'no-answer', detail: 'timeout' });
    kit.desk.cancel(reference);
    await kit.clock.pass(19_000);
    expect(kit.desk.dismiss(reference)).toBe(false);
    const updates = recorded(kit.changes, 'status');
    await kit.clock.pass(2_000);
    expect(updates).not.toEqual([]);
    expect(kit.desk.dismiss(reference)).toBe(true);
    expect(stateOf(kit, reference)).toBe('open');
    expect(kit.desk.parked.map((one) => one.reference)).toEqual([reference]);
  });

  test('when the gateway returns only errors about the payment, it can be parked, and blocks for its time only', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.get = () => Promise.resolve({ kind: 'not-found' });
    kit.gateway.list = () => Promise.resolve({ kind: 'not-found' });
    await kit.clock.pass(24 * 60_000);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'open', cancelling: 'asked-by-deadline' });
    expect(kit.desk.dismiss(reference)).toBe(true);
    const updates = recorded(kit.changes, 'status');
    await kit.clock.pass(2 * 60_000);
    expect(updates).not.toEqual([]);
    expect(kit.desk.start(900, '').started).toBe(true);
  });

  test('a Retry-After of one hour does not hold up a payment with a customer waiting', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.next.get = [{ kind: 'server-fault', status: 503, retryAfterMs: 3_600_000 }];
    await kit.clock.pass(3_000);
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(61_000);
    expect(stateOf(kit, reference)).toBe('paid');
  });

  test.each([
    ['back', -3_600_000],
    ['ahead', 3_600_000],
  ])('a clock that is set %s an hour changes nothing about a payment', async (_way, jump) => {
    const kit = stationKit();
    const reference = started(kit);
    await kit.clock.pass(5_000);
    kit.clock.set(jump);
    await kit.clock.pass(10_000);
    expect(kit.desk.currentAge).toBe(15_000);
    expect(kit.desk.currentStateAge).toBe(15_000);
    expect(kit.desk.current).toMatchObject({ state: 'open', cancelling: 'no' });
    await kit.clock.pass(kit.desk.current!.terminal.tokenLifetime * 60_000 - 15_000);
    expect(stateOf(kit, reference)).toBe('open');
    await kit.clock.pass(10_000);
    expect(stateOf(kit, reference)).toBe('cancelled');
    const times = kit.journal.story(reference).map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('a parked payment', () => {
  test('is cancelled: its code never appears again, not even after a restart, and it is not sent again', async () => {
    const kit = stationKit();
    kit.gateway.storesUnanswered = false;
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('unknown');
    expect(kit.desk.dismiss(reference)).toBe(true);
    await kit.clock.pass(60_000);
    expect(kit.gateway.created).toHaveLength(1);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'failed', failure: 'never-arrived' });
  });

  test('that the gateway has after all is cancelled there', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    kit.gateway.next.list = [{ kind: 'unreachable', detail: 'down' }];
    const reference = started(kit);
    await settle();
    kit.desk.dismiss(reference);
    await kit.clock.pass(30_000);
    expect(stateOf(kit, reference)).toBe('cancelled');
  });
});

describe('what proves nothing', () => {
  test('a list that was not filtered as asked is no proof that the payment is missing', async () => {
    const kit = stationKit();
    kit.gateway.storesUnanswered = false;
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    kit.gateway.list = () =>
      Promise.resolve({
        kind: 'ok',
        value: { payments: [], unread: [], pageIndex: 1, totalPages: 9, totalCount: 90 },
      });
    started(kit);
    await kit.clock.pass(120_000);
    expect(kit.gateway.created).toHaveLength(1);
  });
});

describe('a gateway that has no list for the reference of a payment whose answer was lost', () => {
  const lost = () => {
    const kit = stationKit();
    kit.gateway.storesUnanswered = false;
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    kit.gateway.next.list = Array.from({ length: 200 }, () => ({ kind: 'not-found' as const }));
    return kit;
  };

  test('does not have the payment, provided that it answers otherwise: the same request is sent again', async () => {
    const kit = lost();
    const reference = started(kit);
    await kit.clock.pass(29_000);
    expect(kit.gateway.created).toHaveLength(1);
    await kit.clock.pass(16_000);
    expect(stateOf(kit, reference)).toBe('open');
    expect(kit.gateway.created).toHaveLength(2);
    expect(kit.gateway.created[1]).toMatchObject({ reference, requestId: kit.gateway.created[0]!.requestId });
  });

  test('has perhaps the payment when it answers nothing else either', async () => {
    const kit = lost();
    kit.gateway.next.method = Array.from({ length: 200 }, () => ({ kind: 'not-found' as const }));
    const reference = started(kit);
    await kit.clock.pass(120_000);
    expect(stateOf(kit, reference)).toBe('unknown');
    expect(kit.gateway.created).toHaveLength(1);
  });
});

describe('a payment in another amount than was charged', () => {
  const otherwise = async () => {
    const kit = stationKit({ asksAfterPaid: true });
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 2, amount: 9_999 });
    await kit.clock.pass(3_000);
    return { kit, reference };
  };

  test('is paid, with both amounts, and stays unsettled until a person accepts it, even over a restart', async () => {
    const { kit, reference } = await otherwise();
    expect(kit.desk.current).toMatchObject({ reference, state: 'paid', late: false, amount: 1250 });
    const next = kit.openDesk();
    next.resume();
    expect(next.tracker.unsettled.map(amountMismatch)).toMatchObject([{ amount: 9_999, currency: 'CNY' }]);
    next.tracker.acceptUnsettled(reference, 'paid');
    expect(next.tracker.unsettled).toEqual([]);
  });

  test('shows the customer what was taken, not what was charged', async () => {
    const { kit } = await otherwise();
    expect(customerView(kit.desk.current, justBegun, shownShop, noReceipt, { at: 'none' })).toMatchObject({
      state: 'paid',
      amount: 9_999,
    });
  });

  test('is not polled, cancelled or charged again automatically', async () => {
    const { kit, reference } = await otherwise();
    const asked = kit.gateway.calls.length;
    kit.desk.cancel(reference);
    await kit.clock.pass(3_600_000);
    expect(kit.gateway.calls).toHaveLength(asked);
    expect(kit.gateway.created).toHaveLength(1);
  });

  test('does not block the next sale, but the same amount once more asks first', async () => {
    const { kit, reference } = await otherwise();
    expect(kit.desk.dismiss(reference)).toBe(true);
    expect(kit.desk.start(1250, '')).toMatchObject({ why: 'same-amount', earlier: { reference } });
    expect(kit.desk.start(900, '').started).toBe(true);
  });

  test('that succeeds while the cashier cancels ends the cancel', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 2, amount: 9_999 });
    kit.desk.cancel(reference);
    await settle();
    expect(stateOf(kit, reference)).toBe('paid');
    expect(kit.gateway.calls).not.toContain('cancel');
  });
});

describe('a late payment', () => {
  const late = async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 5 });
    await kit.clock.pass(3_000);
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(61_000);
    return { kit, reference };
  };

  test('stays unsettled until a person accepts it, even over a restart', async () => {
    const { kit, reference } = await late();
    expect(kit.desk.tracker.unsettled.map((payment) => payment.reference)).toEqual([reference]);
    const next = kit.openDesk();
    next.resume();
    expect(next.tracker.unsettled).toHaveLength(1);
    next.tracker.acceptUnsettled(reference, 'paid');
    expect(next.tracker.unsettled).toEqual([]);
    expect(kit.journal.payment(reference)).toMatchObject({ late: true, lateAccepted: true });
    expect(kit.journal.story(reference).at(-1)?.event).toEqual({ type: 'late-accepted', by: lin });
  });

  test('in another amount than was charged is unsettled, too, with both amounts', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 5 });
    await kit.clock.pass(3_000);
    kit.gateway.set(reference, { statusId: 2, amount: 9_999 });
    await kit.clock.pass(61_000);
    const next = kit.openDesk();
    next.resume();
    expect(next.tracker.unsettled.map(amountMismatch)).toMatchObject([{ amount: 9_999, currency: 'CNY' }]);
    expect(next.tracker.unsettled).toMatchObject([{ reference, amount: 1250 }]);
    next.tracker.acceptUnsettled(reference, 'paid');
    expect(next.tracker.unsettled).toEqual([]);
  });

  test('can be accepted once, and only when it is late', async () => {
    const { kit, reference } = await late();
    expect(kit.desk.tracker.acceptUnsettled('no-such', 'paid')).toBeUndefined();
    expect(kit.desk.tracker.acceptUnsettled(reference, 'paid')).toBeDefined();
    expect(kit.desk.tracker.acceptUnsettled(reference, 'paid')).toBeUndefined();
  });
});

test('a code that comes only with a later answer is shown then', async () => {
  const kit = stationKit();
  const create = kit.gateway.create.bind(kit.gateway);
  kit.gateway.create = async (intent) => {
    const answer = await create(intent);
    return answer.kind === 'ok' ? { ...answer, value: { ...answer.value, redirectUrl: null } } : answer;
  };
  const reference = started(kit);
  await settle();
  expect(codeOf(kit.journal.payment(reference)!)).toBeNull();
  await kit.clock.pass(3_000);
  expect(codeOf(kit.journal.payment(reference)!)).toContain('PaymentToken');
});
