/** Calls of the Day screen: shifts, the X report, the Z report. */
import type { DayView, ShiftClosedView, ZView } from '#contract/views/day-views.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { Report } from '#domain/day/report.ts';
import { isDateKept } from '#domain/day/kept-date.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { Person } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import { paidIn, refundedIn } from '#domain/day/moved.ts';
import type { Emits } from '#services/changes.ts';
import type { DayClosed, DayDesk } from '#services/day/day-desk.ts';
import { CloseFailed } from '#services/day/day-desk.ts';
import { RowsUnreadable, zNumbered } from '#services/day/rows-unreadable.ts';
import type { ShiftClosed, Shifts } from '#services/day/shifts.ts';
import type { TrainingShift } from '#services/day/training-shift.ts';
import type { DayJournal } from '#services/journal-ports.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Clock, Log } from '#services/ports.ts';
import { refusalOf } from '#handlers/pipeline/run-call.ts';
import type { Action } from '#services/staff/action.ts';
import type { Permissions } from '#services/staff/permissions.ts';
import type { Acting, PermissionCheck } from '#services/staff/session-types.ts';
import type { Handlers } from '#handlers/handlers.ts';

export type Closed = Extract<DayClosed, { readonly closed: true }>;

export interface DayHandlerPorts {
  readonly businessDays: Pick<BusinessDays, 'dateOf'>;
  readonly shifts: Shifts;
  readonly dayDesk: Pick<DayDesk, 'close'>;
  readonly xReport: () => Promise<Report>;
  /** Null outside training and bench. */
  readonly trainingShift: Pick<TrainingShift, 'open'> | null;
  readonly journal: Pick<DayJournal, 'closedDay' | 'closedDays'>;
  readonly settings: Pick<EffectiveSettings, 'terminal'>;
  readonly session: { readonly permissions: Pick<Permissions, 'check' | 'actionOf' | 'mayAlone'> };
  readonly clock: Clock;
  readonly log: Log;
  readonly onClosed: (day: Closed) => void;
  readonly changes: Emits<'status'>;
}

/** Closed days in the list: a quarter of a year. */
const LISTED = 92;

/** For who opened a shift whose record cannot be read. */
const NOBODY_KNOWN = '–';

const dayView = ({ businessDays, shifts, journal, clock, session }: DayHandlerPorts): DayView => {
  const { shown } = shifts;
  const seesTotals = session.permissions.mayAlone('see-totals');
  return {
    date: businessDays.dateOf(clock.now()),
    shift: shown && { ...shown, openedBy: shown.openedBy?.name ?? NOBODY_KNOWN },
    closedDays: journal.closedDays(LISTED).map((line) => (seesTotals ? line : { ...line, net: null })),
  };
};

const shiftClosedView = (closed: ShiftClosed, currency: string, by: Person): Reply<ShiftClosedView> => {
  if (!closed.closed) return refuse(closed.why);
  const { record } = closed.shift;
  const { number, openedAt, declared } = record;
  const { paid = {} } = record.payments;
  const { refunded = {} } = record.refunds;
  const expected = paidIn(record, currency) - refundedIn(record, currency);
  const taken = may(by.role, 'see-totals') ? { paid, refunded, expected } : null;
  return { ok: true, value: { number, openedAt, closedAt: closed.shift.at, currency, declared, taken } };
};

const zView = ({ at, hash, record }: Recorded<'day-closed'>): ZView => ({
  day: record,
  at,
  hash,
  signed: record.seal !== null,
  dateKept: isDateKept({ at, record }),
});

/** Signing off needs a permission of its own. The person who has it answers for the whole closing. */
const checkSignOffs = (
  { permissions }: { readonly permissions: Pick<Permissions, 'check'> },
  action: Action,
  signOffs: Readonly<Record<string, string>>,
  acting: Acting,
): PermissionCheck =>
  Object.keys(signOffs).length === 0 ? { allowed: true, acting } : permissions.check('sign-off', action);

/** The Z is written. What follows may fail without undoing it. */
const followUp = ({ trainingShift, onClosed, log }: DayHandlerPorts, closed: Closed): void => {
  try {
    trainingShift?.open(closed.z.record.by);
    onClosed(closed);
  } catch (error) {
    log.error('the day is closed, but not everything that follows was done', { error });
  }
};

/** Throws RowsUnreadable, as closing a shift does. */
const notClosed = (log: Log, error: unknown): Reply<ZView> => {
  if (error instanceof RowsUnreadable) throw error;
  const disk = error instanceof DiskFailed;
  if (!disk) log.error('the day could not be closed', { error });
  const step = error instanceof CloseFailed ? error.step : 'reading';
  return refuse('day-not-closed', { failed: disk ? `disk-${error.trouble}` : step });
};

const closeDay = async (
  ports: DayHandlerPorts,
  signOffs: Readonly<Record<string, string>>,
  acting: Acting,
): Promise<Reply<ZView>> => {
  const action = ports.session.permissions.actionOf('day.close', { signOffs });
  const check = checkSignOffs(ports.session, action, signOffs, acting);
  if (!check.allowed) return refusalOf('sign-off', check.why, action);
  let closed: DayClosed;
  try {
    closed = await ports.dayDesk.close({ ...check.acting, signOffs });
  } catch (error) {
    return notClosed(ports.log, error);
  }
  if (!closed.closed) return refuse(closed.why);
  followUp(ports, closed);
  return { ok: true, value: zView(closed.z) };
};

export const dayHandlers = (ports: DayHandlerPorts) => {
  const { shifts, journal, xReport, settings, changes } = ports;
  const { currency } = settings.terminal;
  /** An open or closed shift changes whether the till may charge. */
  const shown = <R>(reply: R): R => {
    changes.emit('status');
    return reply;
  };
  return {
    'day.read': () => ({ ok: true, value: dayView(ports) }),
    'day.xReport': async () => ({ ok: true, value: await xReport() }),
    'day.close': async ({ signOffs }, acting) => shown(await closeDay(ports, signOffs, acting)),
    'day.z': ({ number }) => {
      const z = zNumbered(journal, number);
      return z ? { ok: true, value: zView(z) } : refuse('z-not-found');
    },
    'shift.open': (_input, { by }) =>
      shown(shifts.open(by) ? { ok: true, value: dayView(ports) } : refuse('shift-open')),
    'shift.close': async ({ declared }, { by }) =>
      shown(shiftClosedView(await shifts.close(by, declared), currency, by)),
    'shift.handOver': async ({ declared }, { by }) =>
      shown(shiftClosedView(await shifts.handOver(by, declared), currency, by)),
  } satisfies Partial<Handlers>;
};
