import { describe, expect, test } from 'vitest';
import type { Problem, RefundView, StoryView } from '#contract';
import { RefundReader } from '../../../../src-renderer/state/history/refund-reader.svelte.ts';
import { StoryReader } from '../../../../src-renderer/state/history/story-reader.svelte.ts';
import { NOON, payment } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const { reference } = payment();

const refund = (number: number, given: Partial<RefundView> = {}): RefundView => ({
  reference: `T1-20261105-R0000${number}-QK3M9Z7A`,
  paymentReference: reference,
  state: 'requested',
  amount: 100,
  currency: 'CNY',
  startedAt: NOON + number,
  reason: 'goods-returned',
  note: '',
  askedBy: 'Lin',
  approvedBy: 'Chen',
  gatewayId: null,
  problem: null,
  settlable: false,
  byHand: null,
  ...given,
});

describe('the timeline of a payment', () => {
  test('is shown as main sends it, and stays when the next reading fails', async () => {
    const bridge = openFakeBridge();
    const complaints: Problem['code'][] = [];
    const reader = new StoryReader(bridge, ({ code }) => complaints.push(code));
    const story: StoryView = {
      payment: payment(),
      cashier: null,
      walletNumber: null,
      lines: [{ sequence: 1, at: NOON, type: 'intended', statusName: null, detail: '' }],
    };
    bridge.answer('payments.story', story);
    await reader.read(reference);
    bridge.refuse('payments.story', 'payment-not-found');
    await reader.read(reference);
    expect([reader.story, complaints]).toEqual([story, ['payment-not-found']]);
    expect(bridge.made('payments.story')).toEqual([{ reference }, { reference }]);
  });

  test('is never another payment’s, neither before it is read nor when that one’s comes late', async () => {
    const bridge = openFakeBridge();
    const reader = new StoryReader(bridge, () => undefined);
    const storyOf = (one: string, cashier: string): StoryView => ({
      payment: payment({ reference: one }),
      cashier,
      walletNumber: null,
      lines: [],
    });
    const other = 'T1-20261105-000013-0THERPAY';
    bridge.answer('payments.story', storyOf(reference, 'Lin'));
    await reader.read(reference);
    const [late, own] = [bridge.hold('payments.story'), bridge.hold('payments.story')];
    const readings = [reader.read(reference), reader.read(other)];
    expect(reader.story).toBeNull();
    await own.answer(storyOf(other, 'Mei'));
    await late.answer(storyOf(reference, 'Lin'));
    await Promise.all(readings);
    expect(reader.story?.cashier).toBe('Mei');
  });
});

describe('the refunds of a payment', () => {
  const openReader = () => {
    const bridge = openFakeBridge();
    const complaints: Problem['code'][] = [];
    const reader = new RefundReader(bridge, reference, ({ code }) => complaints.push(code));
    const reading = bridge.hold('refunds.ofPayment');
    return { bridge, reader, complaints, reading, stop: reader.start() };
  };

  test('are shown oldest first: a changed one stays in its place, a new one comes last', async () => {
    const { bridge, reader, reading } = openReader();
    await reading.answer([refund(1), refund(2)]);
    bridge.push('refund.changed', refund(1, { state: 'refunded' }));
    bridge.push('refund.changed', refund(3));
    expect(reader.refunds).toEqual([refund(1, { state: 'refunded' }), refund(2), refund(3)]);
  });

  test('run until the gateway has told their outcome, so that nobody starts another meanwhile', async () => {
    const { bridge, reader, reading } = openReader();
    await reading.answer([refund(1, { state: 'refunded' })]);
    expect(reader.isRunning).toBe(false);
    for (const state of ['requested', 'unknown'] as const) {
      bridge.push('refund.changed', refund(2, { state }));
      expect(reader.isRunning).toBe(true);
    }
    bridge.push('refund.changed', refund(2, { state: 'failed' }));
    expect(reader.isRunning).toBe(false);
  });

  test('of other payments are ignored', async () => {
    const { bridge, reader, reading } = openReader();
    await reading.answer([]);
    bridge.push('refund.changed', refund(1, { paymentReference: 'T1-20261105-000001-0THER000' }));
    expect(reader.refunds).toEqual([]);
  });

  test('that were pushed before the reply are newer than it', async () => {
    const { bridge, reader, reading } = openReader();
    bridge.push('refund.changed', refund(1, { state: 'refunded' }));
    bridge.push('refund.changed', refund(2));
    await reading.answer([refund(1)]);
    expect(reader.refunds).toEqual([refund(1, { state: 'refunded' }), refund(2)]);
  });

  test('that could not be read are not passed over as if there were none', async () => {
    const { complaints, reading } = openReader();
    await reading.refuse('unexpected');
    expect(complaints).toEqual(['unexpected']);
  });

  test('are no longer followed once the details are closed', async () => {
    const { bridge, reader, reading, stop } = openReader();
    await reading.answer([]);
    stop();
    bridge.push('refund.changed', refund(1));
    expect(reader.refunds).toEqual([]);
  });
});

test('of two payments opened one after the other, the second one’s events are shown, or none', async () => {
  const bridge = openFakeBridge();
  const reader = new StoryReader(bridge, () => undefined);
  const storyOf = (of: string, cashier: string): StoryView => ({
    payment: payment({ reference: of }),
    cashier,
    walletNumber: null,
    lines: [],
  });
  const second = 'T1-20261105-000013-QK3M9Z7B';
  bridge.answer('payments.story', storyOf(reference, 'Lin'));
  await reader.read(reference);
  const [late, newer] = [bridge.hold('payments.story'), bridge.hold('payments.story')];
  const readings = [reader.read(reference), reader.read(second)];
  expect(reader.story).toBeNull();
  await newer.answer(storyOf(second, 'Chen'));
  await late.answer(storyOf(reference, 'Lin'));
  await Promise.all(readings);
  expect(reader.story?.cashier).toBe('Chen');
});
