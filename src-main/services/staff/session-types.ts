/** Who is signed in at the till, and whether they may make a call. */
import type { PermissionRefusal, FormerStaff, Person } from '#domain/staff/staff.ts';
import type { GrantedApproval } from './approvals.ts';

/** Who acts and who approves it; the same person if they may do both. */
export interface Acting {
  readonly by: Person;
  readonly approvedBy: Person;
}

export type PermissionCheck =
  | { readonly allowed: true; readonly acting: Acting }
  | { readonly allowed: false; readonly why: PermissionRefusal };

export type SessionState =
  /** Nobody is on the staff list: the person who sets up the till becomes its manager. */
  | { readonly stage: 'first-manager'; readonly former: FormerStaff }
  /** `locked`: who was signed in until the till locked itself. */
  | { readonly stage: 'signed-out'; readonly locked: Person | null }
  | {
      readonly stage: 'signed-in';
      readonly person: Person;
      /** The training manager, whom the till signs in itself: their screen does not lock, and they cannot sign out. */
      readonly isTraining: boolean;
      /** The newest approval that is still valid. */
      readonly approval: GrantedApproval | null;
    };
