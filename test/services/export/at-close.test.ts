import { expect, test } from 'vitest';
import type { ExportedKind } from '#domain/journal/records/record-types.ts';
import { exportMissed } from '#services/export/at-close.ts';
import { byChen, chen, dayKit, pay } from '../day/day-kit.ts';

const ON = { exportAtClose: true, exportFolder: '/media/stick' };
const DAY = 24 * 3_600_000;

/** A till that sold on one day, closed it on the next, and has written these files of it. */
const closedTill = async (written: readonly ExportedKind[]) => {
  const kit = dayKit();
  const { journal, clock, ports } = kit;
  pay(kit, 'T1-1', [1, 2]);
  await clock.pass(DAY);
  pay(kit, 'T1-2', [1, 2]);
  await kit.desk.close(byChen);
  for (const what of written)
    journal.record({ type: 'exported', by: chen, what, fileName: `${what}.csv` }, clock.now());
  const asked: unknown[] = [];
  const exports = {
    dayClosed: (spans: unknown, { number, by }: { number: number; by: unknown }, folder: string) =>
      void asked.push({ spans, number, by, folder }),
  };
  const spans = [clock.now() - DAY, clock.now()].map((at) => ({
    ...ports.days.around(at),
    preset: null,
    folder: ON.exportFolder,
  }));
  return { asked, spans, at: { exports, businessDays: ports.days, journal } };
};

test.each<{ written: readonly ExportedKind[] }>([
  { written: [] },
  { written: ['payments'] },
  { written: ['payments', 'z'] },
])(
  'files of the last day that were not all written at its close are written at the next start: $written',
  async ({ written }) => {
    const { asked, spans, at } = await closedTill(written);
    exportMissed(at, ON);
    expect(asked).toEqual([{ spans, number: 1, by: chen, folder: ON.exportFolder }]);
  },
);

test('a start writes nothing if all files are there, if the settings ask for none, and before the first Z', async () => {
  const all = await closedTill(['payments', 'z', 'z-pdf']);
  exportMissed(all.at, ON);
  const off = await closedTill([]);
  exportMissed(off.at, { ...ON, exportAtClose: false });
  exportMissed({ ...off.at, journal: dayKit().journal }, ON);
  expect([...all.asked, ...off.asked]).toEqual([]);
});
