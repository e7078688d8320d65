import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromStamp, toStamp } from '#globalpay/wire/stamp.ts';

describe('The gateway’s time stamps', () => {
  it('are UTC, because in the vendor’s examples they match the unix times', () => {
    expect(fromStamp('20240321085116')).toBe(Date.UTC(2024, 2, 21, 8, 51, 16));
    expect(toStamp(1_711_011_077_000)).toBe('20240321085117');
  });

  it('every second is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (second) => {
        expect(fromStamp(toStamp(second * 1_000))).toBe(second * 1_000);
      }),
    );
  });

  it.each([
    [null],
    [''],
    ['2024-03-21'],
    ['20241321085116'],
    ['20240230000000'],
    ['20240321245116'],
    ['2024032108511'],
    ['20240321085160'],
  ])('%j is not a time', (stamp) => {
    expect(fromStamp(stamp)).toBeNull();
  });
});
