/** Calls about people: who signs in, who works here, who did what. */
import type { CallInput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { AuditLine, AuditPage } from '#contract/views/staff-views.ts';
import type { AuditRow } from '#domain/journal/audit.ts';
import { auditFacts, auditKind } from '#domain/journal/audit.ts';
import { fewestDigits, pinWeakness } from '#domain/staff/pin.ts';
import type { StaffRole } from '#domain/staff/staff.ts';
import type { OwnPinChange, StaffChange, StaffPorts } from '#services/staff/change-staff.ts';
import { addPerson, changeOwnPin, changePerson, dismissPerson } from '#services/staff/change-staff.ts';
import type { PinCheck } from '#services/staff/check-pin.ts';
import type { KnownTill } from '#services/known/known-till.ts';
import type { AuditJournal } from '#services/journal-ports.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { Log } from '#services/ports.ts';
import type { Session } from '#services/staff/session.ts';
import type { Handlers } from './handlers.ts';
import { sessionView } from '#handlers/views/session-view.ts';
import { answerExport } from './export.ts';
import { done } from './handlers.ts';

export interface StaffHandlerPorts extends StaffPorts {
  readonly known: Pick<KnownTill, 'compare' | 'unread' | 'read'>;
  readonly session: Session;
  readonly auditJournal: AuditJournal;
  readonly exports: Pick<ExportDesk, 'writeAudit'>;
  readonly log: Log;
}

const PAGE = 50;

const auditLine = (row: AuditRow): AuditLine => {
  const { sequence, at } = row;
  return { sequence, at, kind: auditKind(row), ...auditFacts(row) };
};

const signedIn = (answer: PinCheck): Reply<Record<string, never>> => (answer.ok ? done : refuse(answer.why));

const changed = (change: OwnPinChange, role: StaffRole, pin: string): Reply<Record<string, never>> =>
  change.changed
    ? done
    : refuse(change.why, { digits: fewestDigits(role), weakness: pinWeakness(pin) ?? 'other' });

const sessionHandlers = (ports: StaffHandlerPorts) => {
  const { session, staff, tries, known } = ports;
  return {
    'session.read': () => ({ ok: true, value: sessionView(session, staff, tries, known) }),
    'session.firstManager': async ({ name, pin }) => {
      const made = await session.makeFirstManager(name, pin);
      return made ? changed(made, 'manager', pin) : refuse('request-refused');
    },
    'session.signIn': async ({ id, pin }) => signedIn(await session.signIn(id, pin)),
    'session.signOut': ({ why }) => {
      session.signOut(why);
      return done;
    },
    'session.approve': async ({ id, pin, permission, request }) => {
      const answer = await session.permissions.approve(id, pin, permission, request);
      return !answer.ok && answer.why === 'nothing-asked' ? refuse('request-refused') : signedIn(answer);
    },
    'session.changePin': async ({ present, pin }, { by }) => {
      const change = await changeOwnPin(ports, by, present, pin);
      session.refresh();
      return changed(change, by.role, pin);
    },
    'session.touch': () => {
      session.touch();
      return done;
    },
  } satisfies Partial<Handlers>;
};

const peopleHandlers = (ports: StaffHandlerPorts) => {
  const { session } = ports;
  const shown = (change: StaffChange, role: StaffRole, pin = ''): Reply<Record<string, never>> => {
    if (change.changed) session.refresh();
    return changed(change, role, pin);
  };
  return {
    'staff.add': async (typed, { approvedBy }) =>
      shown(await addPerson(ports, approvedBy, typed), typed.role, typed.pin),
    'staff.change': async ({ id, ...typed }, { approvedBy }) =>
      shown(await changePerson(ports, approvedBy, id, typed), typed.role, typed.pin),
    'staff.dismiss': ({ id }, { approvedBy }) => shown(dismissPerson(ports, approvedBy, id), 'cashier'),
  } satisfies Partial<Handlers>;
};

const auditPage = ({ auditJournal }: StaffHandlerPorts, query: CallInput<'audit.page'>): AuditPage => {
  // One more than is shown, to know whether there are more.
  const lines = auditJournal.audit(query, PAGE + 1).map(auditLine);
  return { lines: lines.slice(0, PAGE), hasMore: lines.length > PAGE };
};

export const staffHandlers = (ports: StaffHandlerPorts) =>
  ({
    ...sessionHandlers(ports),
    ...peopleHandlers(ports),
    'differences.read': (_input, { by }) => {
      ports.known.read(by);
      return done;
    },
    'audit.page': (query) => ({ ok: true, value: auditPage(ports, query) }),
    'audit.people': () => ({
      ok: true,
      value: ports.auditJournal.auditPeople().map(({ id, name }) => ({ id, name })),
    }),
    'audit.export': async (_input, { by }) => answerExport(ports.log, () => ports.exports.writeAudit(by)),
  }) satisfies Partial<Handlers>;
