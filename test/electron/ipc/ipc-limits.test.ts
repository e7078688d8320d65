import { describe, expect, test } from 'vitest';
import { CALL_LIMITS } from '#contract/call-limits.ts';
import { callLimiter } from '#electron/ipc/call-limiter.ts';
import { rateLimitedLog } from '#electron/ipc/rate-limited-log.ts';
import { roundRobin } from '#electron/ipc/round-robin.ts';
import { paperLog } from '../system/paper-log.ts';

describe('Main', () => {
  test('refuses a page that has broken out of its preload, and the other window goes on', () => {
    const log = paperLog();
    let now = 0;
    const limiter = callLimiter(() => now, log);
    const letIn = Array.from({ length: 10_000 }, () => limiter('customer', ['x', {}])).filter(Boolean);
    expect(letIn).toHaveLength(CALL_LIMITS.customer.burst);
    expect(limiter('till', ['payments.cancel', { reference: 'T1' }])).toBe(true);
    expect(limiter(undefined, ['x', {}])).toBe(true);
    now += 60_000;
    expect(limiter('till', ['x', { note: 'x'.repeat(100_000) }])).toBe(false);
    expect(limiter('till', ['x'.repeat(100_000), {}])).toBe(false);
    expect(log.lines.map(({ facts }) => facts)).toEqual([
      { sender: 'customer', refused: 1 },
      { sender: 'till', refused: 9_988 },
    ]);
  });

  test('answers both windows in turn, each in its order', () => {
    const next: (() => void)[] = [];
    const started: string[] = [];
    const inTurn = roundRobin((act) => void next.push(act));
    const ask = (caller: string, call: string): void => inTurn(caller, () => void started.push(call));
    for (let call = 1; call <= 4; call += 1) ask('till', `till ${call}`);
    ask('customer', 'customer 1');
    expect(started).toEqual(['till 1']);
    next.shift()?.();
    ask('customer', 'customer 2');
    while (next.length > 0) next.shift()?.();
    expect(started).toEqual(['till 1', 'till 2', 'customer 1', 'till 3', 'customer 2', 'till 4']);
    ask('customer', 'at once');
    expect(started.at(-1)).toBe('at once');
  });

  test('goes on with the next call if one throws', () => {
    const next: (() => void)[] = [];
    const started: string[] = [];
    const inTurn = roundRobin((act) => void next.push(act));
    const fail = (): void => {
      throw new Error('broken');
    };
    inTurn('till', () => undefined);
    inTurn('till', fail);
    inTurn('till', () => void started.push('next'));
    expect(() => next.shift()?.()).toThrow('broken');
    while (next.length > 0) next.shift()?.();
    expect(started).toEqual(['next']);
  });

  test('logs an endlessly repeated message twenty times a minute, and says how many it left out', () => {
    const log = paperLog();
    let now = 0;
    const limited = rateLimitedLog(log, () => now);
    for (let call = 0; call < 3_000; call += 1) limited.warn('a call was refused', { name: 'x' });
    limited.error('another message');
    expect(log.lines).toHaveLength(21);
    now += 60_000;
    limited.warn('a call was refused', { name: 'x' });
    expect(log.lines.at(-1)?.facts).toEqual({ name: 'x', unwritten: 2_980 });
    now += 60_000;
    limited.warn('a call was refused', { name: 'x' });
    expect(log.lines.at(-1)?.facts).toEqual({ name: 'x' });
  });
});
