import { globSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { followLanguage } from '#contract';
import {
  clockTime,
  dateWords,
  dayOf,
  exactTime,
  followTimeZone,
  fullExactTime,
  fullTime,
  shortDateWords,
  stampsIn,
  timeBeside,
} from '../../../src-renderer/till/time-words.ts';
import { NOON } from '../harness/views.ts';

afterEach(() => {
  followTimeZone(() => 'UTC');
  followLanguage(() => 'en');
});

test('every time is by the till’s clock, whatever this window’s process or its computer is set to', () => {
  followTimeZone(() => 'Asia/Shanghai');
  const at = Date.UTC(2026, 10, 23, 16, 3, 5);
  expect([clockTime(at), exactTime(at)]).toEqual(['00:03', '00:03:05']);
  expect([fullTime(at), dayOf(at)]).toEqual(['Tue 24 Nov 2026, 00:03', 'Tue 24 Nov 2026']);
  expect(fullExactTime(at)).toBe('Tue 24 Nov 2026, 00:03:05');
  followTimeZone(() => '-05:30');
  expect(fullTime(at)).toBe('Mon 23 Nov 2026, 10:33');
});

test('a time of another day names its day', () => {
  expect(timeBeside(NOON, NOON + 60_000)).toBe('12:00');
  expect(timeBeside(NOON, NOON + 86_400_000)).toBe('Thu 5 Nov 2026, 12:00');
});

describe('every date that a person reads on the till', () => {
  test('is written with its weekday and its month in letters, so that no day is taken for a month', () => {
    expect(dateWords('2026-11-05')).toBe('Thu 5 Nov 2026');
    expect(shortDateWords('2026-11-05')).toBe('Thu 5 Nov');
    expect(dayOf(NOON)).toBe('Thu 5 Nov 2026');
    expect(fullTime(NOON)).toBe('Thu 5 Nov 2026, 12:00');
    expect(fullExactTime(NOON + 1_000)).toBe('Thu 5 Nov 2026, 12:00:01');
  });

  test('stands before its time without a comma in Chinese, and with one in German', () => {
    followLanguage(() => 'zh-CN');
    expect(fullTime(NOON)).toBe('2026年11月5日周四 12:00');
    followLanguage(() => 'de');
    expect(fullTime(NOON)).toBe('Do., 5. Nov. 2026, 12:00');
  });

  test('of a report is in the shop’s time zone', () => {
    const at = Date.UTC(2026, 10, 23, 16, 3);
    expect(stampsIn('Asia/Shanghai')(at)).toBe('Tue 24 Nov 2026, 00:03');
    expect(stampsIn('UTC')(at)).toBe('Mon 23 Nov 2026, 16:03');
  });

  test('is written in one place: no screen formats dates of its own, or shows the system’s date field', () => {
    const screens = globSync('src-renderer/till/**/*.{ts,svelte}').filter(
      (file) => !/(time-words\.ts|DateInput\.svelte)$/.test(file),
    );
    expect(screens.length).toBeGreaterThan(100);
    const own = screens.filter((file) =>
      /(?:month|dateStyle): '|toLocale(?:Date|Time)?String|type="(?:date|datetime-local|month)"/.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(own).toEqual([]);
  });

  test('in a sentence comes in these words: no text formats a date or time itself', () => {
    const texts = globSync('resources/{locales,office/locales}/**/*.json');
    expect(texts.length).toBeGreaterThan(12);
    for (const file of texts) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\{\w+, *(?:date|time)/);
  });
});
