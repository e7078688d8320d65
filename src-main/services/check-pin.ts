import { isShutOut, waitAfter } from '#domain/pin.ts';
import type { Person } from '#domain/staff.ts';
import type { HouseBook } from './book-ports.ts';
import type { Clock } from './ports.ts';
import type { PinKeeper, StaffFile, StaffMember } from './staff-ports.ts';

export interface PinPorts {
  readonly staff: StaffFile;
  readonly pins: PinKeeper;
  readonly clock: Clock;
  readonly house: () => HouseBook;
}

export type PinRefusal = 'person-unknown' | 'pin-wrong' | 'pin-locked' | 'pin-shut-out' | 'pins-unavailable';

export type PinCheck =
  { readonly ok: true; readonly person: Person } | { readonly ok: false; readonly why: PinRefusal };

export const personOf = ({ id, name, role }: Person): Person => ({ id, name, role });

export const memberOf = (staff: StaffFile, id: string): StaffMember | undefined =>
  staff.read().find((member) => member.id === id);

const change = (staff: StaffFile, id: string, to: Partial<StaffMember>): void =>
  staff.write(staff.read().map((member) => (member.id === id ? { ...member, ...to } : member)));

/** Until when no PIN of this person is looked at; epoch ms. A clock that was set back ends the wait, not the count. */
export const lockedUntil = ({ failures, failedAt }: StaffMember, now: number): number =>
  failedAt > now ? now : failedAt + waitAfter(failures);

/**
 * Whether this is the person's PIN. The try is counted on disk before the PIN is looked at: neither a power cut nor
 * many questions at once give more tries than there are.
 */
export const checkPin = async (ports: PinPorts, id: string, pin: string): Promise<PinCheck> => {
  const { staff, pins, clock } = ports;
  const member = memberOf(staff, id);
  if (!member) return { ok: false, why: 'person-unknown' };
  if (isShutOut(member.failures)) return { ok: false, why: 'pin-shut-out' };
  const now = clock.now();
  if (lockedUntil(member, now) > now) return { ok: false, why: 'pin-locked' };
  const failures = member.failures + 1;
  change(staff, id, { failures, failedAt: now });
  const found = await pins.check(pin, member.pin);
  switch (found) {
    case 'fits':
      change(staff, id, { failures: 0, failedAt: 0 });
      return { ok: true, person: personOf(member) };
    case 'unavailable':
      change(staff, id, { failures: member.failures, failedAt: member.failedAt });
      return { ok: false, why: 'pins-unavailable' };
    case 'wrong': {
      const lockedForMs = waitAfter(failures);
      ports.house().record({ type: 'pin-refused', by: personOf(member), failures, lockedForMs }, clock.now());
      return { ok: false, why: isShutOut(failures) ? 'pin-shut-out' : 'pin-wrong' };
    }
    default:
      return found satisfies never;
  }
};
