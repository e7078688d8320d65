import { describe, expect, test } from 'vitest';
import { SettleForm } from '../../../../src-renderer/state/history/settle-form.svelte.ts';
import { payment, refund } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const { reference } = payment();

describe('settling by hand', () => {
  test('needs an outcome and a reason: none is chosen beforehand', async () => {
    const bridge = openFakeBridge();
    const form = new SettleForm(bridge, { of: 'payment', reference });
    expect([form.outcome, form.outcomes]).toEqual([null, ['paid', 'not-paid']]);
    form.outcome = 'paid';
    form.reason = '  ';
    expect(form.mayConfirm).toBe(false);
    expect(await form.confirm()).toBe(false);
    expect(bridge.made('payments.settle')).toEqual([]);
  });

  test('sends what a person says of a payment', async () => {
    const bridge = openFakeBridge();
    bridge.answer('payments.settle', payment({ state: 'failed' }));
    const form = new SettleForm(bridge, { of: 'payment', reference });
    form.outcome = 'not-paid';
    form.reason = 'no line in the statement';
    expect(await form.confirm()).toBe(true);
    expect(bridge.made('payments.settle')).toEqual([
      { reference, outcome: 'not-paid', reason: 'no line in the statement' },
    ]);
  });

  test('sends what a person says of a refund', async () => {
    const bridge = openFakeBridge();
    bridge.answer('refunds.settle', refund({ state: 'refunded' }));
    const form = new SettleForm(bridge, { of: 'refund', reference: refund().reference });
    expect(form.outcomes).toEqual(['refunded', 'not-refunded']);
    form.outcome = 'refunded';
    form.reason = 'the customer shows it';
    expect(await form.confirm()).toBe(true);
    expect(bridge.made('refunds.settle')).toEqual([
      { reference: refund().reference, outcome: 'refunded', reason: 'the customer shows it' },
    ]);
  });

  test('says why it was not settled, and can be tried again', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('payments.settle', 'settle-not-now');
    const form = new SettleForm(bridge, { of: 'payment', reference });
    form.outcome = 'paid';
    form.reason = 'seen';
    expect(await form.confirm()).toBe(false);
    expect([form.problem?.code, form.mayConfirm]).toEqual(['settle-not-now', true]);
  });
});

test('what was wrong with the reason is said until another one is typed', async () => {
  const bridge = openFakeBridge();
  bridge.refuse('payments.settle', 'settle-reason-missing');
  const form = new SettleForm(bridge, { of: 'payment', reference });
  form.outcome = 'paid';
  form.reason = '–';
  await form.confirm();
  expect(form.problem?.code).toBe('settle-reason-missing');
  form.reason = 'the statement lists it';
  expect(form.problem).toBeNull();
});
