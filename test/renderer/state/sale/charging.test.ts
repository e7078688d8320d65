import { describe, expect, test } from 'vitest';
import { NOTHING_KEYED } from '#domain/typed-amount/keyed-amount.ts';
import { payment } from '../../harness/views.ts';
import { openSale, type } from './open-sale.ts';

const started = { answer: 'started', payment: payment({ state: 'sending' }) } as const;
const earlier = payment({ reference: 'T1-20261105-000011-SAMESUM1', state: 'paid' });

describe('charging', () => {
  test('sends the amount and the order reference once, and leaves the keypad empty', async () => {
    const { bridge, sale } = await openSale();
    bridge.answer('payments.start', started);
    sale.entry.say({ orderReference: 'Table 7' });
    type(sale, '1250');
    await sale.charge();
    expect(bridge.made('payments.start')).toEqual([{ amount: 1_250, orderReference: 'Table 7' }]);
    expect(sale.entry.keyed).toEqual(NOTHING_KEYED);
    expect(sale.orderReference).toBe('');
  });

  test('a second press before the reply starts no second payment', async () => {
    const { bridge, sale } = await openSale();
    const held = bridge.hold('payments.start');
    type(sale, '1250');
    const first = sale.charge();
    await sale.charge();
    expect(sale.mayCharge).toBe(false);
    expect(sale.isBusy).toBe(true);
    await held.answer(started);
    await first;
    expect(bridge.made('payments.start')).toHaveLength(1);
    expect(sale.isBusy).toBe(false);
  });

  test('the current payment blocks the next charge', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'open' }) });
    await sale.charge();
    expect(sale.mayCharge).toBe(false);
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test('zero is never sent', async () => {
    const { bridge, sale } = await openSale();
    await sale.charge();
    expect(sale.notice.current).toMatchObject({ problem: { code: 'amount-zero' } });
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test('more than the ceiling is never sent, and the limit is named', async () => {
    const { bridge, sale } = await openSale({ ceiling: 100_000 });
    type(sale, '100001');
    await sale.charge();
    expect(sale.notice.current).toMatchObject({
      problem: { code: 'amount-over-ceiling', details: { ceiling: '¥1,000.00' } },
    });
    expect(bridge.made('payments.start')).toEqual([]);
    sale.entry.erase();
    expect(sale.notice.current).toBeNull();
  });

  test('a refused charge says why and keeps what was typed', async () => {
    const { bridge, sale } = await openSale();
    bridge.refuse('payments.start', 'payment-running');
    type(sale, '1250');
    await sale.charge();
    expect(sale.amount).toBe(1_250);
    expect(sale.notice.current).toMatchObject({ kind: 'problem', problem: { code: 'payment-running' } });
    expect(sale.mayCharge).toBe(true);
  });

  test('when main no longer answers, the cashier sees an unexpected problem, not a dead button', async () => {
    const { bridge, sale } = await openSale();
    bridge.breakOff('payments.start');
    type(sale, '1250');
    await sale.charge();
    expect(sale.notice.current).toMatchObject({ problem: { code: 'unexpected' } });
    expect(sale.mayCharge).toBe(true);
  });
});

describe('the same amount as the previous payment', () => {
  const asked = async () => {
    const opened = await openSale();
    opened.bridge.answer('payments.start', { answer: 'same-amount', earlier });
    type(opened.sale, '1250');
    await opened.sale.charge();
    return opened;
  };

  test('asks first, and keeps the cashier on this screen until answered', async () => {
    const { sale } = await asked();
    expect(sale.question).toEqual(earlier);
    expect(sale.amount).toBe(1_250);
    expect(sale.isBusy).toBe(true);
  });

  test('is charged when the cashier confirms, naming the earlier payment and its state', async () => {
    const { bridge, sale } = await asked();
    bridge.answer('payments.start', started);
    await sale.chargeAgain();
    const order = { amount: 1_250, orderReference: '' };
    const acknowledged = { reference: earlier.reference, state: 'paid' };
    expect(bridge.made('payments.start')).toEqual([order, { ...order, acknowledged }]);
    expect(sale.question).toBeNull();
    expect(sale.entry.keyed).toEqual(NOTHING_KEYED);
  });

  test('is charged once, however often the button is pressed', async () => {
    const { bridge, sale } = await asked();
    const held = bridge.hold('payments.start');
    const first = sale.chargeAgain();
    await sale.chargeAgain();
    await held.answer(started);
    await first;
    expect(bridge.made('payments.start')).toHaveLength(2);
  });

  test('asks again when the earlier payment has changed meanwhile', async () => {
    const { bridge, sale } = await asked();
    const moved = { ...earlier, refunded: 1_250 };
    bridge.answer('payments.start', { answer: 'same-amount', earlier: moved });
    await sale.chargeAgain();
    expect(sale.question).toEqual(moved);
  });

  test('is not charged when the cashier says no, and the till says so until the next key', async () => {
    const { bridge, sale } = await asked();
    sale.doNotCharge();
    expect(sale.question).toBeNull();
    expect(sale.notice.current).toEqual({ kind: 'not-charged' });
    expect(sale.amount).toBe(1_250);
    expect(bridge.made('payments.start')).toHaveLength(1);
    sale.entry.type('0');
    expect(sale.notice.current).toBeNull();
  });

  test('does nothing on yes or no without a question', async () => {
    const { bridge, sale } = await openSale();
    sale.doNotCharge();
    await sale.chargeAgain();
    expect(sale.notice.current).toBeNull();
    expect(bridge.made('payments.start')).toEqual([]);
  });
});

test('while payments may be missing the till asks first, and charges what the cashier confirms', async () => {
  const { bridge, sale } = await openSale();
  bridge.answer('payments.start', { answer: 'payments-missing' });
  type(sale, '1250');
  await sale.charge();
  expect(sale.question).toBe('payments-missing');
  bridge.answer('payments.start', started);
  await sale.chargeAgain();
  const order = { amount: 1_250, orderReference: '' };
  expect(bridge.made('payments.start')).toEqual([order, { ...order, acknowledged: 'payments-missing' }]);
  expect(sale.question).toBeNull();
});

describe('what happens while main is asked', () => {
  const order = { amount: 1_250, orderReference: '' };

  test('keys change nothing: the question is about the amount that was on the keypad, and that is charged', async () => {
    const { bridge, sale } = await openSale();
    const held = bridge.hold('payments.start');
    type(sale, '1250');
    const charging = sale.charge();
    type(sale, '0');
    sale.entry.erase();
    sale.entry.clear();
    sale.entry.put(99);
    expect(sale.amount).toBe(1_250);
    await held.answer({ answer: 'same-amount', earlier });
    await charging;
    expect([sale.question, sale.amount]).toEqual([earlier, 1_250]);
    bridge.answer('payments.start', started);
    await sale.chargeAgain();
    expect(bridge.made('payments.start').at(-1)).toMatchObject(order);
  });

  test.each([
    ['a question', { answer: 'same-amount', earlier }],
    ['a started payment', started],
  ] as const)(
    'the answer is %s of a person who has signed out: the next one’s sale stays',
    async (_, answer) => {
      const { bridge, sale } = await openSale();
      const held = bridge.hold('payments.start');
      type(sale, '1250');
      const charging = sale.charge();
      sale.forget();
      await held.answer(answer);
      await charging;
      expect([sale.question, sale.notice.current, sale.amount]).toEqual([null, null, 0]);
    },
  );

  test('a refusal is not told to the next person', async () => {
    const { bridge, sale } = await openSale();
    const held = bridge.hold('payments.start');
    type(sale, '1250');
    const charging = sale.charge();
    sale.forget();
    await held.refuse('disk-full');
    await charging;
    expect(sale.notice.current).toBeNull();
  });

  test('charging the same again charges nothing more once its cashier has signed out', async () => {
    const { bridge, sale, show } = await openSale({ current: payment({ state: 'failed' }) });
    const held = bridge.hold('payments.dismiss');
    const charging = sale.sameAgain();
    sale.forget();
    show({});
    await held.answer({});
    await charging;
    expect(sale.amount).toBe(0);
    expect(bridge.made('payments.start')).toEqual([]);
  });
});

test('a key after a payment that may not be dismissed yet types nothing unseen', async () => {
  const { sale, show } = await openSale({ current: payment({ state: 'paid' }), mayDismiss: false });
  type(sale, '5');
  show({});
  expect(sale.amount).toBe(0);
});
