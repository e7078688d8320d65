/** Who is signed in at the till. */
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { PACE } from '#domain/pace.ts';
import type { Person } from '#domain/staff/staff.ts';
import { trainingManager } from '#domain/staff/staff.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import { ownTime } from '#services/own-time.ts';
import type { Digest, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import type { StaffChange, StaffPorts } from './change-staff.ts';
import { addPerson, formerStaff } from './change-staff.ts';
import type { PinCheck } from './check-pin.ts';
import { checkPin, memberOf, personOf } from './check-pin.ts';
import { Permissions } from './permissions.ts';
import type { SessionState } from './session-types.ts';

export interface SessionPorts extends StaffPorts {
  /** Whether people sign in here; false if the training manager is signed in from the start. */
  readonly asksForStaff: () => boolean;
  /** Whether a payment waits for its customer, so that the screen must not lock. */
  readonly isBusy: () => boolean;
  /**
   * Settles as soon as a station is open. While one takes the place of another there is no journal to record a sign-in
   * in, but the screen asks for one already.
   */
  readonly stationOpen: () => Promise<void>;
  readonly changes: Emits<'people'>;
  readonly digest: Digest;
  readonly log: Log;
}

/**
 * Signs people in and out, one at a time. After five minutes without a touch the till locks, unless a payment waits for
 * its customer; setting the computer's clock does not change that. Everything is journaled before it takes effect.
 */
export class Session {
  readonly #ports: SessionPorts;
  readonly #ownNow: () => number;
  readonly permissions: Permissions;
  #person: Person | null = null;
  #locked: Person | null = null;
  /** In the session's own time. */
  #lockAt = 0;
  readonly #lock: Alarm;
  readonly #firstManagers = new Queue();

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#ownNow = ownTime(ports.clock);
    this.#lock = new Alarm(ports.clock);
    this.permissions = new Permissions({
      ...ports,
      ownNow: this.#ownNow,
      person: () => {
        this.#lockIfDue();
        return this.#isOutOfPlace ? null : this.#person;
      },
    });
  }

  get person(): Person | null {
    return this.#person;
  }

  get state(): SessionState {
    if (this.#person)
      return {
        stage: 'signed-in',
        person: this.#person,
        isTraining: this.#isTraining,
        approval: this.permissions.newestApproval,
      };
    return this.#ports.staff.read().length === 0
      ? { stage: 'first-manager', former: formerStaff(this.#ports.journal()) }
      : { stage: 'signed-out', locked: this.#locked };
  }

  /** Called when an environment was opened: training has its own manager, elsewhere people sign in. */
  enter(): void {
    if (this.#ports.asksForStaff()) {
      if (this.#isTraining) this.#clear(null);
    } else if (!this.#isTraining) this.#startAs(trainingManager);
  }

  async signIn(id: string, pin: string): Promise<PinCheck> {
    await this.#ports.stationOpen();
    const checked = await checkPin(this.#ports, id, pin);
    // Settings may have begun to change while the PIN was checked, and their journal then closes.
    await this.#ports.stationOpen();
    if (checked.ok) this.#signInAs(checked.person);
    this.#ports.changes.emit('people');
    return checked;
  }

  /**
   * Undefined if people work here already. Requests are handled one after another, so that only one of two can succeed.
   */
  async makeFirstManager(name: string, pin: string): Promise<StaffChange | undefined> {
    return this.#firstManagers.add(async () => {
      await this.#ports.stationOpen();
      if (!this.#mayMakeFirstManager) {
        this.permissions.refuse('manage-staff', 'session.firstManager', 'not-permitted');
        return undefined;
      }
      const made = await addPerson(this.#ports, null, { name, role: 'manager', pin });
      if (made.changed) this.#signInAs(made.person);
      return made;
    });
  }

  /** Throws if it cannot be recorded. But nobody stays signed in because the disk is full. */
  signOut(why: 'asked' | 'handover'): void {
    if (!this.#person || this.#isTraining) return;
    try {
      this.#record({ type: 'signed-out', by: this.#person, why });
    } finally {
      this.#clear(null);
    }
  }

  /** The till was touched. */
  touch(): void {
    this.#lockIfDue();
    if (!this.#person) return;
    this.#lockAt = this.#ownNow() + PACE.idleLock;
    this.permissions.touch();
  }

  /** Call it when the staff list has changed: the person signed in may have another role, or have been removed. */
  refresh(): void {
    if (this.#person && !this.#isTraining) {
      const member = memberOf(this.#ports.staff, this.#person.id);
      if (member) this.#person = personOf(member);
      else this.signOut('asked');
    }
    this.#ports.changes.emit('people');
  }

  /** Whether a first manager can be made: nobody works here, and nobody but the training manager is signed in. */
  get #mayMakeFirstManager(): boolean {
    const isNobody = this.#person === null || this.#isTraining;
    return isNobody && this.#ports.staff.read().length === 0;
  }

  /**
   * Whether the training manager is still signed in although people sign in here: the till has just left training, and
   * `enter` comes once its journal is compared.
   */
  get #isOutOfPlace(): boolean {
    return this.#isTraining && this.#ports.asksForStaff();
  }

  get #isTraining(): boolean {
    return this.#person?.id === trainingManager.id;
  }

  #signInAs(person: Person): void {
    if (this.#person) this.signOut('handover');
    this.#record({ type: 'signed-in', by: person });
    this.#startAs(person);
  }

  #startAs(person: Person): void {
    this.#clear(null);
    this.#person = person;
    this.#lockAt = this.#ownNow() + PACE.idleLock;
    this.#wakeForLock();
    this.#ports.changes.emit('people');
  }

  #clear(locked: Person | null): void {
    this.#lock.cancel();
    this.#person = null;
    this.permissions.begin();
    this.#locked = locked;
    this.#ports.changes.emit('people');
  }

  /** Also called before each use, since the alarm is late after the computer has slept. */
  #lockIfDue(): void {
    const now = this.#ownNow();
    if (!this.#person || this.#isTraining || this.#lockAt > now) return;
    if (this.#ports.isBusy()) {
      this.#lockAt = now + PACE.idleLock;
      return;
    }
    try {
      this.#record({ type: 'signed-out', by: this.#person, why: 'idle' });
    } finally {
      // The till locks even when the disk is full.
      this.#clear(this.#person);
    }
  }

  #wakeForLock(): void {
    if (!this.#person || this.#isTraining) return;
    this.#lock.setIn(this.#lockAt - this.#ownNow(), () => {
      try {
        this.#lockIfDue();
      } catch (error) {
        this.#ports.log.error('the end of a session could not be recorded', { error });
      }
      this.#wakeForLock();
    });
  }

  #record(record: ActivityRecord): void {
    this.#ports.journal().record(record, this.#ports.clock.now());
  }
}
