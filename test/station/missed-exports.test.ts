import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings, trainingTerminal } from '#domain/shop/settings/settings.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import { openStation } from '#station/open-station.ts';
import { byChen } from '../services/day/day-kit.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { plainStationDeps } from '../support/plain-ports.ts';
import { installation } from '../support/station-kit.ts';

test('a till that was switched off right after the close writes the files of that day when it is opened', async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-missed-exports-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const clock = new HandClock();
  const deps = { ...plainStationDeps(home, () => undefined), clock };
  const before = await openStation(deps, defaultSettings, null);
  const { journal, shifts, businessDays: days, yieldNow } = before;
  const desk = new DayDesk({
    ...{ journal, shifts, days, yieldNow, clock, installation },
    terminal: trainingTerminal,
    key: null,
    reconcile: () => Promise.resolve(),
  });
  await desk.close(byChen);
  await before.close();

  const station = await openStation(deps, { ...defaultSettings, exportAtClose: true }, null);
  onTestFinished(async () => station.close());
  const closed: unknown[] = [];
  Object.assign(station.exports, {
    dayClosed: (_spans: unknown, { number }: { number: number }) => closed.push(number),
  });
  station.resume();
  expect(closed).toEqual([1]);
});
