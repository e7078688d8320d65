import { describe, expect, test } from 'vitest';
import { zColumns, zFigures } from '#csv/z-figures.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import { zSlip } from '#words/report-slip.ts';
import { madeUpDay } from '../support/made-up/made-up-day.ts';
import { columnOf, csvBytes } from './read/csv-bytes.ts';
import { expectGolden } from './read/golden.ts';
import { readCsv } from './read/read-csv.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';

const csvOf = async (z: Recorded<'day-closed'>): Promise<string> =>
  (await csvBytes(zColumns('live'), zFigures(z))).toString();

describe('a Z as CSV', () => {
  test('matches the golden file', async () => {
    await expectGolden(await csvOf(madeUpDay), 'made-up-z.csv');
  });

  test('has every figure of the Z once', async () => {
    const rows = readCsv(await csvOf(madeUpDay));
    const keys = columnOf(rows, 'section').map((section, index) =>
      [section, ...['name', 'what', 'currency'].map((name) => columnOf(rows, name)[index])].join('/'),
    );
    expect(new Set(keys).size).toBe(keys.length);
    const sumOf = (key: string) => columnOf(rows, 'sum_hundredths')[keys.indexOf(key)];
    const { payments, net } = madeUpDay.record.report;
    expect(sumOf('payments/paid//CNY')).toBe(String(payments.paid?.['CNY']?.sum));
    expect(sumOf('net/net//CNY')).toBe(String(net['CNY']));
  });

  test('names the installation whose Z it is, as its print does; the earliest Zs name none', async () => {
    const rows = readCsv(await csvOf(madeUpDay));
    expect(columnOf(rows, 'text')[columnOf(rows, 'name').indexOf('installation')]).toBe('AAAAAA');
    expect(zSlip(madeUpDay, 1, 'live', fingerprint).blocks).toContainEqual({
      kind: 'note',
      text: 'Installation AAAAAA',
    });
    const { installation, ...earlier } = madeUpDay.record;
    expect(installation).toBe('AAAAAA');
    const names = columnOf(readCsv(await csvOf({ ...madeUpDay, record: earlier })), 'name');
    expect(names).not.toContain('installation');
  });

  test('says, as its print does, where only refunds known to this till were checked', async () => {
    const [day] = madeUpDay.record.report.compared.filter(({ refundsAsked }) => refundsAsked === 'known');
    expect(day?.result).toBe('different');
    const says = (z: typeof madeUpDay) =>
      JSON.stringify(zSlip(z, 1, 'live', fingerprint)).includes('Known refunds only');
    expect(says(madeUpDay)).toBe(true);
    expect(columnOf(readCsv(await csvOf(madeUpDay)), 'what')).toContain('refunds_asked');
    const compared = madeUpDay.record.report.compared.map(({ date, result, payments, refunds }) => ({
      date,
      result,
      payments,
      refunds,
    }));
    const report = { ...madeUpDay.record.report, compared };
    const asked = { ...madeUpDay, record: { ...madeUpDay.record, report } };
    expect(says(asked)).toBe(false);
    expect(columnOf(readCsv(await csvOf(asked)), 'what')).not.toContain('refunds_asked');
  });

  test('shows a minus when more was refunded than taken, and no name as a formula', async () => {
    const { record } = madeUpDay;
    const by = { ...record.by, name: '=Chen' };
    const report = { ...record.report, net: { CNY: -5 } };
    const rows = readCsv(await csvOf({ ...madeUpDay, record: { ...record, by, report } }));
    const at = (column: string, section: string, name: string) =>
      columnOf(rows, column).find(
        (_, index) => columnOf(rows, 'section')[index] === section && columnOf(rows, 'name')[index] === name,
      );
    expect(at('sum', 'net', 'net')).toBe('-0.05');
    expect(at('text', 'day', 'closed_by')).toBe("'=Chen");
  });
});
