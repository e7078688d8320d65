import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PaymentView } from '#contract';
import { PressGuard, SETTLE_MS } from '../../../../src-renderer/state/sale/press-guard.svelte.ts';
import { payment, unready } from '../../harness/views.ts';
import { openSale, type } from './open-sale.ts';

const notPaid = (given: Partial<PaymentView> = {}): PaymentView =>
  payment({ state: 'failed', orderReference: 'Table 7', note: 'blue coat', ...given });

describe('the one button under the thumb', () => {
  test.each([
    ['cancel', 'a code that waits', payment({ state: 'open' })],
    ['cancel', 'an unknown outcome', payment({ state: 'unknown' })],
    ['park', 'a cancel that was refused', payment({ state: 'pending', cancelling: 'refused' })],
    ['new-sale', 'a paid one', payment({ state: 'paid' })],
    ['charge-again', 'a failed one', notPaid()],
    ['charge-again', 'an expired one', notPaid({ state: 'expired' })],
    ['charge-again', 'a cancelled one', notPaid({ state: 'cancelled' })],
    ['new-sale', 'one in another currency than the till has now', notPaid({ currency: 'EUR' })],
    ['charge', 'no payment', null],
  ] as const)('offers %s with %s', async (act, _, current) => {
    const { sale } = await openSale({ current });
    expect(sale.act).toBe(act);
  });

  test.each([
    ['no payment', null],
    ['a failed one', notPaid()],
    ['an expired one', notPaid({ state: 'expired' })],
    ['a cancelled one', notPaid({ state: 'cancelled' })],
  ] as const)('offers what helps with %s while no charge can begin', async (_, current) => {
    const { readiness } = unready('shift-needed', 'open-shift');
    const { sale, show } = await openSale({ current, readiness });
    expect(sale.act).toBe('remedy');
    expect(sale.inTheWay).toMatchObject({ remedy: 'open-shift' });
    expect(sale.maySameAgain).toBe(false);
    show({ current });
    expect(sale.inTheWay).toBeNull();
  });

  test.each([
    ['cancel', payment({ state: 'open' })],
    ['new-sale', payment({ state: 'paid' })],
  ] as const)(
    'offers %s with a payment whatever keeps the next charge from starting',
    async (act, current) => {
      const { readiness } = unready('no-internet', 'try-again');
      const { sale } = await openSale({ current, readiness });
      expect(sale.act).toBe(act);
      expect([sale.inTheWay, sale.maySameAgain]).toEqual([null, false]);
    },
  );
});

describe('a double tap', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('does nothing until the button has been there for 700 ms', () => {
    const guard = new PressGuard();
    guard.show('charge');
    expect(guard.settling).toBe(false);
    guard.show('cancel');
    expect(guard.settling).toBe(true);
    vi.advanceTimersByTime(SETTLE_MS - 1);
    expect(guard.settling).toBe(true);
    vi.advanceTimersByTime(1);
    expect(guard.settling).toBe(false);
  });

  test('restarts the wait with every change, but not if nothing changed', () => {
    const guard = new PressGuard();
    for (const act of ['charge', 'cancel'] as const) guard.show(act);
    vi.advanceTimersByTime(SETTLE_MS - 1);
    guard.show('new-sale');
    vi.advanceTimersByTime(SETTLE_MS - 1);
    expect(guard.settling).toBe(true);
    vi.advanceTimersByTime(1);
    guard.show('new-sale');
    expect(guard.settling).toBe(false);
  });
});

describe('charging the same again', () => {
  test.each(['failed', 'expired', 'cancelled', 'paid'] as const)(
    'after a payment that is %s begins a new payment of that amount, order and note',
    async (state) => {
      const { bridge, sale } = await openSale({ current: notPaid({ state }) });
      bridge.answer('payments.dismiss', {});
      bridge.answer('payments.start', { answer: 'started', payment: payment() });
      await sale.sameAgain();
      expect(bridge.made('payments.dismiss')).toEqual([{ reference: payment().reference }]);
      expect(bridge.made('payments.start')).toEqual([
        { amount: 1250, orderReference: 'Table 7', note: 'blue coat' },
      ]);
    },
  );

  test('does nothing while no charge can begin, and the payment stays on the screen until one can', async () => {
    const { bridge, sale, show } = await openSale({
      current: notPaid(),
      readiness: unready('no-internet', 'try-again').readiness,
    });
    await sale.sameAgain();
    expect(bridge.made('payments.dismiss')).toEqual([]);
    bridge.answer('payments.dismiss', {});
    bridge.answer('payments.start', { answer: 'started', payment: payment() });
    show({ current: notPaid() });
    expect(sale.act).toBe('charge-again');
    await sale.sameAgain();
    expect(bridge.made('payments.start')).toMatchObject([{ amount: 1250 }]);
  });

  test('keeps the amount if the till finds out only then that no charge can begin', async () => {
    const { bridge, sale, show } = await openSale({ current: notPaid() });
    const { readiness } = unready('no-internet', 'try-again');
    const held = bridge.hold('payments.dismiss');
    const again = sale.sameAgain();
    show({ readiness });
    await held.answer({});
    await again;
    expect([sale.amount, sale.orderReference, sale.note]).toEqual([1250, 'Table 7', 'blue coat']);
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test('charges nothing if the ended payment could not be left, and says why', async () => {
    const { bridge, sale } = await openSale({ current: notPaid() });
    bridge.refuse('payments.dismiss', 'unexpected');
    await sale.sameAgain();
    expect(sale.notice.current).toMatchObject({ problem: { code: 'unexpected' } });
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test.each([
    ['is late', payment({ state: 'paid', late: true })],
    ['took another amount', payment({ state: 'paid', amountMismatch: { amount: 9_999, currency: 'CNY' } })],
    ['has not ended', payment({ state: 'open' })],
  ])('is not offered after a payment that %s', async (_, current) => {
    const { sale } = await openSale({ current });
    expect(sale.maySameAgain).toBe(false);
  });
});

describe('a running sum', () => {
  test('is charged as one amount', async () => {
    const { bridge, sale } = await openSale();
    bridge.answer('payments.start', { answer: 'started', payment: payment() });
    type(sale, '3650×2+5500');
    await sale.charge();
    expect(bridge.made('payments.start')).toEqual([{ amount: 12_800, orderReference: '' }]);
  });

  test('below zero is refused in words, and nothing is charged', async () => {
    const { bridge, sale } = await openSale();
    type(sale, '100−500');
    await sale.charge();
    expect(sale.notice.current).toMatchObject({ problem: { code: 'sum-below-zero' } });
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test('does not begin while a paid sale is on the screen', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'paid' }) });
    sale.entry.type('+');
    expect(sale.current).not.toBeNull();
    expect(bridge.made('payments.dismiss')).toEqual([]);
  });
});
