import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { presetColumns, presets, readPreset } from '#csv/presets.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { readExportRows } from '#sqlite/tables/export-rows.ts';
import { newJournalFile, NOON, openForTest } from '../sqlite/kit/new-journal.ts';
import { busyDay } from './made-up-journal.ts';
import { csvBytes } from './csv-bytes.ts';
import { readCsv } from './read-csv.ts';

const folder = new URL('../../resources/export-presets/', import.meta.url);

const written = async (id: string): Promise<string> => {
  const file = newJournalFile();
  busyDay(openForTest(file), 'live');
  const { db, close } = openReadOnly(file);
  const preset = presets.get(id)!;
  const rows = [...readExportRows(db, NOON, NOON + 3_600_000)].filter(({ story }) =>
    preset.states.includes(story.state),
  );
  close();
  return (
    await csvBytes(presetColumns(preset), rows, { delimiter: preset.delimiter, bom: preset.bom })
  ).toString();
};

describe('an accounting preset', () => {
  test('exists for every file', () => {
    expect(readdirSync(folder).sort()).toEqual([...presets.keys()].sort().map((id) => `${id}.json`));
  });

  test('for DATEV has semicolons, decimal commas, and debit or credit', async () => {
    const [header, ...rows] = readCsv(await written('datev'), ';');
    expect(header?.slice(0, 3)).toEqual(['Umsatz', 'Soll/Haben-Kennzeichen', 'WKZ Umsatz']);
    expect(rows.map((row) => row.slice(0, 8))).toEqual([
      ['12,50', 'S', 'CNY', '1360', '8400', '23.11.2026', 'T1-20261123-000001', ''],
      ['12,50', 'S', 'CNY', '1360', '8400', '23.11.2026', 'T1-20261123-000002', ''],
      ['4,00', 'H', 'CNY', '1360', '8400', '23.11.2026', 'R-1', 'T1-20261123-000001'],
    ]);
  });

  test('for Excel starts with the byte order mark that Chinese needs, and says who sold and who approved', async () => {
    const text = await written('excel');
    expect(text.startsWith('\uFEFFEnded,')).toBe(true);
    const [header = [], ...rows] = readCsv(text.slice(1));
    const cells = rows.map((row) =>
      ['Kind', 'Money in', 'Money out', 'Approved by'].map((name) => row[header.indexOf(name)]),
    );
    expect(cells).toEqual([
      ['payment', '12.50', '', ''],
      ['payment', '12.50', '', ''],
      ['refund', '', '4.00', 'Chen 陈 ‏شن'],
    ]);
  });

  test('for Ledger keeps money in and money out apart', async () => {
    const [header = [], ...rows] = readCsv(await written('ledger'));
    const moved = rows.map((row) =>
      ['Date', 'Money in', 'Money out', 'Currency'].map((name) => row[header.indexOf(name)]),
    );
    expect(moved).toEqual([
      ['2026-11-23', '12.50', '', 'CNY'],
      ['2026-11-23', '12.50', '', 'CNY'],
      ['2026-11-23', '', '4.00', 'CNY'],
    ]);
  });

  test('has no text that starts a formula', async () => {
    const [header = [], ...rows] = readCsv(await written('ledger'));
    expect(rows[0]?.[header.indexOf('Description')]).toBe('\'=HYPERLINK("http://evil.example","click")');
  });

  test('with an unknown column or date format is refused', () => {
    const ledger = JSON.parse(readFileSync(new URL('ledger.json', folder), 'utf8')) as object;
    expect(() => readPreset({ ...ledger, columns: [{ name: 'X', carries: ['nothing'] }] })).toThrow(
      'no such column',
    );
    expect(() => readPreset({ ...ledger, dateFormat: 'the day' })).toThrow('dateFormat');
  });
});
