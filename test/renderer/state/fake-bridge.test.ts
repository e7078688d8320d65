import { describe, expect, test } from 'vitest';
import { openFakeBridge } from './fake-bridge.ts';

describe('the fake bridge', () => {
  test('rejects replies that main could not give', () => {
    const bridge = openFakeBridge();
    const wrong = { fileName: 'day.csv', rows: 1.5 };
    expect(() => bridge.answer('day.export', wrong)).toThrow('expected int');
  });

  test('rejects pushes that main could not make', () => {
    const bridge = openFakeBridge();
    const wrong = { reference: 'T1', state: 'none', copies: 0.5, problem: null } as const;
    expect(() => bridge.push('receipts.changed', wrong)).toThrow('expected int');
  });

  test('answers a held call when the test says so, and others as usual', async () => {
    const bridge = openFakeBridge();
    bridge.answer('day.export', { fileName: 'later.csv', rows: 2 });
    const held = bridge.hold('day.export');
    const first = bridge.call('day.export', {});
    expect(await bridge.call('day.export', {})).toEqual({
      ok: true,
      value: { fileName: 'later.csv', rows: 2 },
    });
    await held.refuse('export-failed');
    expect(await first).toEqual({ ok: false, problem: { code: 'export-failed', details: {} } });
  });

  test('stops pushing to a listener that has left', () => {
    const bridge = openFakeBridge();
    const seen: string[] = [];
    const stop = bridge.on('export.changed', ({ state }) => seen.push(state));
    bridge.push('export.changed', { state: 'cancelled' });
    stop();
    bridge.push('export.changed', { state: 'idle' });
    expect(seen).toEqual(['cancelled']);
    expect(bridge.listeners('export.changed')).toBe(0);
  });
});
