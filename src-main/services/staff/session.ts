/** Who is signed in at the till, and what they may do right now. */
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { PACE } from '#domain/pace.ts';
import type { AdmissionRefusal, Need, Permission, Person } from '#domain/staff/staff.ts';
import { isApprover, isSingleUse, may, mayUnattended, trainingManager } from '#domain/staff/staff.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import { ownTime } from '#services/own-time.ts';
import type { Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import { Approvals } from './approvals.ts';
import type { StaffChange, StaffPorts } from './change-staff.ts';
import { addPerson } from './change-staff.ts';
import type { PinCheck, PinRefused } from './check-pin.ts';
import { checkPin, memberOf, personOf, refuseUnchecked } from './check-pin.ts';
import type { Acting, Admission, SessionState } from './session-types.ts';

export interface SessionPorts extends StaffPorts {
  /** Whether people sign in here; false where the training manager is signed in from the start. */
  readonly asksForStaff: () => boolean;
  /** A payment waits for its customer: its screen must not lock. */
  readonly isBusy: () => boolean;
  readonly changes: Emits<'people'>;
  readonly log: Log;
}

/**
 * One person at a time. Untouched for five minutes the till locks, unless a payment waits for its customer; after one
 * minute an approver may do no more than a cashier until they enter their PIN again. Setting the computer's clock does
 * not change that. Everything is in the journal before it takes effect.
 */
export class Session {
  readonly #ports: SessionPorts;
  readonly #ownNow: () => number;
  #person: Person | null = null;
  #locked: Person | null = null;
  readonly #approvals = new Approvals();
  /** These two by the session's own time. */
  #lockAt = 0;
  #approverUntil = 0;
  readonly #alarm: Alarm;
  readonly #firstManagers = new Queue();

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#ownNow = ownTime(ports.clock);
    this.#alarm = new Alarm(ports.clock);
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
        approval: this.#approvals.newest(this.#ownNow()),
      };
    return this.#ports.staff.read().length === 0
      ? { stage: 'first-manager' }
      : { stage: 'signed-out', locked: this.#locked };
  }

  /** Called when an environment was opened: training has its own manager, elsewhere people sign in. */
  enter(): void {
    if (this.#ports.asksForStaff()) {
      if (this.#isTraining) this.#clear(null);
    } else if (!this.#isTraining) this.#startAs(trainingManager);
  }

  async signIn(id: string, pin: string): Promise<PinCheck> {
    const checked = await checkPin(this.#ports, id, pin);
    if (checked.ok) this.#signInAs(checked.person);
    this.#ports.changes.emit('people');
    return checked;
  }

  /** Undefined where people work here already, which two who ask at once find one after the other. */
  async makeFirstManager(name: string, pin: string): Promise<StaffChange | undefined> {
    return this.#firstManagers.add(async () => {
      if (!this.#mayMakeFirstManager) {
        this.#refuse('manage-staff', 'session.firstManager', 'not-permitted');
        return undefined;
      }
      const made = await addPerson(this.#ports, null, { name, role: 'manager', pin });
      if (made.changed) this.#signInAs(made.person);
      return made;
    });
  }

  signOut(why: 'asked' | 'handover'): void {
    if (!this.#person || this.#isTraining) return;
    this.#record({ type: 'signed-out', by: this.#person, why });
    this.#clear(null);
  }

  /**
   * An approver enters their PIN while someone is signed in: for a minute that permission is granted, recorded in both
   * names.
   */
  async approve(id: string, pin: string, permission: Permission): Promise<PinCheck> {
    const asking = this.#person;
    const before = this.#refuseNonApprover(id, permission);
    if (before) return before;
    const checked = await checkPin(this.#ports, id, pin);
    // They may have lost the role while their PIN was checked.
    const after = checked.ok && this.#refuseNonApprover(id, permission);
    if (after) return after;
    if (checked.ok && asking && this.#person === asking) this.#grant(checked.person, asking, permission);
    this.#ports.changes.emit('people');
    return checked;
  }

  /** The till was touched. */
  touch(): void {
    this.#endWhatIsDue();
    if (!this.#person) return;
    const now = this.#ownNow();
    this.#lockAt = now + PACE.idleLock;
    if (this.#approverUntil > now) this.#approverUntil = now + PACE.approval;
  }

  /** Called when the list of people has changed: whoever is signed in may have another role, or be gone. */
  refresh(): void {
    if (this.#person && !this.#isTraining) {
      const member = memberOf(this.#ports.staff, this.#person.id);
      if (member) this.#person = personOf(member);
      else this.signOut('asked');
    }
    this.#ports.changes.emit('people');
  }

  /** Whether a call may go through now. Refusals and the use of approvals are in the journal. */
  admit(need: Exclude<Need, 'anyone'>, call: string): Admission {
    this.#endWhatIsDue();
    const by = this.#person;
    if (!by) return this.#refuse(need, call, 'sign-in-needed');
    if (need === 'signed-in' || this.#mayAlone(by, need)) return admitted({ by, approvedBy: by });
    const approvedBy = this.#approvals.approverOf(need);
    if (approvedBy) {
      this.#record({ type: 'rights-used', by, approvedBy, permission: need, call });
      if (isSingleUse(need)) this.#endApproval(need);
      return admitted({ by, approvedBy });
    }
    return this.#refuse(
      need,
      call,
      may(by.role, 'charge') || may(by.role, need) ? 'approval-needed' : 'not-permitted',
    );
  }

  /** Whether whoever is signed in may do this now without anybody's approval; nothing is asked for or recorded. */
  mayAlone(permission: Permission): boolean {
    this.#endWhatIsDue();
    return this.#person !== null && this.#mayAlone(this.#person, permission);
  }

  #refuseNonApprover(id: string, permission: Permission): PinRefused | undefined {
    const person = memberOf(this.#ports.staff, id);
    if (!person || (isApprover(person.role) && may(person.role, permission))) return undefined;
    return refuseUnchecked(this.#ports, person, 'not-an-approver');
  }

  /** Where nobody works yet: outside training before anything else, in training while the shop is being set up. */
  get #mayMakeFirstManager(): boolean {
    const isNobody = this.#person === null || this.#isTraining;
    return isNobody && this.#ports.staff.read().length === 0;
  }

  get #isTraining(): boolean {
    return this.#person?.id === trainingManager.id;
  }

  #mayAlone({ role }: Person, permission: Permission): boolean {
    if (this.#isTraining) return this.#mayInTraining(permission);
    const isFresh = this.#approverUntil > this.#ownNow();
    return isFresh ? may(role, permission) : mayUnattended(role, permission);
  }

  /** Staff and settings are real in training, too: nobody may change them without signing in. */
  #mayInTraining(permission: Permission): boolean {
    if (permission === 'manage-staff') return false;
    return permission !== 'change-settings' || this.#ports.staff.read().length === 0;
  }

  #signInAs(person: Person): void {
    if (this.#person) this.signOut('handover');
    this.#record({ type: 'signed-in', by: person });
    this.#startAs(person);
  }

  #startAs(person: Person): void {
    const now = this.#ownNow();
    this.#clear(null);
    this.#person = person;
    this.#lockAt = now + PACE.idleLock;
    this.#approverUntil = now + PACE.approval;
    this.#wakeForNextEnd();
    this.#ports.changes.emit('people');
  }

  #grant(by: Person, to: Person, permission: Permission): void {
    const until = this.#ownNow() + PACE.approval;
    this.#record({ type: 'rights-lent', by, to, permission });
    if (by.id === to.id) this.#approverUntil = until;
    else this.#approvals.add({ by, permission, until });
    this.#wakeForNextEnd();
  }

  #endApproval(permission: Permission): void {
    this.#approvals.end(permission);
    this.#ports.changes.emit('people');
  }

  #clear(locked: Person | null): void {
    this.#alarm.cancel();
    this.#person = null;
    this.#approvals.clear();
    this.#locked = locked;
    this.#ports.changes.emit('people');
  }

  /** Locks the till and ends approvals where that is due, late after the machine has slept. */
  #endWhatIsDue(): void {
    const now = this.#ownNow();
    if (this.#approvals.dropExpired(now)) this.#ports.changes.emit('people');
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

  #wakeForNextEnd(): void {
    this.#alarm.cancel();
    const lockAt = this.#person && !this.#isTraining ? this.#lockAt : Infinity;
    const at = Math.min(lockAt, this.#approvals.nextExpiry);
    if (at === Infinity) return;
    this.#alarm.setIn(at - this.#ownNow(), () => {
      try {
        this.#endWhatIsDue();
      } catch (error) {
        this.#ports.log.error('the end of a session could not be recorded', { error });
      }
      this.#wakeForNextEnd();
    });
  }

  #refuse(permission: Exclude<Need, 'anyone'>, call: string, why: AdmissionRefusal): Admission {
    this.#record({ type: 'permission-refused', by: this.#person, permission, call, why });
    return { admitted: false, why };
  }

  #record(record: ActivityRecord): void {
    this.#ports.journal().record(record, this.#ports.clock.now());
  }
}

const admitted = (acting: Acting): Admission => ({ admitted: true, acting });
