import { describe, expect, test } from 'vitest';
import type { RefundableView } from '#contract';
import { RefundForm } from '../../../../src-renderer/state/history/refund-form.svelte.ts';
import { payment, refund } from '../../harness/views.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const { reference } = payment();
const refundable: RefundableView = {
  paymentReference: reference,
  currency: 'CNY',
  paid: 1_250,
  left: 1_000,
  partial: true,
};
const openForm = async (): Promise<{ bridge: FakeBridge; form: RefundForm }> => {
  const bridge = openFakeBridge();
  bridge.answer('refunds.refundable', refundable);
  const form = new RefundForm(bridge, reference, 'paid-late');
  await form.open();
  return { bridge, form };
};

describe('the refund form', () => {
  test('starts with the whole refundable amount and the reason it was opened for', async () => {
    const { form } = await openForm();
    expect([form.amount, form.hundredths, form.reason, form.note]).toEqual(['10.00', 1_000, 'paid-late', '']);
  });

  test('says why nothing can be refunded', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('refunds.refundable', 'refund-not-paid');
    const form = new RefundForm(bridge, reference, 'goods-returned');
    await form.open();
    expect([form.refundable, form.problem?.code]).toEqual([null, 'refund-not-paid']);
    expect(await form.submit()).toBe(false);
    expect(bridge.made('refunds.start')).toEqual([]);
  });

  test('asks again where the answer may be another one a moment later', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('refunds.refundable', 'refund-offline');
    const form = new RefundForm(bridge, reference, 'goods-returned');
    await form.open();
    expect(form.mayAskAgain).toBe(true);
    bridge.answer('refunds.refundable', refundable);
    const again = form.open();
    expect([form.mayAskAgain, form.problem]).toEqual([false, null]);
    await again;
    expect([form.mayAskAgain, form.hundredths]).toEqual([false, 1_000]);
  });

  test('does not ask again what stays as it is', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('refunds.refundable', 'refund-too-old');
    const form = new RefundForm(bridge, reference, 'goods-returned');
    await form.open();
    expect(form.mayAskAgain).toBe(false);
  });

  test('sends the typed amount, with what it showed as left, its reason and note', async () => {
    const { bridge, form } = await openForm();
    bridge.answer('refunds.start', refund({ amount: 250 }));
    form.amount = '2.50';
    form.reason = 'goods-returned';
    form.note = 'one cup broken';
    expect(await form.submit()).toBe(true);
    expect(bridge.made('refunds.start')).toEqual([
      { reference, amount: 250, left: 1_000, reason: 'goods-returned', note: 'one cup broken' },
    ]);
  });

  test('sends nothing unless the text is an amount above zero', async () => {
    const { bridge, form } = await openForm();
    for (const typed of ['', 'half', '1.234', '-1', '0', '0.00']) {
      form.amount = typed;
      expect(await form.submit(), typed).toBe(false);
      expect(form.problem?.code, typed).toBe('refund-amount-malformed');
    }
    expect(bridge.made('refunds.start')).toEqual([]);
  });

  test('asks nobody to approve more than is left', async () => {
    const { bridge, form } = await openForm();
    form.amount = '10.01';
    expect(await form.submit()).toBe(false);
    expect(form.problem?.code).toBe('refund-over-left');
    expect(bridge.made('refunds.start')).toEqual([]);
    bridge.answer('refunds.start', refund({ amount: 1_000 }));
    form.amount = '10.00';
    expect(await form.submit()).toBe(true);
  });

  test('asks nobody to approve a note that cannot be stored', async () => {
    const { bridge, form } = await openForm();
    for (const note of ['x'.repeat(201), 'one\u0007cup']) {
      form.note = note;
      expect(await form.submit(), note).toBe(false);
      expect(form.problem?.code).toBe('refund-note-invalid');
    }
    expect(bridge.made('refunds.start')).toEqual([]);
    bridge.answer('refunds.start', refund({ amount: 1_000 }));
    form.note = ` ${'🍵'.repeat(200)} `;
    expect(await form.submit()).toBe(true);
  });

  test('refunds once, however often the button is pressed before the reply', async () => {
    const { bridge, form } = await openForm();
    const held = bridge.hold('refunds.start');
    const first = form.submit();
    expect(form.sending).toBe(true);
    expect(await form.submit()).toBe(false);
    await held.answer(refund({ amount: 1_000 }));
    expect(await first).toBe(true);
    expect(bridge.made('refunds.start')).toHaveLength(1);
  });

  test('says why a refund was refused, keeps what was typed, and may be sent again', async () => {
    const { bridge, form } = await openForm();
    bridge.refuse('refunds.start', 'refund-offline');
    form.amount = '2.50';
    expect(await form.submit()).toBe(false);
    expect([form.problem?.code, form.amount, form.sending]).toEqual(['refund-offline', '2.50', false]);
    bridge.answer('refunds.start', refund({ amount: 1_000 }));
    expect(await form.submit()).toBe(true);
    expect(form.problem).toBeNull();
  });
});

test('what was wrong with the amount is said until another one is typed', async () => {
  const { form } = await openForm();
  form.amount = '99.00';
  await form.submit();
  expect(form.problem?.code).toBe('refund-over-left');
  form.amount = '9.00';
  expect(form.problem).toBeNull();
});
