import type { PinRefusal } from '#domain/staff/pin.ts';
import { isShutOut, waitAfter } from '#domain/staff/pin.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';
import type { PinKeeper, StaffFile, StaffMember } from './staff-ports.ts';

export interface PinPorts {
  readonly staff: StaffFile;
  readonly pins: PinKeeper;
  readonly clock: Clock;
  readonly journal: () => ActivityJournal;
}

export interface PinRefused {
  readonly ok: false;
  readonly why: PinRefusal;
}

export type PinCheck = { readonly ok: true; readonly person: Person } | PinRefused;

/** How long the books need not hear again of somebody who goes on trying the same in vain; ms. */
const KNOWN_FOR = 60_000;

export const personOf = ({ id, name, role }: Person): Person => ({ id, name, role });

export const memberOf = (staff: StaffFile, id: string): StaffMember | undefined =>
  staff.read().find((member) => member.id === id);

const change = (staff: StaffFile, id: string, to: Partial<StaffMember>): void =>
  staff.write(staff.read().map((member) => (member.id === id ? { ...member, ...to } : member)));

/** Until when no PIN of this person is looked at; epoch ms. A clock that was set back ends the wait, not the count. */
export const lockedUntil = ({ failures, failedAt }: StaffMember, now: number): number =>
  failedAt > now ? now : failedAt + waitAfter(failures);

/**
 * Refuses a PIN that was not even looked at. The books hear of the first such try and then of one a minute: when it began
 * and how long it went on can be read there, and a key that somebody leans on does not fill them.
 */
export const refuseUnseen = (
  ports: PinPorts,
  member: StaffMember | undefined,
  why: Exclude<PinRefusal, 'pin-wrong'>,
): PinRefused => {
  const now = ports.clock.now();
  const journal = ports.journal();
  const last = journal.lastRecord('pin-refused');
  const isSame = last?.record.why === why && last.record.by?.id === member?.id;
  const isKnown = isSame && last.at <= now && now < last.at + KNOWN_FOR;
  if (!isKnown) {
    const by = member ? personOf(member) : null;
    const lockedForMs = why === 'pin-locked' && member ? lockedUntil(member, now) - now : 0;
    journal.record({ type: 'pin-refused', by, why, failures: member?.failures ?? 0, lockedForMs }, now);
  }
  return { ok: false, why };
};

/**
 * Whether this is the person's PIN. The try is counted on disk before the PIN is looked at: neither a power cut nor
 * many questions at once give more tries than there are.
 */
export const checkPin = async (ports: PinPorts, id: string, pin: string): Promise<PinCheck> => {
  const { staff, pins, clock } = ports;
  const member = memberOf(staff, id);
  if (!member) return refuseUnseen(ports, member, 'person-unknown');
  if (isShutOut(member.failures)) return refuseUnseen(ports, member, 'pin-shut-out');
  const now = clock.now();
  if (lockedUntil(member, now) > now) return refuseUnseen(ports, member, 'pin-locked');
  const failures = member.failures + 1;
  change(staff, id, { failures, failedAt: now });
  const found = await pins.check(pin, member.pin);
  switch (found) {
    case 'fits':
      change(staff, id, { failures: 0, failedAt: 0 });
      return { ok: true, person: personOf(member) };
    case 'unavailable':
      change(staff, id, { failures: member.failures, failedAt: member.failedAt });
      return refuseUnseen(ports, member, 'pins-unavailable');
    case 'wrong': {
      const lockedForMs = waitAfter(failures);
      const by = personOf(member);
      ports
        .journal()
        .record({ type: 'pin-refused', by, why: 'pin-wrong', failures, lockedForMs }, clock.now());
      return { ok: false, why: isShutOut(failures) ? 'pin-shut-out' : 'pin-wrong' };
    }
    default:
      return found satisfies never;
  }
};
