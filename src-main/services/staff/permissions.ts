import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import { PACE } from '#domain/pace.ts';
import type { Need, Permission, PermissionRefusal, Person } from '#domain/staff/staff.ts';
import {
  isApprover,
  isForOneAction,
  isSingleUse,
  may,
  mayWhenIdle,
  trainingManager,
} from '#domain/staff/staff.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { GrantedApproval } from './approvals.ts';
import { Approvals } from './approvals.ts';
import type { Digest } from '#services/ports.ts';
import { ApprovalRequests } from './approval-requests.ts';
import type { PinCheck, PinPorts, PinRefused } from './check-pin.ts';
import { checkPin, memberOf, personOf, refuseUnchecked } from './check-pin.ts';
import type { Action } from './action.ts';
import { actionOf } from './action.ts';
import { Refusals } from './refusals.ts';
import type { Acting, PermissionCheck } from './session-types.ts';

/** The approval is for something that nobody has asked for. */
export interface NotRequested {
  readonly ok: false;
  readonly why: 'nothing-asked';
}

export interface PermissionsPorts extends PinPorts {
  readonly changes: Emits<'people'>;
  readonly digest: Digest;
  /** Who is signed in, after locking the till if that is due. */
  readonly person: () => Person | null;
  /** The session's own time; epoch ms. */
  readonly ownNow: () => number;
}

/** Permissions to change this computer's program, settings or windows, which all environments share. */
const REAL_IN_TRAINING: readonly Permission[] = ['change-settings', 'install-update', 'leave-kiosk'];

/**
 * What the person signed in may do now, alone or with an approval. A minute after the last touch, an approver may do no
 * more than a cashier until they enter their PIN again. Refusals and approvals are journaled first.
 */
export class Permissions {
  readonly #ports: PermissionsPorts;
  readonly #approvals = new Approvals();
  readonly #asked = new ApprovalRequests();
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

  /** Someone has signed in or out. */
  begin(): void {
    this.#expiry.cancel();
    this.#refusals.flush();
    this.#approvals.clear();
    this.#asked.clear();
    this.#approverUntil = this.#ports.ownNow() + PACE.approval;
  }

  /** The person signed in has touched the till. */
  touch(): void {
    this.#dropExpired();
    const now = this.#ports.ownNow();
    if (this.#approverUntil > now) this.#approverUntil = now + PACE.approval;
  }

  actionOf(call: string, input: object): Action {
    return actionOf(this.#ports.digest, call, input);
  }

  /** Whether a call may go through now. Journals refusals and the use of approvals. */
  check(need: Exclude<Need, 'anyone'>, action: Action): PermissionCheck {
    const { call } = action;
    const by = this.#ports.person();
    this.#dropExpired();
    if (!by) return this.refuse(need, call, 'sign-in-needed');
    if (need === 'signed-in' || this.#mayAlone(by, need)) return allowed({ by, approvedBy: by });
    const approvedBy = this.#approverNow(this.#approvals.approverOf(need, action)?.id, need);
    if (approvedBy) {
      this.#record({
        type: 'rights-used',
        by,
        approvedBy,
        permission: need,
        call,
        ...recorded(need, action),
      });
      if (isSingleUse(need)) this.#endApproval(need);
      return allowed({ by, approvedBy });
    }
    const couldBeApproved = may(by.role, 'charge') || may(by.role, need);
    if (couldBeApproved) this.#asked.note(need, action);
    return this.refuse(need, call, couldBeApproved ? 'approval-needed' : 'not-permitted');
  }

  /** Refuses a call and journals the refusal. */
  refuse(permission: Exclude<Need, 'anyone'>, call: string, why: PermissionRefusal): PermissionCheck {
    this.#refusals.add({ by: this.#ports.person(), permission, call, why });
    return { allowed: false, why };
  }

  /** Whether the person signed in may do this now without an approval. Notes and records nothing. */
  mayAlone(permission: Permission): boolean {
    const person = this.#ports.person();
    return person !== null && this.#mayAlone(person, permission);
  }

  /**
   * An approver enters their PIN while someone is signed in. For a minute this grants the action that was asked for or,
   * if the permission only looks at something, everything it shows. Recorded in both names. Nothing is granted that was
   * not asked for. `request`: `Action.exact` of what was asked for; if left out, the last action of this permission.
   */
  async approve(
    id: string,
    pin: string,
    permission: Permission,
    request?: string,
  ): Promise<PinCheck | NotRequested> {
    const asking = this.#ports.person();
    const action = isForOneAction(permission) ? this.#asked.find(permission, request) : null;
    const before = this.#refuseNonApprover(id, permission);
    if (before) return before;
    if (action === undefined && id !== asking?.id) return { ok: false, why: 'nothing-asked' };
    const checked = await checkPin(this.#ports, id, pin);
    // They may have lost the role while their PIN was checked.
    const after = checked.ok && this.#refuseNonApprover(id, permission);
    if (after) return after;
    if (checked.ok && asking && this.#ports.person() === asking)
      this.#grant(checked.person, asking, permission, action ?? null);
    this.#ports.changes.emit('people');
    return checked;
  }

  #refuseNonApprover(id: string, permission: Permission): PinRefused | undefined {
    const person = memberOf(this.#ports.staff, id);
    if (!person || this.#approverNow(id, permission)) return undefined;
    return refuseUnchecked(this.#ports, person, 'not-an-approver');
  }

  /**
   * The approver as they are now: when an approval is used they may have got another role since, or been removed.
   * Undefined if they may not approve this.
   */
  #approverNow(id: string | undefined, permission: Permission): Person | undefined {
    const member = id === undefined ? undefined : memberOf(this.#ports.staff, id);
    return member && isApprover(member.role) && may(member.role, permission) ? personOf(member) : undefined;
  }

  #mayAlone({ id, role }: Person, permission: Permission): boolean {
    if (id === trainingManager.id) return this.#mayInTraining(permission);
    const isFresh = this.#approverUntil > this.#ports.ownNow();
    return isFresh ? may(role, permission) : mayWhenIdle(role, permission);
  }

  /** Some permissions have real effects even in training: if there is staff, nobody may use them without signing in. */
  #mayInTraining(permission: Permission): boolean {
    if (permission === 'manage-staff') return false;
    return !REAL_IN_TRAINING.includes(permission) || this.#ports.staff.read().length === 0;
  }

  #grant(by: Person, to: Person, permission: Permission, action: Action | null): void {
    const until = this.#ports.ownNow() + PACE.approval;
    this.#record({ type: 'rights-lent', by, to, permission, ...(action && recorded(permission, action)) });
    if (by.id === to.id) this.#approverUntil = until;
    else this.#approvals.add({ by, permission, action, until });
    this.#wakeForExpiry();
  }

  #endApproval(permission: Permission): void {
    this.#approvals.end(permission);
    this.#ports.changes.emit('people');
  }

  /** Also called before each use, since the alarm is late after the computer has slept. */
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

/** What the journal records of an action, if it was approved by itself. */
const recorded = (
  permission: Permission,
  { call, digest, payment, amount }: Action,
): { deed?: Omit<Action, 'exact'> } =>
  isForOneAction(permission) ? { deed: { call, digest, payment, amount } } : {};

const allowed = (acting: Acting): PermissionCheck => ({ allowed: true, acting });
