import { describe, expect, test } from 'vitest';
import type { PostingZ } from '#domain/export/posting-dates.ts';
import { PostingDates } from '#domain/export/posting-dates.ts';
import { businessDays } from '#domain/shop/business-day.ts';

const days = businessDays({ cutOff: '04:00', timeZone: 'Europe/Berlin' });

const z = (number: number, sequence: number, date: string, change: Partial<PostingZ> = {}): PostingZ => ({
  number,
  sequence,
  date,
  ...days.rule,
  ...change,
});

const at = (local: string): number => Date.parse(`${local}:00+01:00`);

/** The dates of rows 1, 2, 3 …, each given as when it was written, or as [when the gateway dates it]. */
const datesOf = (
  zs: readonly PostingZ[],
  rows: readonly (string | readonly [string])[],
  before?: PostingZ,
) => {
  const dates = new PostingDates(before, zs, days);
  return rows.map((row, index) => {
    const isImported = typeof row !== 'string';
    const place = { sequence: index + 1, at: at(isImported ? row[0] : row), isImported };
    return dates.of(place).date;
  });
};

describe('what the till writes is posted', () => {
  test('on its business day, before the cut-off on the day before', () => {
    const rows = ['2026-11-30T23:30', '2026-12-01T03:59', '2026-12-01T04:00'];
    expect(datesOf([], rows)).toEqual(['2026-11-30', '2026-11-30', '2026-12-01']);
  });

  test('on its own day although the day was closed days later', () => {
    const rows = ['2026-11-27T12:00', '2026-11-30T12:00', '2026-12-03T09:00'];
    expect(datesOf([z(1, 3, '2026-12-03')], rows)).toEqual(['2026-11-27', '2026-11-30', '2026-12-03']);
  });

  test('on its own day although that was closed before', () => {
    const zs = [z(1, 1, '2026-11-30'), z(2, 3, '2026-12-01')];
    const rows = ['2026-11-30T20:00', '2026-11-30T21:00', '2026-12-01T20:00'];
    expect(datesOf(zs, rows)).toEqual(['2026-11-30', '2026-11-30', '2026-12-01']);
  });

  test('never before the Z before it nor before an earlier row, though the clock was set back', () => {
    const before = z(1, 0, '2026-11-30');
    const rows = ['2026-11-12T12:00', '2026-12-02T12:00', '2026-11-30T12:00'];
    expect(datesOf([], rows, before)).toEqual(['2026-11-30', '2026-12-02', '2026-12-02']);
  });

  test('never after the Z that counts it, though the clock was ahead', () => {
    const rows = ['2027-05-01T12:00', '2026-11-30T20:00'];
    expect(datesOf([z(1, 2, '2026-11-30')], rows)).toEqual(['2026-11-30', '2026-11-30']);
  });

  test('by the clock of the Z that counts it, wherever the shop is now', () => {
    const zs = [z(1, 1, '2026-12-01', { cutOff: '00:00', timeZone: 'Asia/Shanghai' })];
    expect(datesOf(zs, ['2026-11-30T20:00'])).toEqual(['2026-12-01']);
    expect(datesOf([], ['2026-11-30T20:00'])).toEqual(['2026-11-30']);
  });

  test('by the shop’s clock if this computer does not know that of the Z', () => {
    const zs = [z(1, 1, '2026-11-30', { timeZone: 'Mars/Olympus' })];
    expect(datesOf(zs, ['2026-11-30T20:00'])).toEqual(['2026-11-30']);
  });
});

describe('what was imported is posted', () => {
  test('on the date of the Z that counts it, however old it is', () => {
    const zs = [z(1, 1, '2026-11-30'), z(2, 3, '2026-12-01')];
    const rows = ['2026-11-30T20:00', ['2026-11-12T12:00'] as const, '2026-12-01T20:00'];
    expect(datesOf(zs, rows)).toEqual(['2026-11-30', '2026-12-01', '2026-12-01']);
  });

  test('while no Z counts it, with the rows before it', () => {
    const rows = ['2026-12-01T09:00', ['2026-11-12T12:00'] as const, '2026-12-01T10:00'];
    expect(datesOf([], rows)).toEqual(['2026-12-01', '2026-12-01', '2026-12-01']);
  });
});
