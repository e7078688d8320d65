import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALL_LIMITS, countCalls, isWithin } from '#contract/call-limits.ts';

test('the customer’s window may call main far less often than the till’s', () => {
  expect(CALL_LIMITS.till).toEqual({ size: 65_536, burst: 120, perSecond: 40 });
  expect(CALL_LIMITS.customer).toEqual({ size: 1_024, burst: 12, perSecond: 4 });
});

describe('Of 10,000 calls at once', () => {
  test.each(['till', 'customer'] as const)(
    'main hears the first few of the %s, and a few more each second',
    (role) => {
      let now = 0;
      const { burst, perSecond } = CALL_LIMITS[role];
      const mayCall = countCalls(CALL_LIMITS[role], () => now);
      const heard = (): number => Array.from({ length: 10_000 }, mayCall).filter(Boolean).length;
      expect(heard()).toBe(burst);
      expect(heard()).toBe(0);
      now += 1_000;
      expect(heard()).toBe(perSecond);
      now += 3_600_000;
      expect(heard()).toBe(burst);
    },
  );

  test('main hears no more than that, however the calls are spread', () => {
    const waits = fc.array(fc.nat({ max: 2_000 }), { maxLength: 300 });
    fc.assert(
      fc.property(waits, (pauses) => {
        let now = 0;
        const { burst, perSecond } = CALL_LIMITS.customer;
        const mayCall = countCalls(CALL_LIMITS.customer, () => now);
        const heard = pauses.filter((pause) => {
          now += pause;
          return mayCall();
        }).length;
        return heard <= burst + (now / 1_000) * perSecond;
      }),
    );
  });
});

describe('An input', () => {
  test('of the usual kind is small', () => {
    const settings = {
      storeName: 'Garden Café',
      quickAmounts: '5.00\n10.00',
      receipts: { width: 80, on: true },
    };
    expect(isWithin(['settings.save', { ...settings, note: null, missing: undefined }], 1_024)).toBe(true);
  });

  test.each([
    ['a text', 'x'.repeat(2_000)],
    ['a text deep inside', { a: [{ b: { c: 'x'.repeat(2_000) } }] }],
    ['a name', { ['x'.repeat(2_000)]: 1 }],
    ['many numbers', Array.from({ length: 500 }, () => 1)],
    ['many small texts', Array.from({ length: 1_000 }, () => 'ab')],
    ['bytes', new Uint8Array(1)],
    ['a buffer', new ArrayBuffer(1)],
    ['a map', new Map([['a', 'x'.repeat(2_000)]])],
    ['a set', { deep: [new Set(['x'.repeat(2_000)])] }],
    ['an error', new Error('x'.repeat(2_000))],
    ['a pattern', new RegExp('x'.repeat(2_000))],
    ['a number without an end', 1n << 100_000n],
  ])('that is too large because of %s is refused', (_of, input) =>
    expect(isWithin(input, 1_024)).toBe(false),
  );

  test('that contains itself is too deep', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(isWithin(loop, 1_000_000)).toBe(false);
  });

  test('is inspected only as far as it takes to refuse it', () => {
    let looked = 0;
    const counting = new Proxy(
      Array.from({ length: 100_000 }, () => 1),
      {
        get: (list, name) => {
          looked += 1;
          return Reflect.get(list, name) as unknown;
        },
        ownKeys: (list) => {
          looked += list.length;
          return Reflect.ownKeys(list);
        },
      },
    );
    expect(isWithin(counting, 1_024)).toBe(false);
    expect(looked).toBeLessThan(100);
  });
});
