/** The calls of the Day screen: shifts, the X, the Z. */
import type { DayView, ShiftClosedView, ZView } from '#contract/day-views.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import { sumIn } from '#domain/totals.ts';
import type { DayClosed } from '#services/day/close-day.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { ShiftClosed } from '#services/day/run-shift.ts';
import type { Acting, Admission, Session } from '#services/staff/session.ts';
import type { Station } from '#station/station.ts';
import type { GuardedHandlers } from './guard.ts';

export type Closed = Extract<DayClosed, { readonly closed: true }>;

export interface DayHandlerPorts {
  readonly station: () => Station;
  readonly clock: Clock;
  readonly log: Log;
  readonly session: Pick<Session, 'admit'>;
  readonly onClosed: (day: Closed) => void;
}

/** A quarter of a year on one list. */
const LISTED = 92;

const dayView = ({ day }: Station, now: number): DayView => {
  const { current } = day.shifts;
  return {
    date: day.days.dateOf(now),
    shift: current && {
      number: current.record.number,
      openedBy: current.record.by.name,
      openedAt: current.at,
    },
    closedDays: [...day.journal.closedDays(LISTED)],
  };
};

const shiftClosedView = (closed: ShiftClosed, currency: string, by: Person): Reply<ShiftClosedView> => {
  if (!closed.closed) return refuse(closed.why);
  const { number, openedAt, declared, payments, refunds } = closed.shift.record;
  const { paid = {} } = payments;
  const { refunded = {} } = refunds;
  const expected = sumIn(paid, currency) - sumIn(refunded, currency);
  const taken = may(by.role, 'see-totals') ? { paid, refunded, expected } : null;
  return { ok: true, value: { number, openedAt, closedAt: closed.shift.at, currency, declared, taken } };
};

const zView = ({ at, hash, record }: Recorded<'day-closed'>): ZView => ({
  day: record,
  at,
  hash,
  signed: record.seal !== null,
});

/** Whoever signs something off must be one who may: then they answer for the whole closing. */
const answering = (
  session: DayHandlerPorts['session'],
  signOffs: Readonly<Record<string, string>>,
  acting: Acting,
): Admission =>
  Object.keys(signOffs).length === 0 ? { admitted: true, acting } : session.admit('sign-off', 'day.close');

export const dayHandlers = ({ station, clock, log, session, onClosed }: DayHandlerPorts) =>
  ({
    'day.read': () => ({ ok: true, value: dayView(station(), clock.now()) }),
    'day.xReport': async () => ({ ok: true, value: await station().day.report() }),
    'day.close': async ({ signOffs }, acting) => {
      const { day } = station();
      const answers = answering(session, signOffs, acting);
      if (!answers.admitted) return refuse(answers.why, { permission: 'sign-off' });
      try {
        const closed = await day.desk.close({ ...answers.acting, signOffs });
        if (!closed.closed) return refuse(closed.why);
        day.trainingShift?.open(closed.z.record.by);
        onClosed(closed);
        return { ok: true, value: zView(closed.z) };
      } catch (error) {
        log.error('the day could not be closed', { error });
        return refuse('day-not-closed');
      }
    },
    'day.z': ({ number }) => {
      const z = station().day.journal.closedDay(number);
      return z ? { ok: true, value: zView(z) } : refuse('z-not-found');
    },
    'shift.open': (_input, { by }) => {
      if (!station().day.shifts.open(by)) return refuse('shift-open');
      return { ok: true, value: dayView(station(), clock.now()) };
    },
    'shift.close': async ({ declared }, { by }) => {
      const { day, terms } = station();
      return shiftClosedView(await day.shifts.close(by, declared), terms.terminal.currency, by);
    },
    'shift.handOver': async ({ declared }, { by }) => {
      const { day, terms } = station();
      return shiftClosedView(await day.shifts.handOver(by, declared), terms.terminal.currency, by);
    },
  }) satisfies Partial<GuardedHandlers>;
