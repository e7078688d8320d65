import { describe, expect, test } from 'vitest';
import { ReconciledDay } from '../../../../src-renderer/state/day/reconciliation.svelte.ts';
import { reconciled, TODAY } from '../../harness/day-views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const YESTERDAY = '2026-11-04';
const file = { fileName: 'countertop-live-reconciliation-2026-11-04.csv', rows: 5 };

describe('a day reconciled with the gateway', () => {
  test('shows the result, and for which day', async () => {
    const bridge = openFakeBridge();
    const shown = new ReconciledDay(bridge);
    bridge.answer('day.reconcile', reconciled());
    await shown.reconcile(TODAY);
    expect([shown.date, shown.view]).toEqual([TODAY, reconciled()]);
    expect(bridge.made('day.reconcile')).toEqual([{ date: TODAY }]);
  });

  test('is done once, however often the button is pressed while the gateway is slow', async () => {
    const bridge = openFakeBridge();
    const shown = new ReconciledDay(bridge);
    const held = bridge.hold('day.reconcile');
    const first = shown.reconcile(TODAY);
    expect(shown.busy).toBe(true);
    await shown.reconcile(YESTERDAY);
    await shown.show(YESTERDAY);
    await held.answer(reconciled());
    await first;
    expect([shown.busy, shown.date]).toEqual([false, TODAY]);
    expect(bridge.made('day.reconcile')).toHaveLength(1);
  });

  test('in the past shows its last reconciliation, and nothing of the day shown before', async () => {
    const bridge = openFakeBridge();
    const shown = new ReconciledDay(bridge);
    bridge.answer('day.reconcile', reconciled());
    await shown.reconcile(TODAY);
    const held = bridge.hold('day.reconciliation');
    const showing = shown.show(YESTERDAY);
    expect(shown.view).toBeNull();
    await held.answer({ date: YESTERDAY, last: null });
    await showing;
    expect(shown.view).toEqual({ date: YESTERDAY, last: null });
  });

  test('is not requested while its date is still being typed', async () => {
    const bridge = openFakeBridge();
    const shown = new ReconciledDay(bridge);
    await shown.show('');
    expect(bridge.made('day.reconciliation')).toEqual([]);
    expect(shown.date).toBe('');
  });

  test('that cannot be reconciled says why, until it can', async () => {
    const bridge = openFakeBridge();
    const shown = new ReconciledDay(bridge);
    bridge.refuse('day.reconcile', 'day-closing');
    await shown.reconcile(TODAY);
    expect(shown.problem?.code).toBe('day-closing');
    bridge.answer('day.reconcile', reconciled());
    await shown.reconcile(TODAY);
    expect(shown.problem).toBeNull();
  });

  test('is written to a file, whose name disappears when another day is shown', async () => {
    const bridge = openFakeBridge();
    const shown = new ReconciledDay(bridge);
    bridge.answer('day.reconciliation', reconciled({}, YESTERDAY));
    bridge.answer('day.exportReconciliation', file);
    await shown.show(YESTERDAY);
    await shown.export();
    expect(shown.exported).toEqual(file);
    expect(bridge.made('day.exportReconciliation')).toEqual([{ date: YESTERDAY }]);
    bridge.answer('day.reconciliation', reconciled());
    await shown.show(TODAY);
    expect(shown.exported).toBeNull();
  });
});

test('a file that is being written is not taken for a reconciliation, and is written once', async () => {
  const bridge = openFakeBridge();
  const shown = new ReconciledDay(bridge);
  bridge.answer('day.reconciliation', reconciled());
  const reading = shown.show(TODAY);
  expect([shown.busy, shown.loading]).toEqual([true, true]);
  await reading;
  const held = bridge.hold('day.exportReconciliation');
  const exporting = shown.export();
  expect([shown.busy, shown.loading]).toEqual([true, false]);
  await shown.export();
  await held.answer(file);
  await exporting;
  expect(bridge.made('day.exportReconciliation')).toHaveLength(1);
});
