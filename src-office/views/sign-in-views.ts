/** The people who use the owner's page. */

/** `owner` may do everything; `manager` sees and runs some stores; `auditor` sees everything and changes nothing. */
export const ROLES = ['owner', 'manager', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** The header of a request that the page makes by itself, and that keeps nobody signed in. */
export const UNATTENDED = 'x-unattended';

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Ids of the stores that they see; null for all. */
  readonly stores: readonly string[] | null;
  /** Sent as `X-Csrf` with every request that changes something. */
  readonly csrf: string;
  /** The office's: a page that was loaded from another one is told to be loaded again. */
  readonly version: string;
}

/** GET /api/me → 200 `Me`, or 401 `NotSignedIn`. */
export interface NotSignedIn {
  /** `first`: nobody has an account yet; the code that the office printed at its start creates the owner's. */
  readonly signIn: 'first' | 'needed';
}

/** POST /api/first `{ code, name, password }`, POST /api/sign-in `{ name, password }` → 200 `Me`, or 403. */
export interface SignInRefused {
  readonly why: 'wrong' | 'wrong-code' | 'expired-code' | 'locked' | 'weak-password' | 'name-taken';
  /** How long until they may try again, ms; null unless `locked`. */
  readonly waitMs: number | null;
}

/**
 * GET /api/people → `Account[]`; POST /api/people, POST /api/people/:id/{password,stop} and, for others than oneself,
 * POST /api/people/:id/role `{ role, stores }`: the owner's alone.
 */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly stores: readonly string[] | null;
  readonly stopped: boolean;
  /** Epoch ms; null before the first time. */
  readonly signedInAt: number | null;
}

/** GET /api/audit?before= → what people did here, newest first. */
export interface AuditLine {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly person: string | null;
  readonly what: string;
  readonly about: string;
}
