/** Who stands at the till, and what they may do right now. */
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import type { AdmissionRefusal, Need, Permission, Person } from '#domain/staff/staff.ts';
import { isApprover, isSingleUse, may, mayUnattended, trainingManager } from '#domain/staff/staff.ts';
import type { StaffChange, StaffPorts } from './change-staff.ts';
import { addPerson } from './change-staff.ts';
import type { PinCheck } from './check-pin.ts';
import { checkPin, memberOf, personOf, refuseUnseen } from './check-pin.ts';
import { Alarm } from '#services/alarm.ts';
import { ownTime } from '#services/own-time.ts';
import type { Log } from '#services/ports.ts';

export interface SessionPorts extends StaffPorts {
  /** Whether people sign in here; false where the training manager is signed in from the start. */
  readonly asksForStaff: () => boolean;
  /** A payment waits for its customer: its screen must stay. */
  readonly isBusy: () => boolean;
  readonly onChange: () => void;
  readonly log: Log;
}

/** Who does a thing and who allows it: the same person where they may do both. */
export interface Acting {
  readonly by: Person;
  readonly approvedBy: Person;
}

export type Admission =
  | { readonly admitted: true; readonly acting: Acting }
  | { readonly admitted: false; readonly why: AdmissionRefusal };

export type Standing =
  /** Nobody works here yet: whoever sets the till up becomes its manager. */
  | { readonly stage: 'first-manager' }
  /** `locked`: who was signed in until nobody touched the till for a while. */
  | { readonly stage: 'signed-out'; readonly locked: Person | null }
  | {
      readonly stage: 'signed-in';
      readonly person: Person;
      /** Signed in by the house itself, to practise: neither locks nor leaves. */
      readonly isPractice: boolean;
      readonly lent: GrantedApproval | null;
    };

/** A right that somebody has lent to whoever is signed in. */
export interface GrantedApproval {
  readonly by: Person;
  readonly permission: Permission;
  /** How much longer it lasts; ms. */
  readonly left: number;
}

interface Loan extends Omit<GrantedApproval, 'left'> {
  /** By the session's own time. */
  readonly until: number;
}

const LOCK_AFTER = 5 * 60_000;
const RIGHTS_LAST = 60_000;

/**
 * One person at a time. Untouched for five minutes the till locks, unless a payment waits for its customer; what an
 * approver may do beyond a cashier ends after one, until they enter their PIN again. Whoever sets the clock of the
 * computer changes nothing about that. Everything is in the journal before it takes effect.
 */
export class Session {
  readonly #ports: SessionPorts;
  readonly #ownNow: () => number;
  #person: Person | null = null;
  #locked: Person | null = null;
  /** One for each kind of thing at the most. */
  #lent: readonly Loan[] = [];
  /** These two by the session's own time. */
  #lockAt = 0;
  #rightsUntil = 0;
  readonly #alarm: Alarm;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#ownNow = ownTime(ports.clock);
    this.#alarm = new Alarm(ports.clock);
  }

  get person(): Person | null {
    return this.#person;
  }

  get standing(): Standing {
    if (this.#person)
      return {
        stage: 'signed-in',
        person: this.#person,
        isPractice: this.#isPractice,
        lent: this.#lastLent,
      };
    return this.#ports.staff.read().length === 0
      ? { stage: 'first-manager' }
      : { stage: 'signed-out', locked: this.#locked };
  }

  /** To be called when an environment was opened: practice has its manager, elsewhere people sign in. */
  enter(): void {
    if (this.#ports.asksForStaff()) {
      if (this.#isPractice) this.#leave(null);
    } else if (!this.#isPractice) this.#become(trainingManager);
  }

  async signIn(id: string, pin: string): Promise<PinCheck> {
    const checked = await checkPin(this.#ports, id, pin);
    if (checked.ok) this.#begin(checked.person);
    this.#ports.onChange();
    return checked;
  }

  /** Undefined where somebody works here already. */
  async makeFirstManager(name: string, pin: string): Promise<StaffChange | undefined> {
    const isFirst = (): boolean => this.standing.stage === 'first-manager';
    if (!isFirst()) {
      this.#refuse('manage-staff', 'session.firstManager', 'not-permitted');
      return undefined;
    }
    const made = await addPerson(this.#ports, null, { name, role: 'manager', pin });
    if (made.changed) this.#begin(made.person);
    return made;
  }

  signOut(why: 'asked' | 'handover'): void {
    if (!this.#person || this.#isPractice) return;
    this.#record({ type: 'signed-out', by: this.#person, why });
    this.#leave(null);
  }

  /** An approver's PIN while somebody is signed in: within a minute that one thing goes through, with both in the books. */
  async approve(id: string, pin: string, permission: Permission): Promise<PinCheck> {
    const asking = this.#person;
    const approver = memberOf(this.#ports.staff, id);
    if (approver && !(isApprover(approver.role) && may(approver.role, permission)))
      return refuseUnseen(this.#ports, approver, 'not-an-approver');
    const checked = await checkPin(this.#ports, id, pin);
    if (checked.ok && asking && this.#person === asking) this.#lend(checked.person, asking, permission);
    this.#ports.onChange();
    return checked;
  }

  /** Somebody has touched the till. */
  touch(): void {
    this.#review();
    if (!this.#person) return;
    const now = this.#ownNow();
    this.#lockAt = now + LOCK_AFTER;
    if (this.#rightsUntil > now) this.#rightsUntil = now + RIGHTS_LAST;
  }

  /** Takes over what the list of people says by now about whoever is signed in. */
  refresh(): void {
    if (this.#person && !this.#isPractice) {
      const member = memberOf(this.#ports.staff, this.#person.id);
      if (member) this.#person = personOf(member);
      else this.signOut('asked');
    }
    this.#ports.onChange();
  }

  /** Whether a call may go through now. Every no is in the journal, and so is every yes on lent rights. */
  admit(need: Exclude<Need, 'anyone'>, call: string): Admission {
    this.#review();
    const by = this.#person;
    if (!by) return this.#refuse(need, call, 'sign-in-needed');
    if (need === 'signed-in' || this.#mayAlone(by, need)) return admitted({ by, approvedBy: by });
    const lent = this.#lent.find(({ permission }) => permission === need);
    if (lent) {
      const approvedBy = lent.by;
      this.#record({ type: 'rights-used', by, approvedBy, permission: need, call });
      if (isSingleUse(need)) this.#endLoan(lent);
      return admitted({ by, approvedBy });
    }
    return this.#refuse(
      need,
      call,
      may(by.role, 'charge') || may(by.role, need) ? 'approval-needed' : 'not-permitted',
    );
  }

  get #lastLent(): GrantedApproval | null {
    const loan = this.#lent.at(-1);
    return loan
      ? { by: loan.by, permission: loan.permission, left: Math.max(0, loan.until - this.#ownNow()) }
      : null;
  }

  get #isPractice(): boolean {
    return this.#person?.id === trainingManager.id;
  }

  #mayAlone({ role }: Person, permission: Permission): boolean {
    if (this.#isPractice) return this.#mayPractise(permission);
    const isFresh = this.#rightsUntil > this.#ownNow();
    return isFresh ? may(role, permission) : mayUnattended(role, permission);
  }

  /** Practice ends where the house begins: whoever walks up to a till in training does not change what is real. */
  #mayPractise(permission: Permission): boolean {
    if (permission === 'manage-staff') return false;
    return permission !== 'change-settings' || this.#ports.staff.read().length === 0;
  }

  #begin(person: Person): void {
    if (this.#person) this.signOut('handover');
    this.#record({ type: 'signed-in', by: person });
    this.#become(person);
  }

  #become(person: Person): void {
    const now = this.#ownNow();
    this.#leave(null);
    this.#person = person;
    this.#lockAt = now + LOCK_AFTER;
    this.#rightsUntil = now + RIGHTS_LAST;
    this.#watch();
    this.#ports.onChange();
  }

  #lend(by: Person, to: Person, permission: Permission): void {
    const until = this.#ownNow() + RIGHTS_LAST;
    this.#record({ type: 'rights-lent', by, to, permission });
    if (by.id === to.id) this.#rightsUntil = until;
    else
      this.#lent = [...this.#lent.filter((one) => one.permission !== permission), { by, permission, until }];
    this.#watch();
  }

  #endLoan(loan: Loan): void {
    this.#lent = this.#lent.filter((one) => one !== loan);
    this.#ports.onChange();
  }

  #leave(locked: Person | null): void {
    this.#alarm.cancel();
    this.#person = null;
    this.#lent = [];
    this.#locked = locked;
    this.#ports.onChange();
  }

  /** Does what is due by now; a machine that slept may be late. */
  #review(): void {
    const now = this.#ownNow();
    if (this.#lent.some(({ until }) => until <= now)) {
      this.#lent = this.#lent.filter(({ until }) => until > now);
      this.#ports.onChange();
    }
    if (!this.#person || this.#isPractice || this.#lockAt > now) return;
    if (this.#ports.isBusy()) {
      this.#lockAt = now + LOCK_AFTER;
      return;
    }
    try {
      this.#record({ type: 'signed-out', by: this.#person, why: 'idle' });
    } finally {
      // A full disk keeps no till open.
      this.#leave(this.#person);
    }
  }

  #watch(): void {
    this.#alarm.cancel();
    const lockAt = this.#person && !this.#isPractice ? this.#lockAt : Infinity;
    const at = Math.min(lockAt, ...this.#lent.map(({ until }) => until));
    if (at === Infinity) return;
    this.#alarm.setIn(at - this.#ownNow(), () => {
      try {
        this.#review();
      } catch (error) {
        this.#ports.log.error('the end of a session could not be written', { error });
      }
      this.#watch();
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
