/** The people of the till, as its window shows them. */
import type { SessionView, StaffPersonView } from '#contract/views/staff-views.ts';
import { isLockedOut } from '#domain/staff/pin.ts';
import type { Clock } from '#services/ports.ts';
import { lockedUntil } from '#services/staff/check-pin.ts';
import type { Session } from '#services/staff/session.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';

/** The same list of people in every stage, and who is at the till. */
export const sessionView = (
  { state }: Pick<Session, 'state'>,
  staff: Pick<StaffFile, 'read'>,
  clock: Pick<Clock, 'now'>,
): SessionView => {
  const now = clock.now();
  const people = staff
    .read()
    .map((member): StaffPersonView => {
      const { id, name, role, failures } = member;
      return { id, name, role, lockedUntil: lockedUntil(member, now), lockedOut: isLockedOut(failures) };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
  return { ...state, people };
};
