import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessDays, dayRuleOf, isCutOff } from '#domain/shop/business-day.ts';
import { checkSettings } from '#domain/shop/settings/checked-settings.ts';
import { shiftDay, timeZone } from '#domain/time-zone.ts';

const HOUR = 3_600_000;
const berlin = (cutOff: string) => businessDays({ cutOff, timeZone: 'Europe/Berlin' });
const hours = ({ from, to }: { from: number; to: number }): number => (to - from) / HOUR;

describe('the rule of the shop’s days', () => {
  const settingOf = (timeZone: string) => dayRuleOf({ cutOff: '04:00', timeZone }, Date.UTC(2026, 10, 23));

  test('is the one in Settings if its zone is known', () => {
    expect(settingOf('Asia/Shanghai')).toEqual({ cutOff: '04:00', timeZone: 'Asia/Shanghai' });
    expect(settingOf('+08:00')).toEqual({ cutOff: '04:00', timeZone: '+08:00' });
  });

  test('follows this computer if the zone in Settings is unknown here, and says so', () => {
    for (const unknown of ['Mars/Olympus', 'UTC+8', 'CST-8', '/etc/localtime']) {
      const rule = settingOf(unknown);
      expect(rule.timeZoneAssumed, unknown).toBe(true);
      expect(businessDays(rule).dateOf(Date.UTC(2026, 10, 23, 12))).toBe('2026-11-23');
    }
  });
});

describe('the business day', () => {
  test('of a bar that closes at two includes the hours after midnight', () => {
    const bar = berlin('04:00');
    expect(bar.dateOf(Date.parse('2026-11-24T01:59:00+01:00'))).toBe('2026-11-23');
    expect(bar.dateOf(Date.parse('2026-11-24T04:00:00+01:00'))).toBe('2026-11-24');
  });

  test('of a shop without a cut-off is the calendar day', () => {
    const shop = berlin('00:00');
    expect(shop.dateOf(Date.parse('2026-11-23T23:59:59.999+01:00'))).toBe('2026-11-23');
    expect(shop.dateOf(Date.parse('2026-11-24T00:00:00+01:00'))).toBe('2026-11-24');
  });

  test('is an hour shorter in spring and an hour longer in autumn, when the clocks change', () => {
    expect(hours(berlin('04:00').rangeOf('2026-03-28'))).toBe(23);
    expect(hours(berlin('04:00').rangeOf('2026-10-24'))).toBe(25);
    expect(hours(berlin('04:00').rangeOf('2026-10-25'))).toBe(24);
  });

  test('begins when the clock jumps if spring skips the cut-off', () => {
    const { from } = berlin('02:30').rangeOf('2026-03-29');
    expect(timeZone('Europe/Berlin').iso(from)).toBe('2026-03-29T03:00:00.000+02:00');
    expect(berlin('02:30').dateOf(from)).toBe('2026-03-29');
    expect(berlin('02:30').dateOf(from - 1)).toBe('2026-03-28');
  });

  test('begins at the first of two cut-offs in autumn, and only once', () => {
    const { from } = berlin('02:30').rangeOf('2026-10-25');
    expect(timeZone('Europe/Berlin').iso(from)).toBe('2026-10-25T02:30:00.000+02:00');
    const clockShowsTwoAgain = Date.parse('2026-10-25T02:10:00+01:00');
    expect(berlin('02:30').dateOf(clockShowsTwoAgain)).toBe('2026-10-25');
  });

  test('has a cut-off on a quarter of an hour, because takings are added up by quarter hours', () => {
    for (const text of ['00:00', '04:15', '23:45']) expect(isCutOff(text)).toBe(true);
    for (const text of ['24:00', '4:00', '04:60', '', '0400', '04:00 ', '04:10', '23:59'])
      expect(isCutOff(text)).toBe(false);
  });

  test.each([
    ['05:10', '05:00'],
    ['23:59', '23:45'],
    ['04:30', '04:30'],
  ])('that was saved to begin at %s begins at %s, with no setting refused', (saved, begins) => {
    expect(checkSettings({ cutOff: saved })).toMatchObject({ settings: { cutOff: begins }, refused: [] });
  });

  const anyDays = fc.record({
    timeZone: fc.constantFrom(
      'UTC',
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Africa/Cairo',
      'Asia/Beirut',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ),
    cutOff: fc.constantFrom('00:00', '00:30', '02:00', '02:30', '04:00', '23:30'),
  });
  // Half of them are near a night when clocks change somewhere.
  const anyInstant = fc.oneof(
    fc.integer({ min: Date.UTC(2011), max: Date.UTC(2040) }),
    fc
      .tuple(
        fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2024-04-26', '2011-12-30'),
        fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
      )
      .map(([day, off]) => Date.parse(day) + off),
  );

  test('contains every instant exactly once, in every zone and season', () => {
    fc.assert(
      fc.property(anyDays, anyInstant, (rule, at) => {
        const days = businessDays(rule);
        const date = days.dateOf(at);
        const { from, to } = days.rangeOf(date);
        expect(from <= at && at < to).toBe(true);
        expect(days.rangeOf(shiftDay(date, 1)).from).toBe(to);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a day is the same whatever was asked before, even where the clocks change', () => {
  const rules = ['Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe'].map((timeZone) => ({
    cutOff: '02:30',
    timeZone,
  }));
  const anyInstant = fc.integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 3, 8) });
  fc.assert(
    fc.property(fc.constantFrom(...rules), fc.array(anyInstant, { minLength: 2 }), (rule, instants) => {
      const asked = businessDays(rule);
      const all = instants.flatMap((at) => [at, asked.around(at).to, asked.around(at).from - 1]);
      for (const at of all) {
        const fresh = businessDays(rule);
        expect(asked.dateOf(at)).toBe(fresh.dateOf(at));
        expect(asked.around(at)).toEqual(fresh.around(at));
      }
    }),
    { numRuns: 40 },
  );
});
