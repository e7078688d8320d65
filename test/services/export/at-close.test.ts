import { expect, test } from 'vitest';
import type { ExportedKind } from '#domain/journal/records/record-types.ts';
import { exportMissed } from '#services/export/at-close.ts';
import { NOON } from '../../sqlite/kit/new-journal.ts';
import { byChen, chen, dayKit, pay } from '../day/day-kit.ts';

const ON = { exportAtClose: true, exportFolder: '/media/stick' };
const DAY = 24 * 3_600_000;

/** The business dates of the Z that `closedTill` makes. */
const DATES = [NOON, NOON + DAY].map((at) => new Date(at).toISOString().slice(0, 10));
const [FIRST, SECOND] = DATES.map((date) => ['payments', `countertop-live-T1-${date}.csv`] as const);
const Z = ['z', `countertop-live-T1-z-1-${DATES[1]}.csv`] as const;
const PDF = ['z-pdf', `countertop-live-T1-z-1-${DATES[1]}.pdf`] as const;

/** A till that sold on one day, closed it on the next, and has written these files since. */
const closedTill = async (written: readonly (readonly [ExportedKind, string])[]) => {
  const kit = dayKit();
  const { journal, clock, ports } = kit;
  pay(kit, 'T1-1', [1, 2]);
  await clock.pass(DAY);
  pay(kit, 'T1-2', [1, 2]);
  await kit.desk.close(byChen);
  for (const [what, fileName] of written)
    journal.record({ type: 'exported', by: chen, what, fileName }, clock.now());
  const asked: unknown[] = [];
  const exports = {
    dayClosed: (spans: unknown, day: { number: number; by: unknown }, folder: string, zFiles: unknown) =>
      void asked.push({ spans, number: day.number, by: day.by, folder, zFiles }),
  };
  const spans = [clock.now() - DAY, clock.now()].map((at) => ({
    ...ports.days.around(at),
    preset: null,
    folder: ON.exportFolder,
  }));
  return { asked, spans, at: { exports, businessDays: ports.days, journal } };
};

test.each([
  { written: [], days: [0, 1], zFiles: ['z', 'z-pdf'] },
  { written: [FIRST!], days: [1], zFiles: ['z', 'z-pdf'] },
  { written: [FIRST!, SECOND!], days: [], zFiles: ['z', 'z-pdf'] },
  { written: [FIRST!, SECOND!, Z], days: [], zFiles: ['z-pdf'] },
  { written: [SECOND!, Z, PDF], days: [0], zFiles: [] },
])(
  'of the last day, only the files that were not written at its close are written at the next start: $written',
  async ({ written, days, zFiles }) => {
    const { asked, spans, at } = await closedTill(written);
    exportMissed(at, ON);
    const missing = days.map((day) => spans[day]);
    expect(asked).toEqual([{ spans: missing, number: 1, by: chen, folder: ON.exportFolder, zFiles }]);
  },
);

test('files of other days and of an older Z that people exported since the close are not taken for those of the day', async () => {
  const others = [
    ['payments', 'countertop-live-T1-2020-01-01-to-2020-01-31.csv'],
    ['z', 'countertop-live-T1-z-11-2020-01-31.csv'],
    ['audit', `countertop-live-audit-${DATES[0]}.csv`],
  ] as const;
  const { asked, spans, at } = await closedTill(others);
  exportMissed(at, ON);
  expect(asked).toMatchObject([{ spans, zFiles: ['z', 'z-pdf'] }]);
});

test('a start writes nothing if all files are there, if the settings ask for none, and before the first Z', async () => {
  const all = await closedTill([FIRST!, SECOND!, Z, PDF]);
  exportMissed(all.at, ON);
  const off = await closedTill([]);
  exportMissed(off.at, { ...ON, exportAtClose: false });
  exportMissed({ ...off.at, journal: dayKit().journal }, ON);
  expect([...all.asked, ...off.asked]).toEqual([]);
});
