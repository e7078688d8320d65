import { describe, expect, test } from 'vitest';
import { cancelPayment } from '../../../../src-renderer/state/sale/current-payment.svelte.ts';
import { payment } from '../../harness/views.ts';
import { openSale, type } from './open-sale.ts';

const { reference } = payment();

describe('cancelling the current payment', () => {
  test('calls main once, however often it is pressed', async () => {
    const { bridge, sale, show } = await openSale({ current: payment({ state: 'open' }) });
    expect(sale.mayCancel).toBe(true);
    const held = bridge.hold('payments.cancel');
    const first = sale.cancel();
    expect(sale.mayCancel).toBe(false);
    await sale.cancel();
    show({ current: payment({ cancelling: 'asked' }) });
    await held.answer(payment({ cancelling: 'asked' }));
    await first;
    expect(bridge.made('payments.cancel')).toEqual([{ reference }]);
    expect(sale.mayCancel).toBe(false);
  });

  test('that main refuses says why, and may be tried again', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'open' }) });
    bridge.refuse('payments.cancel', 'payment-ended');
    await sale.cancel();
    expect(sale.notice.current).toMatchObject({ problem: { code: 'payment-ended' } });
    expect(sale.mayCancel).toBe(true);
  });

  test('of another payment returns why not, and shows nothing near the amount', async () => {
    const { bridge, sale } = await openSale();
    bridge.refuse('payments.cancel', 'payment-ended');
    expect(await cancelPayment(bridge, reference)).toEqual({ code: 'payment-ended', details: {} });
    expect(sale.notice.current).toBeNull();
    bridge.answer('payments.cancel', payment({ cancelling: 'asked' }));
    expect(await cancelPayment(bridge, reference)).toBeNull();
  });

  test.each([
    ['no current payment', null, false],
    ['one being sent', payment({ state: 'sending' }), true],
    ['one whose outcome is unknown', payment({ state: 'unknown' }), true],
    ['one being cancelled', payment({ cancelling: 'asked' }), false],
    ['one whose cancel was refused', payment({ cancelling: 'refused' }), false],
    ['one that is paid', payment({ state: 'paid' }), false],
  ] as const)('with %s is offered: %3$s', async (_, current, may) => {
    const { sale } = await openSale({ current });
    expect(sale.mayCancel).toBe(may);
  });
});

describe('the next sale', () => {
  test('starts once the payment has ended, without waiting for main', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'paid' }) });
    const held = bridge.hold('payments.dismiss');
    const leaving = sale.startNewSale();
    expect(sale.current).toBeNull();
    expect(sale.phase).toBe('none');
    expect(sale.amount).toBe(0);
    await held.answer({});
    await leaving;
    expect(bridge.made('payments.dismiss')).toEqual([{ reference }]);
  });

  test('shows the payment again when main does not dismiss it, and says why', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'paid' }) });
    bridge.refuse('payments.dismiss', 'disk-full');
    await sale.startNewSale();
    expect(sale.current?.reference).toBe(reference);
    expect(sale.notice.current).toMatchObject({ problem: { code: 'disk-full' } });
  });

  test('does not start while a payment is in progress', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'open' }) });
    expect(sale.mayLeave).toBe(false);
    await sale.startNewSale();
    expect(bridge.made('payments.dismiss')).toEqual([]);
    expect(sale.current?.reference).toBe(reference);
  });

  test('may start while a payment whose outcome is unknown is still watched', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'unknown' }) });
    bridge.answer('payments.dismiss', {});
    expect(sale.mayLeave).toBe(true);
    expect(sale.isBusy).toBe(true);
    await sale.startNewSale();
    expect(sale.isBusy).toBe(false);
  });
});

describe('a parked payment', () => {
  const parked = payment({ reference: 'T1-20261105-000011-PARKED01', state: 'unknown' });

  test('becomes current again, even if it was parked a moment ago', async () => {
    const { bridge, sale, show } = await openSale({ current: parked });
    bridge.answer('payments.dismiss', {});
    bridge.answer('payments.unpark', parked);
    await sale.startNewSale();
    expect(sale.current).toBeNull();
    await sale.unpark(parked.reference);
    show({ current: parked });
    expect(sale.current).toEqual(parked);
    expect(bridge.made('payments.unpark')).toEqual([{ reference: parked.reference }]);
  });

  describe('that becomes current while a sale is being typed', () => {
    const interrupted = async () => {
      const kit = await openSale({ parked: 1 });
      type(kit.sale, '12.50');
      kit.sale.entry.say({ orderReference: 'table 4' });
      kit.bridge.answer('payments.unpark', parked);
      kit.bridge.answer('payments.dismiss', {});
      await kit.sale.unpark(parked.reference);
      kit.show({ current: { ...parked, state: 'paid' }, mayDismiss: true });
      return kit;
    };

    test('leaves that sale on the keypad', async () => {
      const { sale, show } = await interrupted();
      expect(sale.amount).toBe(parked.amount);
      await sale.startNewSale();
      show({ current: null });
      expect([sale.amount, sale.orderReference]).toEqual([1250, 'table 4']);
    });

    test('but a refusal that comes late takes it from nobody, and an answer after the sign-out leaves the next person nothing', async () => {
      const { bridge, sale, show } = await interrupted();
      bridge.refuse('payments.unpark', 'payment-running');
      await sale.unpark(parked.reference);
      await sale.startNewSale();
      show({ current: null });
      expect(sale.amount).toBe(1250);
      const held = bridge.hold('payments.unpark');
      const late = sale.unpark(parked.reference);
      sale.forget();
      type(sale, '7');
      await held.answer(parked);
      await late;
      show({ current: { ...parked, state: 'paid' }, mayDismiss: true });
      await sale.startNewSale();
      show({ current: null });
      expect(sale.amount).toBe(0);
    });

    test('and is still there after the other was charged again, which is what a question names meanwhile', async () => {
      const { bridge, sale, show } = await interrupted();
      const failed = { ...parked, state: 'failed', orderReference: 'table 9', note: '' } as const;
      show({ current: failed, mayDismiss: true });
      const asked = bridge.hold('payments.start');
      const charging = sale.sameAgain();
      await expect.poll(() => bridge.made('payments.start')).toHaveLength(1);
      expect([sale.amount, sale.orderReference]).toEqual([failed.amount, 'table 9']);
      await asked.answer({ answer: 'same-amount', earlier: parked });
      await charging;
      expect([sale.amount, sale.orderReference]).toEqual([failed.amount, 'table 9']);
      expect(sale.showsEntry).toBe(false);
      bridge.answer('payments.start', {
        answer: 'started',
        payment: payment({ reference: 'T1-20261105-000012-AGAIN001' }),
      });
      await sale.chargeAgain();
      expect(bridge.made('payments.start')).toMatchObject([
        { amount: failed.amount, orderReference: 'table 9' },
        { amount: failed.amount, orderReference: 'table 9' },
      ]);
      show({
        current: { ...failed, reference: 'T1-20261105-000012-AGAIN001', state: 'paid' },
        mayDismiss: true,
      });
      await sale.startNewSale();
      show({ current: null });
      expect([sale.amount, sale.orderReference, sale.showsEntry]).toEqual([1250, 'table 4', true]);
    });

    test.each([
      ['is not to be charged', { answer: 'same-amount', earlier: parked }],
      ['cannot be charged', null],
    ] as const)(
      'and the other, if it %s again after all, keeps its amount and the large button',
      async (_why, answer) => {
        const { bridge, sale, show } = await interrupted();
        const failed = { ...parked, state: 'failed', orderReference: 'table 9', note: '' } as const;
        show({ current: failed, mayDismiss: true });
        if (answer) bridge.answer('payments.start', answer);
        else bridge.refuse('payments.start', 'disk-full');
        await sale.sameAgain();
        sale.doNotCharge();
        expect([sale.amount, sale.orderReference, sale.act]).toEqual([
          failed.amount,
          'table 9',
          'charge-again',
        ]);
        expect(sale.notice.current).not.toBeNull();
        expect(bridge.made('payments.dismiss')).toEqual([]);
        await sale.startNewSale();
        show({ current: null });
        expect([sale.amount, sale.orderReference]).toEqual([1250, 'table 4']);
      },
    );

    test('and waits while main is asked to charge the other again: nothing else begins meanwhile', async () => {
      const { bridge, sale, show } = await interrupted();
      show({ current: { ...parked, state: 'failed' }, mayDismiss: true });
      const asked = bridge.hold('payments.start');
      const charging = sale.sameAgain();
      await Promise.all([sale.sameAgain(), sale.startNewSale()]);
      await asked.answer({
        answer: 'started',
        payment: payment({ reference: 'T1-20261105-000012-AGAIN001' }),
      });
      await charging;
      expect(bridge.made('payments.start')).toHaveLength(1);
      expect(bridge.made('payments.dismiss')).toEqual([]);
      show({ current: null });
      expect([sale.amount, sale.orderReference]).toEqual([1250, 'table 4']);
    });

    test('and is charged from the keypad only once', async () => {
      const { bridge, sale, show } = await interrupted();
      show({ current: null });
      bridge.answer('payments.start', {
        answer: 'started',
        payment: payment({ reference: 'T1-20261105-000012-AGAIN001' }),
      });
      await sale.charge();
      expect([sale.amount, sale.orderReference]).toEqual([0, '']);
    });

    test('and gives way to the sale that a digit begins', async () => {
      const { sale, show } = await interrupted();
      type(sale, '7');
      show({ current: null });
      expect([sale.amount, sale.orderReference]).toEqual([7, '']);
    });
  });

  test('that cannot become current says why', async () => {
    const { bridge, sale } = await openSale({ parked: 1 });
    bridge.refuse('payments.unpark', 'payment-running');
    await sale.unpark(parked.reference);
    expect(sale.notice.current).toMatchObject({ problem: { code: 'payment-running' } });
  });
});

describe('what a payment needs from the cashier', () => {
  test.each([
    [{ state: 'sending' }, 'running'],
    [{ state: 'open' }, 'running'],
    [{ state: 'pending', cancelling: 'asked' }, 'running'],
    [{ state: 'open', cancelling: 'accepted' }, 'unknown'],
    [{ state: 'pending', cancelling: 'refused' }, 'unknown'],
    [{ state: 'unknown' }, 'unknown'],
    [{ state: 'paid' }, 'ended'],
    [{ state: 'failed' }, 'ended'],
    [{ state: 'cancelled' }, 'ended'],
    [{ state: 'expired' }, 'ended'],
  ] as const)('%o is %s', async (given, phase) => {
    const { sale } = await openSale({ current: payment(given) });
    expect(sale.phase).toBe(phase);
  });
});

test('a parked payment that main makes the current one again by itself is shown, not hidden', async () => {
  const { bridge, sale, show } = await openSale({ current: payment({ state: 'unknown' }) });
  bridge.answer('payments.dismiss', {});
  await sale.startNewSale();
  show({ parked: 1 });
  expect(sale.phase).toBe('none');
  // The station was opened again, after a change of settings.
  show({ current: payment({ state: 'unknown' }) });
  expect([sale.current?.reference, sale.phase]).toEqual([reference, 'unknown']);
});
