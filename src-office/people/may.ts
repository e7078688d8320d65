/** Decides, as the only place, who may see and do what at the office. */
import type { Role } from '../views/sign-in-views.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Ids of the stores they see; null for all. Only managers have a list. */
  readonly stores: readonly string[] | null;
}

const RIGHTS = ['see', 'run-tills', 'name-stores', 'run-gateways', 'run-people', 'read-audit'] as const;
export type Right = (typeof RIGHTS)[number];

const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  manager: ['see', 'run-tills'],
  auditor: ['see', 'read-audit'],
};

export const may = ({ role }: Person, right: Right): boolean => RIGHTS_OF[role].includes(right);

declare const MADE_HERE: unique symbol;

/** The stores whose figures somebody may see. Nothing reads figures without one, and only this file makes them. */
export interface Scope {
  /** Null for all. */
  readonly stores: readonly string[] | null;
  readonly [MADE_HERE]: true;
}

const scope = (stores: readonly string[] | null): Scope => ({ stores }) as Scope;

/** What a person may see, narrowed to the store they asked for unless that is null. */
export const scopeOf = ({ stores }: Person, asked: string | null): Scope => {
  if (asked === null) return scope(stores);
  return scope(stores === null || stores.includes(asked) ? [asked] : []);
};

/** The scope of the office itself, which sends alerts and adds up for everybody. */
export const OFFICE_SCOPE: Scope = scope(null);
