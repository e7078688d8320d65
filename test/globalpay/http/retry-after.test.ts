import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '#globalpay/http/retry-after.ts';

const now = Date.UTC(2024, 2, 21, 8, 0, 0);
const serverDate = 'Thu, 21 Mar 2024 09:00:00 GMT';

describe('When a busy gateway can be asked again', () => {
  it.each([
    ['0', 0],
    ['12', 12_000],
    [' 12 ', 12_000],
    ['999999999999999999999', 3_600_000],
  ])('%j is seconds', (header, ms) => {
    expect(retryAfterMs(header, null, now)).toBe(ms);
  });

  it('a date counts from the gateway’s clock, or from ours when it sends no date', () => {
    expect(retryAfterMs('Thu, 21 Mar 2024 09:00:45 GMT', serverDate, now)).toBe(45_000);
    expect(retryAfterMs('Thu, 21 Mar 2024 08:00:45 GMT', null, now)).toBe(45_000);
    expect(retryAfterMs('Thu, 21 Mar 2024 08:00:45 GMT', 'yesterday', now)).toBe(45_000);
  });

  it('a date in the past means now, and a distant date means an hour', () => {
    expect(retryAfterMs('Thu, 21 Mar 2024 07:00:00 GMT', null, now)).toBe(0);
    expect(retryAfterMs('Fri, 21 Mar 2025 07:00:00 GMT', null, now)).toBe(3_600_000);
  });

  it.each([[null], [''], ['soon'], ['-5'], ['1.5'], ['5 apples'], ['Thu, 99 Foo 2024 09:00:45 GMT']])(
    '%j is ignored',
    (header) => {
      expect(retryAfterMs(header, serverDate, now)).toBeNull();
    },
  );
});
