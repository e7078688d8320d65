import { PACE } from '#domain/pace.ts';
import type { PinRefusal } from '#domain/staff/pin.ts';
import { isLockedOut, waitAfter } from '#domain/staff/pin.ts';
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

export const personOf = ({ id, name, role }: Person): Person => ({ id, name, role });

export const memberOf = (staff: StaffFile, id: string): StaffMember | undefined =>
  staff.read().find((member) => member.id === id);

const change = (staff: StaffFile, id: string, to: Partial<StaffMember>): void =>
  staff.write(staff.read().map((member) => (member.id === id ? { ...member, ...to } : member)));

/** Until when no PIN of this person is checked; epoch ms. Setting the clock back ends the wait, but not the count. */
export const lockedUntil = ({ failures, failedAt }: StaffMember, now: number): number =>
  failedAt > now ? now : failedAt + waitAfter(failures);

/**
 * Refuses a PIN without checking it. The journal keeps the first such refusal and then one a minute: that shows when it
 * began and how long it went on, and a stuck key does not fill the disk.
 */
export const refuseUnchecked = (
  ports: PinPorts,
  member: StaffMember | undefined,
  why: Exclude<PinRefusal, 'pin-wrong'>,
): PinRefused => {
  const now = ports.clock.now();
  const journal = ports.journal();
  const last = journal.lastRecord('pin-refused');
  const isSame = last?.record.why === why && last.record.by?.id === member?.id;
  const isRecorded = isSame && last.at <= now && now < last.at + PACE.sameRefusal;
  if (!isRecorded) {
    const by = member ? personOf(member) : null;
    const lockedForMs = why === 'pin-locked' && member ? lockedUntil(member, now) - now : 0;
    journal.record({ type: 'pin-refused', by, why, failures: member?.failures ?? 0, lockedForMs }, now);
  }
  return { ok: false, why };
};

const refuseWrong = (ports: PinPorts, member: StaffMember, failures: number): PinRefused => {
  const lockedForMs = waitAfter(failures);
  const by = personOf(member);
  ports
    .journal()
    .record({ type: 'pin-refused', by, why: 'pin-wrong', failures, lockedForMs }, ports.clock.now());
  return { ok: false, why: isLockedOut(failures) ? 'pin-shut-out' : 'pin-wrong' };
};

/** Takes back this attempt, and none that was counted since. */
const uncount = (staff: StaffFile, before: StaffMember, now: StaffMember): void => {
  const isNewest = now.failures === before.failures + 1;
  const failures = Math.max(0, now.failures - 1);
  change(staff, now.id, { failures, failedAt: isNewest ? before.failedAt : now.failedAt });
};

/** A PIN that was mixed with a former secret is known now, and kept with the one in use, unless it was changed meanwhile. */
const keepAnew = async ({ staff, pins }: PinPorts, pin: string, before: StaffMember): Promise<void> => {
  const kept = await pins.keep(pin);
  if (kept === 'unavailable' || memberOf(staff, before.id)?.pin.hash !== before.pin.hash) return;
  change(staff, before.id, { pin: kept });
};

/**
 * Whether this is the person's PIN. The attempt is counted on disk before the PIN is checked, so that neither a power cut
 * nor many attempts at once give more attempts than are allowed. Meanwhile the person may get another role or PIN, or be
 * removed, so the answer is about who they are afterwards.
 */
export const checkPin = async (ports: PinPorts, id: string, pin: string): Promise<PinCheck> => {
  const { staff, pins, clock } = ports;
  const before = memberOf(staff, id);
  if (!before) return refuseUnchecked(ports, before, 'person-unknown');
  if (isLockedOut(before.failures)) return refuseUnchecked(ports, before, 'pin-shut-out');
  const now = clock.now();
  if (lockedUntil(before, now) > now) return refuseUnchecked(ports, before, 'pin-locked');
  const failures = before.failures + 1;
  change(staff, id, { failures, failedAt: now });
  const found = await pins.check(pin, before.pin);
  const member = memberOf(staff, id);
  if (!member) return refuseUnchecked(ports, member, 'person-unknown');
  switch (found) {
    case 'fits':
    case 'fits-former':
      if (member.pin.hash !== before.pin.hash) return refuseWrong(ports, member, member.failures);
      change(staff, id, { failures: 0, failedAt: 0 });
      if (found === 'fits-former') await keepAnew(ports, pin, before);
      return { ok: true, person: personOf(member) };
    case 'unavailable':
      uncount(staff, before, member);
      return refuseUnchecked(ports, member, 'pins-unavailable');
    case 'wrong':
      return refuseWrong(ports, member, failures);
    default:
      return found satisfies never;
  }
};
