import { PACE } from '#domain/pace.ts';
import type { PinRefusal } from '#domain/staff/pin.ts';
import { isLockoutReached, waitAfter } from '#domain/staff/pin.ts';
import type { Person } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { StaffFile } from './staff-ports.ts';

export interface PinTriesPorts {
  readonly staff: Pick<StaffFile, 'read'>;
  readonly journal: () => ActivityJournal;
  readonly clock: Pick<Clock, 'now'>;
}

/** What the journal says about a person's wrong PINs. */
export interface Tries {
  /** In a row. */
  readonly failures: number;
  /** None of their PINs is checked before this time; epoch ms. */
  readonly until: number;
}

type Refused = Recorded<'pin-refused'>;

const NONE: Tries = { failures: 0, until: 0 };

/** A record that cannot be read must not keep everybody from signing in. */
const leaveOut = (): void => undefined;

/** Setting the clock back ends the wait but keeps the count. */
const waitOf = (at: number, lockedForMs: number, now: number): number => (at > now ? now : at + lockedForMs);

/**
 * Counts wrong PINs in the journal, where nobody can remove one unnoticed. PINs are checked one after another, and each
 * answer is on disk before it is given, so that neither parallel tries nor a power cut give extra attempts.
 */
export class PinTries {
  readonly #ports: PinTriesPorts;
  readonly #turns = new Queue();
  /** When a refusal was last recorded, by person and reason. */
  readonly #recorded = new Map<string, number>();

  constructor(ports: PinTriesPorts) {
    this.#ports = ports;
  }

  /** Runs a check after all earlier ones. */
  inTurn<T>(check: () => Promise<T>): Promise<T> {
    return this.#turns.add(check);
  }

  of(id: string): Tries {
    const journal = this.#ports.journal();
    const last = journal.lastRecordNaming('pin-refused', 'by', id, leaveOut);
    if (!last) return NONE;
    const ends = [
      journal.lastRecordNaming('signed-in', 'by', id, leaveOut),
      journal.lastRecordNaming('rights-lent', 'by', id, leaveOut),
      journal.lastRecordNaming('pin-changed', 'person', id, leaveOut),
    ];
    if (ends.some((end) => end && end.sequence > last.sequence)) return NONE;
    const { failures, lockedForMs } = last.record;
    return { failures, until: waitOf(last.at, lockedForMs, this.#ports.clock.now()) };
  }

  /**
   * Until when no PIN of this person is checked, because of their own wrong PINs or of all wrong PINs at the till;
   * epoch ms.
   */
  lockedUntil(id: string): number {
    return Math.max(this.of(id).until, this.#tillUntil);
  }

  /**
   * Whether only a manager can end this person's lockout, by setting a new PIN. The last manager who could do so only
   * waits longer; otherwise anybody at the till could lock out a shop's last manager.
   */
  isLockedOut(person: Pick<Person, 'id'>): boolean {
    return isLockoutReached(this.of(person.id).failures) && !this.#isLastManager(person.id);
  }

  /** How long a person waits after their `failures`th wrong PIN in a row; ms. */
  waitFor(id: string, failures: number): number {
    return isLockoutReached(failures) && this.#isLastManager(id)
      ? PACE.lastManagerLockout
      : waitAfter(failures);
  }

  /** Whether to record this refusal: the first, and then one a minute, for each person and reason. */
  shouldRecord(id: string | null, why: PinRefusal): boolean {
    const key = JSON.stringify([id, why]);
    const now = this.#ports.clock.now();
    const last = this.#recorded.get(key);
    if (last !== undefined && last <= now && now < last + PACE.sameRefusal) return false;
    this.#recorded.set(key, now);
    return true;
  }

  /** A PIN of this person was checked: the next refusal is recorded again. */
  checked(id: string): void {
    for (const why of ['pin-locked', 'pin-shut-out'] as const)
      this.#recorded.delete(JSON.stringify([id, why]));
  }

  /** Whether this person is a manager and nobody else is left who could set them a new PIN. */
  #isLastManager(id: string): boolean {
    const managers = this.#ports.staff.read().filter(({ role }) => may(role, 'manage-staff'));
    const others = managers.filter((other) => other.id !== id && other.pin.hash !== '');
    return (
      managers.some((one) => one.id === id) &&
      others.every((other) => isLockoutReached(this.of(other.id).failures))
    );
  }

  /** Counts everybody's wrong PINs, so that alternating names do not give extra attempts. */
  get #tillUntil(): number {
    const { max, within, wait } = PACE.tillLockout;
    const now = this.#ports.clock.now();
    const isRecent = ({ at, record }: Refused): boolean =>
      record.why === 'pin-wrong' && at <= now && at > now - within;
    const recent = this.#ports
      .journal()
      .newestRecords('pin-refused', 8 * max, leaveOut)
      .filter(isRecent);
    const last = recent[0];
    return last && recent.length >= max ? last.at + wait : 0;
  }
}
