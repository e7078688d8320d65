import type { Permission } from '#domain/staff/staff.ts';
import type { Action } from './action.ts';

/** More than one screen asks for at once. It limits a page that keeps asking. */
const KEPT = 8;

/** The actions that the person signed in was refused for lack of an approval, and that can now be approved. */
export class ApprovalRequests {
  #asked: readonly { readonly permission: Permission; readonly action: Action }[] = [];

  note(permission: Permission, action: Action): void {
    this.#asked = [...this.#asked.slice(1 - KEPT), { permission, action }];
  }

  /** The newest action of this permission or, if `exact` is given, that action. */
  find(permission: Permission, exact: string | undefined): Action | undefined {
    return this.#asked.findLast(
      (asked) => asked.permission === permission && (exact === undefined || asked.action.exact === exact),
    )?.action;
  }

  clear(): void {
    this.#asked = [];
  }
}
