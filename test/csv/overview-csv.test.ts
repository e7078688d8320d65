import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportOverview, overviewFigures } from '#csv/export-overview.ts';
import { madeUpOverview } from '../support/made-up/made-up-overview.ts';
import { temporaryFolder } from '../sqlite/kit/new-journal.ts';
import { columnOf } from './read/csv-bytes.ts';
import { expectGolden } from './read/golden.ts';
import { readCsv } from './read/read-csv.ts';

const target = (folder: string) => ({
  journalFile: '',
  folder,
  makesFolder: true,
  cutOff: '00:00',
  timeZone: 'Asia/Shanghai',
  environment: 'live' as const,
});

test('an overview as CSV matches the golden file, and is named after its range', async () => {
  const folder = temporaryFolder();
  const { fileName, rows } = await exportOverview({ ...target(folder), overview: madeUpOverview });
  expect(fileName).toBe('countertop-live-overview-2026-11-23-2026-11-29.csv');
  const csv = readFileSync(join(folder, fileName), 'utf8');
  expect(readCsv(csv)).toHaveLength(1 + Number(rows));
  await expectGolden(csv, 'made-up-overview.csv');
});

test('its days, hours, weekdays and cashiers each add up to the net sales', () => {
  const figures = overviewFigures(madeUpOverview);
  for (const section of ['days', 'hours', 'weekdays', 'weekday_hours', 'cashiers']) {
    const nets = figures.filter((figure) => figure.section === section && figure.what !== 'before');
    expect([section, nets.reduce((sum, figure) => sum + (figure.sum ?? 0), 0)]).toEqual([
      section,
      madeUpOverview.net,
    ]);
  }
});

test('each figure of an overview appears once, and no name becomes a formula', async () => {
  const folder = temporaryFolder();
  const [first, ...others] = madeUpOverview.cashiers;
  const cashiers = [{ ...first!, name: '=Chen' }, ...others];
  const { fileName } = await exportOverview({
    ...target(folder),
    overview: { ...madeUpOverview, cashiers },
  });
  const rows = readCsv(readFileSync(join(folder, fileName), 'utf8'));
  expect(columnOf(rows, 'name')).toContain("'=Chen");
  const keys = columnOf(rows, 'section').map((section, index) =>
    [section, ...['name', 'what', 'currency'].map((name) => columnOf(rows, name)[index])].join('/'),
  );
  expect(new Set(keys).size).toBe(keys.length);
});
