/** The calls about people: who signs in, who works here, who did what. */
import type { CallInput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { AuditLine, SessionView, StaffPersonView } from '#contract/staff-views.ts';
import type { AuditEntry } from '#domain/journal/audit.ts';
import { auditFacts } from '#domain/journal/audit.ts';
import { fewestDigits, isLockedOut } from '#domain/staff/pin.ts';
import type { StaffRole } from '#domain/staff/staff.ts';
import type { OwnPinChange, StaffChange, StaffPorts } from '#services/staff/change-staff.ts';
import { addPerson, changeOwnPin, changePerson, dismissPerson } from '#services/staff/change-staff.ts';
import type { PinCheck } from '#services/staff/check-pin.ts';
import { lockedUntil } from '#services/staff/check-pin.ts';
import type { AuditJournal } from '#services/journal-ports.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';
import type { Session } from '#services/staff/session.ts';
import type { GuardedHandlers } from './guard.ts';
import { answerExport } from './export.ts';
import { done } from './ports.ts';

export interface StaffHandlerPorts extends StaffPorts {
  readonly session: Session;
  readonly station: () => {
    readonly journal: AuditJournal;
    readonly exports: Pick<ExportDesk, 'writeAudit'>;
  };
  readonly log: Log;
}

const PAGE = 50;

/** What the till window shows of the people; the same in every stage but for who stands in front. */
export const sessionView = ({ state }: Session, staff: StaffFile, clock: Clock): SessionView => {
  const now = clock.now();
  const people = staff
    .read()
    .map((member): StaffPersonView => {
      const { id, name, role, failures } = member;
      return { id, name, role, lockedUntil: lockedUntil(member, now), shutOut: isLockedOut(failures) };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
  return { ...state, people };
};

const auditLine = (entry: AuditEntry): AuditLine => {
  const { sequence, at, event } = entry;
  return { sequence, at, kind: event.type, ...auditFacts(entry) };
};

const signedIn = (answer: PinCheck): Reply<Record<string, never>> => (answer.ok ? done : refuse(answer.why));

const changed = (change: OwnPinChange, role: StaffRole): Reply<Record<string, never>> =>
  change.changed ? done : refuse(change.why, { digits: fewestDigits(role) });

const sessionHandlers = (ports: StaffHandlerPorts) => {
  const { session, staff, clock } = ports;
  return {
    'session.read': () => ({ ok: true, value: sessionView(session, staff, clock) }),
    'session.firstManager': async ({ name, pin }) => {
      const made = await session.makeFirstManager(name, pin);
      return made ? changed(made, 'manager') : refuse('request-refused');
    },
    'session.signIn': async ({ id, pin }) => signedIn(await session.signIn(id, pin)),
    'session.signOut': ({ why }) => {
      session.signOut(why);
      return done;
    },
    'session.approve': async ({ id, pin, permission }) =>
      signedIn(await session.approve(id, pin, permission)),
    'session.changePin': async ({ present, pin }, { by }) => {
      const change = await changeOwnPin(ports, by, present, pin);
      session.refresh();
      return changed(change, by.role);
    },
    'session.touch': () => {
      session.touch();
      return done;
    },
  } satisfies Partial<GuardedHandlers>;
};

const peopleHandlers = (ports: StaffHandlerPorts) => {
  const { session } = ports;
  const shown = (change: StaffChange, role: StaffRole): Reply<Record<string, never>> => {
    if (change.changed) session.refresh();
    return changed(change, role);
  };
  return {
    'staff.add': async (typed, { approvedBy }) =>
      shown(await addPerson(ports, approvedBy, typed), typed.role),
    'staff.change': async ({ id, ...typed }, { approvedBy }) =>
      shown(await changePerson(ports, approvedBy, id, typed), typed.role),
    'staff.dismiss': ({ id }, { approvedBy }) => shown(dismissPerson(ports, approvedBy, id), 'cashier'),
  } satisfies Partial<GuardedHandlers>;
};

const auditPage = (
  { station }: StaffHandlerPorts,
  query: CallInput<'audit.page'>,
): { lines: AuditLine[]; hasMore: boolean } => {
  // One more than is shown tells whether there are more.
  const lines = station()
    .journal.audit(query, PAGE + 1)
    .map(auditLine);
  return { lines: lines.slice(0, PAGE), hasMore: lines.length > PAGE };
};

export const staffHandlers = (ports: StaffHandlerPorts) =>
  ({
    ...sessionHandlers(ports),
    ...peopleHandlers(ports),
    'audit.page': (query) => ({ ok: true, value: auditPage(ports, query) }),
    'audit.export': async (_input, { by }) =>
      answerExport(ports.log, () => ports.station().exports.writeAudit(by)),
  }) satisfies Partial<GuardedHandlers>;
