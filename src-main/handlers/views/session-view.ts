/** The people of the till, as its window shows them. */
import type { Problem } from '#contract/problem.ts';
import { problem } from '#contract/problem.ts';
import type { SessionView, StaffPersonView } from '#contract/views/staff-views.ts';
import { may } from '#domain/staff/staff.ts';
import type { Difference, KnownTill } from '#services/known/known-till.ts';
import type { PinTries } from '#services/staff/pin-tries.ts';
import type { Session } from '#services/staff/session.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';

/** The problem about changes made outside the till: which settings, and whether the staff list was changed. */
const outsideProblem = (unread: readonly Difference[]): Problem | null => {
  if (unread.length === 0) return null;
  const ofStaff = unread.filter(({ type }) => type === 'staff-differs').map(({ where }) => where);
  const namesOf = (what: 'settings' | 'settings-refused'): string => {
    const named = unread.flatMap((one) =>
      one.type === 'till-differs' && one.what === what ? one.names : [],
    );
    return [...new Set(named)].join(',') || 'none';
  };
  return problem('changed-outside', {
    staff: ofStaff.includes('outside') ? 'outside' : (ofStaff[0] ?? 'none'),
    changed: namesOf('settings'),
    refused: namesOf('settings-refused'),
  });
};

/** Who is at the till, and the list of people, which is the same in every stage. */
export const sessionView = (
  { state }: Pick<Session, 'state'>,
  staff: Pick<StaffFile, 'read'>,
  tries: Pick<PinTries, 'lockedUntil' | 'isLockedOut'>,
  { unread }: Pick<KnownTill, 'unread'>,
): SessionView => {
  const people = staff
    .read()
    .map((member): StaffPersonView => {
      const { id, name, role, pin } = member;
      const lockedOut = pin.hash === '' || tries.isLockedOut(member);
      return { id, name, role, lockedUntil: tries.lockedUntil(id), lockedOut };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
  if (state.stage !== 'signed-in') return { ...state, people };
  const changedOutside = may(state.person.role, 'read-audit') ? outsideProblem(unread) : null;
  return { ...state, people, changedOutside };
};
