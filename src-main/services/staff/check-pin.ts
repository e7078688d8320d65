import type { PinRefusal } from '#domain/staff/pin.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { PinTries } from './pin-tries.ts';
import type { PinFit, PinHasher, StaffComparison, StaffFile, StaffMember } from './staff-ports.ts';

export interface PinPorts {
  readonly staff: StaffFile;
  readonly pins: PinHasher;
  readonly tries: PinTries;
  readonly known: StaffComparison;
  readonly clock: Clock;
  readonly journal: () => ActivityJournal;
  readonly log: Log;
}

export interface PinRefused {
  readonly ok: false;
  readonly why: PinRefusal;
}

export type PinCheck = { readonly ok: true; readonly person: Person } | PinRefused;

export const personOf = ({ id, name, role }: Person): Person => ({ id, name, role });

export const memberOf = (staff: StaffFile, id: string): StaffMember | undefined =>
  staff.read().find((member) => member.id === id);

/**
 * Refuses a PIN without checking it. The journal gets the first such refusal of a person and then one a minute. That
 * shows when it began and how long it lasted, and neither a stuck key nor alternating names fill the disk.
 */
export const refuseUnchecked = (
  { tries, clock, journal }: PinPorts,
  member: StaffMember | undefined,
  why: Exclude<PinRefusal, 'pin-wrong'>,
): PinRefused => {
  const now = clock.now();
  if (!tries.shouldRecord(member?.id ?? null, why)) return { ok: false, why };
  const { failures, until } = member ? tries.of(member.id) : { failures: 0, until: 0 };
  const by = member ? personOf(member) : null;
  journal().record({ type: 'pin-refused', by, why, failures, lockedForMs: Math.max(0, until - now) }, now);
  return { ok: false, why };
};

const refuseWrong = ({ tries, clock, journal }: PinPorts, member: StaffMember): PinRefused => {
  const { id } = member;
  const failures = tries.of(id).failures + 1;
  const lockedForMs = tries.waitFor(id, failures);
  const by = personOf(member);
  journal().record({ type: 'pin-refused', by, why: 'pin-wrong', failures, lockedForMs }, clock.now());
  tries.checked(id);
  return { ok: false, why: tries.isLockedOut(member) ? 'pin-shut-out' : 'pin-wrong' };
};

/**
 * Hashes a correct PIN anew if an earlier version hashed it, or if its hash is for another role or has a former pepper.
 * If the list cannot be written, the PIN is right all the same, and the next sign-in tries again.
 */
const renew = async (
  { staff, pins, log }: PinPorts,
  pin: string,
  member: StaffMember,
  found: PinFit,
): Promise<void> => {
  if (found === 'fits' && member.pin.role === member.role) return;
  const kept = await pins.hash(pin, member);
  const now = memberOf(staff, member.id);
  if (kept === 'unavailable' || now?.pin.hash !== member.pin.hash || now.role !== member.role) return;
  try {
    staff.write(staff.read().map((one) => (one.id === member.id ? { ...one, pin: kept } : one)));
  } catch (error) {
    log.error('a PIN could not be stored anew', { error });
  }
};

const check = async (ports: PinPorts, id: string, pin: string): Promise<PinCheck> => {
  const { staff, pins, tries, clock, known } = ports;
  await known.compare();
  const before = memberOf(staff, id);
  if (!before) return refuseUnchecked(ports, before, 'person-unknown');
  if (before.pin.hash === '' || tries.isLockedOut(before))
    return refuseUnchecked(ports, before, 'pin-shut-out');
  if (tries.lockedUntil(id) > clock.now()) return refuseUnchecked(ports, before, 'pin-locked');
  const found = await pins.verify(pin, before.pin, id);
  const member = memberOf(staff, id);
  if (!member) return refuseUnchecked(ports, member, 'person-unknown');
  switch (found) {
    case 'fits':
    case 'fits-former':
      if (member.pin.hash !== before.pin.hash) return refuseWrong(ports, member);
      await renew(ports, pin, member, found);
      return { ok: true, person: personOf(member) };
    case 'unavailable':
      return refuseUnchecked(ports, member, 'pins-unavailable');
    case 'wrong':
      return refuseWrong(ports, member);
    default:
      return found satisfies never;
  }
};

/**
 * Whether this is the person's PIN. They may get another role or PIN, or be removed, while it is checked, so the answer
 * is about the person as they are afterwards.
 */
export const checkPin = (ports: PinPorts, id: string, pin: string): Promise<PinCheck> =>
  ports.tries.inTurn(async () => check(ports, id, pin));
