import { describe, expect, test, vi } from 'vitest';
import { tapeOf } from '#contract';
import { NOTHING_KEYED } from '#domain/typed-amount/keyed-amount.ts';
import { Sale } from '../../../../src-renderer/state/sale/sale.svelte.ts';
import { TillMirror } from '../../../../src-renderer/state/till-mirror.svelte.ts';
import { payment, snapshot } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';
import { openSale, type } from './open-sale.ts';

describe('typing an amount', () => {
  test('digits shift in from the right, 00 counts as two, and a digit can be erased', async () => {
    const { sale } = await openSale();
    type(sale, '125');
    sale.entry.type('00');
    expect(sale.amount).toBe(12_500);
    sale.entry.erase();
    expect(sale.amount).toBe(1_250);
    sale.entry.clear();
    expect(sale.amount).toBe(0);
  });

  test.each([
    ['a thirteenth digit', '9999999999999', 999_999_999_999, 'amount-too-long'],
    ['a third decimal', '12.505', 1_250, 'amount-too-precise'],
    ['a second decimal point', '12.5.', 1_250, 'amount-two-separators'],
  ])('%s changes nothing, which is said', async (_key, keys, amount, code) => {
    const { sale } = await openSale();
    type(sale, keys);
    expect(sale.amount).toBe(amount);
    expect(sale.notice.current).toEqual({ kind: 'problem', problem: { code, details: { currency: 'CNY' } } });
    sale.entry.erase();
    expect(sale.notice.current).toBeNull();
  });

  test('after a decimal point the digits before it are whole units, until it is erased', async () => {
    const { sale } = await openSale();
    type(sale, '12');
    expect(sale.amount).toBe(12);
    type(sale, '.5');
    expect(sale.amount).toBe(1_250);
    sale.entry.erase();
    expect(sale.amount).toBe(1_200);
    sale.entry.erase();
    expect(sale.amount).toBe(12);
  });

  test('keys pressed before the till has started are ignored', async () => {
    const bridge = openFakeBridge();
    const mirror = new TillMirror(
      bridge,
      () => undefined,
      () => null,
    );
    const sale = new Sale(bridge, mirror);
    const starting = bridge.hold('till.snapshot');
    mirror.start();
    type(sale, '1250');
    await sale.charge();
    await starting.answer(snapshot());
    expect(sale.amount).toBe(0);
    expect(sale.notice.current).toBeNull();
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test('a pasted amount is accepted, with its currency and commas', async () => {
    const { sale } = await openSale();
    sale.entry.paste('CNY 1,234.50');
    expect(sale.amount).toBe(123_450);
  });

  test('an amount pasted onto a running sum leaves the lines before it', async () => {
    const { sale } = await openSale();
    type(sale, '36.50×2+');
    sale.entry.paste('55.00');
    expect([sale.amount, sale.entry.tape.length]).toEqual([12_800, 2]);
  });

  test('a quick amount replaces what is on the keypad, and is not charged', async () => {
    const { bridge, sale } = await openSale({ quickAmounts: [500, 1_250] });
    type(sale, '36.50×2+7');
    sale.entry.put(1_250);
    expect(sale.amount).toBe(1_250);
    expect(sale.entry.tape).toHaveLength(1);
    type(sale, '+500');
    expect(sale.amount).toBe(1_750);
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test('pasted rubbish is refused, the amount stays, and the next key clears the problem', async () => {
    const { sale } = await openSale();
    type(sale, '500');
    sale.entry.paste('twelve');
    expect(sale.amount).toBe(500);
    expect(sale.notice.current).toEqual({
      kind: 'problem',
      problem: { code: 'amount-malformed', details: { currency: 'CNY' } },
    });
    sale.entry.type('1');
    expect(sale.notice.current).toBeNull();
  });

  test('digits that a scanner typed into the amount are removed again', async () => {
    const { sale } = await openSale();
    type(sale, '730');
    const { undo } = sale.watchKeys();
    type(sale, '4006381333931');
    undo();
    expect(sale.amount).toBe(730);
  });

  test('an order reference of more than 50 characters is refused in words, and the earlier text stays', async () => {
    const { sale } = await openSale();
    const longest = '单'.repeat(50);
    sale.entry.say({ orderReference: longest });
    expect([sale.orderReference, sale.notice.current]).toEqual([longest, null]);
    sale.entry.say({ orderReference: `${longest}1` });
    expect(sale.orderReference).toBe(longest);
    expect(sale.notice.current).toMatchObject({ problem: { code: 'order-reference-invalid' } });
    sale.entry.say({ orderReference: 'Table 7' });
    expect([sale.orderReference, sale.notice.current]).toEqual(['Table 7', null]);
  });

  test('a note of more than 200 characters is refused in words, and the earlier text stays', async () => {
    const { sale } = await openSale();
    const longest = '单'.repeat(200);
    sale.entry.say({ note: longest });
    expect([sale.note, sale.notice.current]).toEqual([longest, null]);
    sale.entry.say({ note: `${longest}1` });
    expect(sale.note).toBe(longest);
    expect(sale.notice.current).toMatchObject({ problem: { code: 'note-too-long' } });
    sale.entry.say({ note: 'blue coat' });
    expect([sale.note, sale.notice.current]).toEqual(['blue coat', null]);
  });

  test.each(['orderReference', 'note'] as const)(
    'characters that cannot be printed are refused in words in the %s',
    async (field) => {
      const { sale } = await openSale();
      sale.entry.say({ [field]: 'blue coat' });
      sale.entry.say({ [field]: 'blue\u0007coat' });
      expect(sale[field]).toBe('blue coat');
      expect(sale.notice.current).toMatchObject({ problem: { code: 'characters-invalid' } });
    },
  );

  test('a note belongs to the sale, and cannot be changed during a payment', async () => {
    const { sale, show } = await openSale();
    sale.entry.say({ note: 'blue coat' });
    show({ current: payment({ note: 'blue coat' }) });
    sale.entry.say({ note: 'red coat' });
    expect(sale.note).toBe('blue coat');
  });

  test('an order reference belongs to the sale, and cannot be changed during a payment', async () => {
    const { sale, show } = await openSale();
    sale.entry.say({ orderReference: 'Table 7' });
    expect(sale.orderReference).toBe('Table 7');
    show({ current: payment({ orderReference: 'Table 7' }) });
    sale.entry.say({ orderReference: 'Table 8' });
    expect(sale.orderReference).toBe('Table 7');
  });
});

describe('typing during a payment', () => {
  test('digits do nothing while it is in progress', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'open' }) });
    type(sale, '7');
    expect(sale.amount).toBe(1_250);
    expect(sale.entry.keyed).toEqual(NOTHING_KEYED);
    expect(bridge.made('payments.dismiss')).toEqual([]);
  });

  test('the first digit after its end starts the next sale, and is not lost', async () => {
    const { bridge, sale, show } = await openSale({ current: payment({ state: 'paid' }) });
    bridge.answer('payments.dismiss', {});
    type(sale, '7');
    expect(sale.amount).toBe(7);
    show({});
    type(sale, '5');
    expect(sale.amount).toBe(75);
    expect(bridge.made('payments.dismiss')).toEqual([{ reference: payment().reference }]);
  });

  test('digits still being typed when a payment ends do not start the next sale until a second’s pause', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { bridge, sale, show } = await openSale({ current: payment({ state: 'open' }) });
      bridge.answer('payments.dismiss', {});
      type(sale, '7');
      show({ current: payment({ state: 'paid' }) });
      vi.advanceTimersByTime(999);
      type(sale, '7');
      expect(bridge.made('payments.dismiss')).toEqual([]);
      vi.advanceTimersByTime(1_000);
      type(sale, '5');
      expect(sale.amount).toBe(5);
      expect(bridge.made('payments.dismiss')).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('an ended payment that a scan dismissed is shown again, and main never hears of it', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'failed' }) });
    const { undo } = sale.watchKeys();
    type(sale, '4006381333931');
    expect([sale.phase, bridge.made('payments.dismiss')]).toEqual(['none', []]);
    undo();
    await Promise.resolve();
    expect([sale.phase, sale.amount, sale.act]).toEqual(['ended', 1_250, 'charge-again']);
    expect(bridge.made('payments.dismiss')).toEqual([]);
  });

  test('a scan over an ended payment leaves the sale alone that this payment had interrupted', async () => {
    const { bridge, sale, show } = await openSale();
    type(sale, '730');
    sale.entry.say({ orderReference: 'Table 7' });
    const parked = payment({ state: 'unknown' });
    bridge.answer('payments.unpark', parked);
    bridge.answer('payments.dismiss', {});
    await sale.unpark(parked.reference);
    show({ current: payment({ state: 'paid' }) });
    const { undo } = sale.watchKeys();
    type(sale, '4006381333931');
    undo();
    await sale.startNewSale();
    expect([sale.phase, sale.amount, sale.orderReference]).toEqual(['none', 730, 'Table 7']);
  });

  test('main hears of a dismissed payment once its first digits have proved to be typed', async () => {
    const { bridge, sale } = await openSale({ current: payment({ state: 'paid' }) });
    bridge.answer('payments.dismiss', {});
    const { keep } = sale.watchKeys();
    type(sale, '12');
    expect(bridge.made('payments.dismiss')).toEqual([]);
    keep();
    await vi.waitFor(() => expect(bridge.made('payments.dismiss')).toHaveLength(1));
    expect(sale.amount).toBe(12);
  });

  test('typed digits never change the amount of the current payment', async () => {
    const { sale } = await openSale({ current: payment({ state: 'unknown' }) });
    sale.entry.paste('12.00');
    sale.entry.put(500);
    sale.entry.restore(tapeOf({ digits: '99', decimals: null }), { orderReference: '', note: '' });
    expect(sale.entry.keyed).toEqual(NOTHING_KEYED);
    expect(sale.amount).toBe(1_250);
  });
});
