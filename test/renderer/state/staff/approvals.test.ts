import { describe, expect, test } from 'vitest';
import { Approvals } from '../../../../src-renderer/state/staff/approvals.svelte.ts';
import { payment } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const { reference } = payment();
const late = payment({ state: 'paid', late: true });

/** As main names what is to be approved. */
const NEEDED = { permission: 'settle-late', request: 'r-1', payment: reference };

const refuseFor = (bridge: ReturnType<typeof openFakeBridge>): void =>
  bridge.refuse('payments.acceptUnsettled', 'approval-needed', NEEDED);

/** A cashier has requested what needs approval. */
const asked = async () => {
  const bridge = openFakeBridge();
  const approvals = new Approvals(bridge);
  const held = bridge.hold('payments.acceptUnsettled');
  const outcome = approvals.bridge.call('payments.acceptUnsettled', { reference, state: 'paid' });
  await held.refuse('approval-needed', NEEDED);
  return { bridge, approvals, outcome };
};

describe('an action that needs approval', () => {
  test('waits, names the missing permission, and is repeated once approved', async () => {
    const { bridge, approvals, outcome } = await asked();
    expect([approvals.permission, approvals.request]).toEqual(['settle-late', 'r-1']);
    bridge.answer('payments.acceptUnsettled', late);
    approvals.settle(true);
    expect(await outcome).toEqual({ ok: true, value: late });
    expect(approvals.permission).toBeNull();
    expect(bridge.made('payments.acceptUnsettled')).toEqual([
      { reference, state: 'paid' },
      { reference, state: 'paid' },
    ]);
  });

  test('names the payment it is about and how much of it as main says, not as the window asked', async () => {
    const { approvals, outcome } = await asked();
    expect(approvals.subject).toEqual({ reference, amount: null });
    approvals.settle(false);
    await outcome;
    expect(approvals.subject).toBeNull();
    const bridge = openFakeBridge();
    const others = new Approvals(bridge);
    const held = bridge.hold('refunds.start');
    const refund = { reference, amount: 8_800, left: 8_800, reason: 'goods-returned', note: '' } as const;
    const refunding = others.bridge.call('refunds.start', refund);
    const { permission, request } = { permission: 'approve-refund', request: 'r-2' };
    await held.refuse('approval-needed', { permission, request, payment: 'T1-OTHER', amount: 100 });
    expect(others.subject).toEqual({ reference: 'T1-OTHER', amount: 100 });
    others.settle(false);
    await refunding;
    expect(others.request).toBe('');
  });

  test('is not done when nobody approves it', async () => {
    const { bridge, approvals, outcome } = await asked();
    approvals.settle(false);
    expect(await outcome).toMatchObject({ ok: false, problem: { code: 'approval-needed' } });
    expect(approvals.permission).toBeNull();
    expect(bridge.made('payments.acceptUnsettled')).toHaveLength(1);
  });

  test('is the only one waiting: others that are refused meanwhile stay refused', async () => {
    const { bridge, approvals, outcome } = await asked();
    refuseFor(bridge);
    const second = await approvals.bridge.call('payments.acceptUnsettled', { reference, state: 'paid' });
    expect(second).toMatchObject({ ok: false, problem: { code: 'approval-needed' } });
    expect(approvals.permission).toBe('settle-late');
    approvals.settle(false);
    await outcome;
  });

  test('that is refused again after its approval is not asked for again', async () => {
    const { bridge, approvals, outcome } = await asked();
    refuseFor(bridge);
    approvals.settle(true);
    expect(await outcome).toMatchObject({ ok: false, problem: { code: 'approval-needed' } });
    expect(approvals.permission).toBeNull();
    expect(bridge.made('payments.acceptUnsettled')).toHaveLength(2);
  });
});

describe('every other call and push', () => {
  test('passes unchanged, results and refusals alike', async () => {
    const bridge = openFakeBridge();
    const { bridge: through, ...rest } = new Approvals(bridge);
    bridge.answer('day.export', { fileName: 'day.csv', rows: 3 });
    expect(await through.call('day.export', {})).toEqual({
      ok: true,
      value: { fileName: 'day.csv', rows: 3 },
    });
    bridge.refuse('day.export', 'not-permitted');
    expect(await through.call('day.export', {})).toMatchObject({ problem: { code: 'not-permitted' } });
    expect(rest).toEqual({});
  });

  test('passes unchanged when main pushes it', () => {
    const bridge = openFakeBridge();
    const approvals = new Approvals(bridge);
    const states: string[] = [];
    const stop = approvals.bridge.on('export.changed', ({ state }) => states.push(state));
    bridge.push('export.changed', { state: 'cancelled' });
    stop();
    expect(states).toEqual(['cancelled']);
    expect(bridge.listeners('export.changed')).toBe(0);
  });
});
