import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemTimeZone, timeZone } from '#domain/time-zone.ts';
import { isTimeZone } from '#domain/zone-name.ts';

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Asuncion',
  'Australia/Lord_Howe',
];
const anyZone = fc.constantFrom(...ZONES);
const anyTime = fc.integer({ min: Date.UTC(2015), max: Date.UTC(2040) });
const anyDay = anyTime.map((at) => new Date(at).toISOString().slice(0, 10));

test('a time is written as local time, with its offset from UTC', () => {
  const winter = Date.UTC(2026, 10, 23, 12, 0, 0, 7);
  expect(timeZone('Asia/Shanghai').iso(winter)).toBe('2026-11-23T20:00:00.007+08:00');
  expect(timeZone('Europe/Berlin').iso(winter)).toBe('2026-11-23T13:00:00.007+01:00');
  expect(timeZone('Europe/Berlin').iso(Date.UTC(2026, 6, 1))).toBe('2026-07-01T02:00:00.000+02:00');
  expect(timeZone('America/St_Johns').iso(winter)).toBe('2026-11-23T08:30:00.007-03:30');
  expect(timeZone('UTC').iso(winter)).toBe('2026-11-23T12:00:00.007+00:00');
});

test('a written time gives back its instant, in every zone and season', () => {
  fc.assert(fc.property(anyZone, anyTime, (zone, at) => Date.parse(timeZone(zone).iso(at)) === at));
});

test('the zones a till wrote before do not change how it writes a time', () => {
  const zones = new Map(ZONES.map((name) => [name, timeZone(name)]));
  const ofAFewHours = fc.integer({ min: 0, max: 6 * 3_600_000 }).map((ms) => Date.UTC(2026, 9, 3, 12) + ms);
  fc.assert(
    fc.property(anyZone, fc.oneof(ofAFewHours, anyTime), (name, at) => {
      const [known, fresh] = [zones.get(name)!, timeZone(name)];
      expect(known.iso(at)).toBe(fresh.iso(at));
      expect(known.day(at)).toBe(fresh.day(at));
      expect(Date.parse(known.iso(at))).toBe(at);
    }),
    { numRuns: 1_000 },
  );
});

test('clocks that change in the middle of an hour show the old time before that moment and the new time after it', () => {
  const lordHowe = timeZone('Australia/Lord_Howe');
  const change = Date.UTC(2026, 9, 3, 15, 30);
  expect(lordHowe.iso(change - 1)).toBe('2026-10-04T01:59:59.999+10:30');
  expect(lordHowe.iso(change)).toBe('2026-10-04T02:30:00.000+11:00');
  expect(lordHowe.iso(change - 1)).toBe('2026-10-04T01:59:59.999+10:30');
});

test('a day starts at the first instant with its date', () => {
  fc.assert(
    fc.property(anyZone, anyDay, (name, day) => {
      const zone = timeZone(name);
      const start = zone.startOf(day);
      expect(zone.day(start)).toBe(day);
      expect(zone.day(start - 1) < day).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a day starts at one in the morning where clocks skip midnight', () => {
  const cairo = timeZone('Africa/Cairo');
  expect(cairo.iso(cairo.startOf('2024-04-26'))).toBe('2024-04-26T01:00:00.000+03:00');
});

test.each([
  ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T03:00:00.000+02:00'],
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T02:30:00.000+02:00'],
  ['Africa/Cairo', '2024-04-26', '00:00', '2024-04-26T01:00:00.000+03:00'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:30:00.000+11:00'],
  ['America/St_Johns', '2026-11-23', '04:00', '2026-11-23T04:00:00.000-03:30'],
  ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-31T00:00:00.000+14:00'],
] as const)('in %s, %s at %s begins at %s', (name, day, time, instant) => {
  const zone = timeZone(name);
  expect(zone.iso(zone.reach(day, time))).toBe(instant);
});

test('an offset within a quarter of an hour is no shop’s, since takings are added up by quarter hours', () => {
  for (const name of ['+05:45', '-0330', '+08', '+12:45']) expect(isTimeZone(name), name).toBe(true);
  for (const name of ['+05:50', '-0007', '+08:01']) expect(isTimeZone(name), name).toBe(false);
});

test('an unknown zone is refused', () => {
  for (const name of ['Mars/Olympus', '', 'UTC+8', 'Asia/Shanghai\n']) {
    expect(() => timeZone(name), name).toThrow(RangeError);
    expect(isTimeZone(name), name).toBe(false);
  }
});

test.each([
  ...Intl.supportedValuesOf('timeZone'),
  ...[
    'UTC',
    'utc',
    'GMT+3',
    'UTC+8',
    'Etc/GMT+3',
    '+08:00',
    '+08',
    '-0330',
    '\u221208:00',
    '+08:30:15',
    '+25:00',
  ],
  ...[
    '',
    'Z',
    ' UTC',
    'asia/shanghai',
    'Asia/Nowhere',
    'Europe/Kiev',
    'US/Pacific',
    'EST',
    'PRC',
    '/etc/localtime',
  ],
])('a shop can name the zone %s only if its days can be told in it', (name) => {
  const tells = (): string => timeZone(name).day(0);
  if (isTimeZone(name)) expect(tells()).toMatch(/^19(?:69-12-31|70-01-01)$/);
  else expect(tells).toThrow(RangeError);
});

test.each([
  ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
  ['CET-1:00:00CEST-02,M3.5.0/02:00:00,M10.5.0/03:00:00', 'Europe/Berlin'],
  ['GMT0BST,M3.5.0/1,M10.5.0', 'Europe/London'],
  ['EST5EDT4,M3.2.0/2,M11.1.0/2', 'America/New_York'],
  ['AEST-10AEDT,M10.1.0,M4.1.0/3', 'Australia/Sydney'],
  ['NZST-12NZDT,M9.5.0,M4.1.0/3', 'Pacific/Auckland'],
  [':<+1030>-10:30<+11>-11,M10.1.0,M4.1.0', 'Australia/Lord_Howe'],
  ['<-02>2<-01>,M3.5.0/-1,M10.5.0/0', 'America/Nuuk'],
])('a computer whose clocks change by the rule %s has the zone that changes them so: %s', (rule, zone) => {
  expect(systemTimeZone(Date.UTC(2026, 6, 1), rule)).toEqual({ name: zone, isAssumed: true });
});

test.each([
  ['CST-8:00:00', '+08:00'],
  ['CET-1CEST', '+01:00'],
  ['XST-1XDT,M2.1.0,M5.1.0', '+01:00'],
  ['CET-1CEST,J90,J300', '+01:00'],
])('a computer with a rule that no zone has, such as %s, keeps its standard time', (rule, zone) => {
  expect(systemTimeZone(Date.UTC(2026, 6, 1), rule)).toEqual({ name: zone, isAssumed: true });
});
