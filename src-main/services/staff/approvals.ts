/** The approvals for the person signed in, each valid for a minute. */
import type { Permission, Person } from '#domain/staff/staff.ts';
import type { Action } from './action.ts';

/** An approval as the person signed in sees it. */
export interface GrantedApproval {
  readonly by: Person;
  readonly permission: Permission;
  /** How much longer it lasts; ms. */
  readonly left: number;
}

interface Approval {
  readonly by: Person;
  readonly permission: Permission;
  /** Null if it covers everything that the permission lets people look at. */
  readonly action: Action | null;
  /** In the session's own time. */
  readonly until: number;
}

export class Approvals {
  /** At most one for each permission; the newest last. */
  #approvals: readonly Approval[] = [];

  add(approval: Approval): void {
    const others = this.#approvals.filter(({ permission }) => permission !== approval.permission);
    this.#approvals = [...others, approval];
  }

  /** The person who approved exactly this action, if anybody did. */
  approverOf(needed: Permission, asked: Action): Person | undefined {
    return this.#approvals.find(
      ({ permission, action }) => permission === needed && (action === null || action.exact === asked.exact),
    )?.by;
  }

  end(ended: Permission): void {
    this.#approvals = this.#approvals.filter(({ permission }) => permission !== ended);
  }

  clear(): void {
    this.#approvals = [];
  }

  /** Removes expired approvals and returns whether there were any. */
  dropExpired(now: number): boolean {
    const valid = this.#approvals.filter(({ until }) => until > now);
    const hadExpired = valid.length < this.#approvals.length;
    this.#approvals = valid;
    return hadExpired;
  }

  newest(now: number): GrantedApproval | null {
    const newest = this.#approvals.at(-1);
    return newest
      ? { by: newest.by, permission: newest.permission, left: Math.max(0, newest.until - now) }
      : null;
  }

  /** When the first of them expires; Infinity if there is none. */
  get nextExpiry(): number {
    return Math.min(...this.#approvals.map(({ until }) => until));
  }
}
