import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { PACE } from '#domain/pace.ts';
import type { AdmissionRefusal, Need, Permission, Person } from '#domain/staff/staff.ts';
import {
  isApprover,
  isForOneDeed,
  isSingleUse,
  may,
  mayUnattended,
  trainingManager,
} from '#domain/staff/staff.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { GrantedApproval } from './approvals.ts';
import { Approvals } from './approvals.ts';
import type { Digest } from '#services/ports.ts';
import { AskedDeeds } from './asked-deeds.ts';
import type { PinCheck, PinPorts, PinRefused } from './check-pin.ts';
import { checkPin, memberOf, refuseUnchecked } from './check-pin.ts';
import type { Deed } from './deed.ts';
import { deedOf } from './deed.ts';
import { Refusals } from './refusals.ts';
import type { Acting, Admission } from './session-types.ts';

/** Nobody has asked for what is to be approved. */
export interface NothingAsked {
  readonly ok: false;
  readonly why: 'nothing-asked';
}

export interface PermissionsPorts extends PinPorts {
  readonly changes: Emits<'people'>;
  readonly digest: Digest;
  /** Who is signed in, once the till has locked where that was due. */
  readonly person: () => Person | null;
  /** The session's own time; epoch ms. */
  readonly ownNow: () => number;
}

/** They change this computer's program, settings or windows, which every environment shares. */
const REAL_IN_TRAINING: readonly Permission[] = ['change-settings', 'install-update', 'leave-kiosk'];

/**
 * What whoever is signed in may do now: alone, or with an approval. A minute after the last touch an approver may do no
 * more than a cashier until they enter their PIN again. What is refused or approved is in the journal first.
 */
export class Permissions {
  readonly #ports: PermissionsPorts;
  readonly #approvals = new Approvals();
  readonly #asked = new AskedDeeds();
  readonly #refusals: Refusals;
  readonly #expiry: Alarm;
  #approverUntil = 0;

  constructor(ports: PermissionsPorts) {
    this.#ports = ports;
    this.#refusals = new Refusals(ports);
    this.#expiry = new Alarm(ports.clock);
  }

  get newestApproval(): GrantedApproval | null {
    return this.#approvals.newest(this.#ports.ownNow());
  }

  /** Someone has signed in or, where nobody is signed in any more, out. */
  begin(): void {
    this.#expiry.cancel();
    this.#refusals.flush();
    this.#approvals.clear();
    this.#asked.clear();
    this.#approverUntil = this.#ports.ownNow() + PACE.approval;
  }

  /** The till was touched by whoever is signed in. */
  touch(): void {
    this.#dropExpired();
    const now = this.#ports.ownNow();
    if (this.#approverUntil > now) this.#approverUntil = now + PACE.approval;
  }

  deedOf(call: string, input: object): Deed {
    return deedOf(this.#ports.digest, call, input);
  }

  /** Whether a call may go through now. Refusals and the use of approvals are in the journal. */
  admit(need: Exclude<Need, 'anyone'>, deed: Deed): Admission {
    const { call } = deed;
    const by = this.#ports.person();
    this.#dropExpired();
    if (!by) return this.refuse(need, call, 'sign-in-needed');
    if (need === 'signed-in' || this.#mayAlone(by, need)) return admitted({ by, approvedBy: by });
    const approvedBy = this.#approvals.approverOf(need, deed);
    if (approvedBy) {
      this.#record({ type: 'rights-used', by, approvedBy, permission: need, call, ...recorded(need, deed) });
      if (isSingleUse(need)) this.#endApproval(need);
      return admitted({ by, approvedBy });
    }
    const couldBeApproved = may(by.role, 'charge') || may(by.role, need);
    if (couldBeApproved) this.#asked.note(need, deed);
    return this.refuse(need, call, couldBeApproved ? 'approval-needed' : 'not-permitted');
  }

  /** Refuses a call, which is in the journal. */
  refuse(permission: Exclude<Need, 'anyone'>, call: string, why: AdmissionRefusal): Admission {
    this.#refusals.add({ by: this.#ports.person(), permission, call, why });
    return { admitted: false, why };
  }

  /** Whether whoever is signed in may do this now without anybody's approval; nothing is asked for or recorded. */
  mayAlone(permission: Permission): boolean {
    const person = this.#ports.person();
    return person !== null && this.#mayAlone(person, permission);
  }

  /**
   * An approver enters their PIN while someone is signed in: for a minute what was asked for is granted, and to look
   * whatever the permission shows; recorded in both names. Without having asked, nobody is granted anything.
   * @param request `Deed.exact` of what was asked for; the last one of this permission where it is left out
   */
  async approve(
    id: string,
    pin: string,
    permission: Permission,
    request?: string,
  ): Promise<PinCheck | NothingAsked> {
    const asking = this.#ports.person();
    const deed = isForOneDeed(permission) ? this.#asked.find(permission, request) : null;
    const before = this.#refuseNonApprover(id, permission);
    if (before) return before;
    if (deed === undefined && id !== asking?.id) return { ok: false, why: 'nothing-asked' };
    const checked = await checkPin(this.#ports, id, pin);
    // They may have lost the role while their PIN was checked.
    const after = checked.ok && this.#refuseNonApprover(id, permission);
    if (after) return after;
    if (checked.ok && asking && this.#ports.person() === asking)
      this.#grant(checked.person, asking, permission, deed ?? null);
    this.#ports.changes.emit('people');
    return checked;
  }

  #refuseNonApprover(id: string, permission: Permission): PinRefused | undefined {
    const person = memberOf(this.#ports.staff, id);
    if (!person || (isApprover(person.role) && may(person.role, permission))) return undefined;
    return refuseUnchecked(this.#ports, person, 'not-an-approver');
  }

  #mayAlone({ id, role }: Person, permission: Permission): boolean {
    if (id === trainingManager.id) return this.#mayInTraining(permission);
    const isFresh = this.#approverUntil > this.#ports.ownNow();
    return isFresh ? may(role, permission) : mayUnattended(role, permission);
  }

  /** Some things are real in training, too: where there is staff, nobody may do them without signing in. */
  #mayInTraining(permission: Permission): boolean {
    if (permission === 'manage-staff') return false;
    return !REAL_IN_TRAINING.includes(permission) || this.#ports.staff.read().length === 0;
  }

  #grant(by: Person, to: Person, permission: Permission, deed: Deed | null): void {
    const until = this.#ports.ownNow() + PACE.approval;
    this.#record({ type: 'rights-lent', by, to, permission, ...(deed && recorded(permission, deed)) });
    if (by.id === to.id) this.#approverUntil = until;
    else this.#approvals.add({ by, permission, deed, until });
    this.#wakeForExpiry();
  }

  #endApproval(permission: Permission): void {
    this.#approvals.end(permission);
    this.#ports.changes.emit('people');
  }

  /** Late after the machine has slept. */
  #dropExpired(): void {
    if (this.#approvals.dropExpired(this.#ports.ownNow())) this.#ports.changes.emit('people');
  }

  #wakeForExpiry(): void {
    const at = this.#approvals.nextExpiry;
    if (at === Infinity) return;
    this.#expiry.setIn(at - this.#ports.ownNow(), () => {
      this.#dropExpired();
      this.#wakeForExpiry();
    });
  }

  #record(record: ActivityRecord): void {
    this.#ports.journal().record(record, this.#ports.clock.now());
  }
}

/** What the journal keeps of it, where it was approved for itself. */
const recorded = (
  permission: Permission,
  { call, digest, payment, amount }: Deed,
): { deed?: Omit<Deed, 'exact'> } =>
  isForOneDeed(permission) ? { deed: { call, digest, payment, amount } } : {};

const admitted = (acting: Acting): Admission => ({ admitted: true, acting });
