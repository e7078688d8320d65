/** Run as a program: closes the day of a journal and is killed just before write number N (0: the first). */
import { businessDays } from '#domain/shop/business-day.ts';
import type { RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { trainingManager } from '#domain/staff/staff.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import { Shifts } from '#services/day/shifts.ts';
import { openJournal } from '../../../sqlite/kit/open-journal.ts';
import { installation } from '../../../support/station-kit.ts';

const [, , file = '', killedAt = ''] = process.argv;
const opened = openJournal(file);
let writes = 0;
const journal = {
  ...opened,
  record: <T extends RecordType>(record: RecordOf<T>, at: number) => {
    if (writes === Number(killedAt)) process.kill(process.pid, 'SIGKILL');
    writes += 1;
    return opened.record(record, at);
  },
};
const now = Date.UTC(2026, 10, 23, 18);
const clock = {
  steady: () => 0,
  now: () => now,
  wakeAt: () => () => undefined,
  nextMidnight: () => now,
};
const days = businessDays({ cutOff: '00:00', timeZone: 'UTC' });
const ports = { journal, days, clock, yieldNow: () => Promise.resolve() };
const shifts = new Shifts(ports);
const desk = new DayDesk({
  ...ports,
  shifts,
  terminal: trainingTerminal,
  installation,
  key: null,
  reconcile: () => Promise.resolve(),
});
const signOffs = { 'T1-1': 'seen', 'T1-2': 'seen' };
const outcome = await desk.close({ by: trainingManager, approvedBy: trainingManager, signOffs });
journal.close();
process.exit(outcome.closed ? 0 : 1);
