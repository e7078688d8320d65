/** Run as a program with some TZ: closes the day of a new journal without a zone in its settings, and prints what came. */
import '#words/texts/all-texts.ts';
import { businessDays, dayRuleOf } from '#domain/shop/business-day.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { trainingManager } from '#domain/staff/staff.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import { Shifts } from '#services/day/shifts.ts';
import { zSlip } from '#words/report-slip.ts';
import { openJournal } from '../../../sqlite/kit/open-journal.ts';
import { installation } from '../../../support/station-kit.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';

const [, , file = '', later] = process.argv;
const journal = openJournal(file);
const now = Date.UTC(2026, 10, 23, 18);
const clock = { steady: () => 0, now: () => now, wakeAt: () => () => undefined, nextMidnight: () => now };
const days = businessDays(dayRuleOf({ cutOff: '00:00', timeZone: '' }, now));
const ports = { journal, days, clock, yieldNow: () => Promise.resolve() };
const shifts = new Shifts(ports);
shifts.open(trainingManager);
if (later !== undefined) process.env['TZ'] = later;
const desk = new DayDesk({
  ...ports,
  shifts,
  terminal: trainingTerminal,
  installation,
  key: null,
  reconcile: () => Promise.resolve(),
});
const closed = await desk.close({ by: trainingManager, approvedBy: trainingManager, signOffs: {} });
journal.close();
if (!closed.closed) throw new Error(closed.why);
const { date, timeZone, timeZoneAssumed = false } = closed.z.record;
const slip = JSON.stringify(zSlip(closed.z, 1, 'test', fingerprint));
const isSaid = slip.includes('gives a time zone that the till knows');
process.stdout.write(JSON.stringify({ date, timeZone, timeZoneAssumed, isSaid }));
