/** The tills. */
import type { Environment } from '#domain/shop/environment.ts';
import type { TillState } from '#domain/office/till-state.ts';

export interface TillLine {
  readonly station: string;
  readonly name: string;
  readonly store: string;
  readonly installation: string;
  /** Epoch ms; null if it has not been heard since its enrolment. */
  readonly heardAt: number | null;
  /** What it last reported about itself; null if this version of the office cannot read that. */
  readonly state: TillState | null;
  /** Rows that the office has, and those that the till had when it was last heard. */
  readonly rows: number;
  readonly rowsThere: number;
  /** Alarms that nobody has accepted yet: signs that its journal was changed, or cannot be read here. */
  readonly alarms: number;
  readonly standing: 'enrolled' | 'revoked' | 'forked' | 'ahead';
}

/**
 * GET /api/tills?store=&q=&upTo= → these, ordered by store and name: tills with `q` in either, at most `upTo` of
 * `count`. GET /api/tills/:station → `TillLine`.
 */
export interface Tills {
  readonly lines: readonly TillLine[];
  readonly count: number;
}

export const TILLS_SHOWN = 100;
export const MAX_TILLS_SHOWN = 1_000;

/**
 * POST /api/stores `{ name }` → `Store`; GET /api/stores → `Store[]`; POST /api/stores/:store/rename `{ name }`. POST
 * /api/codes `{ store, name }` → `EnrolmentCode`; POST /api/tills/:station/{rename,revoke,replace,accept}: `replace`
 * answers an `EnrolmentCode`, with which a new computer takes over this till; `accept` ends the till's alarms, until
 * one of them is seen again.
 */
export interface Store {
  readonly store: string;
  readonly name: string;
  /** The environment of all its tills; null before the first till. */
  readonly environment: Environment | null;
}

export interface EnrolmentCode {
  /** As it is typed at the till, 'K7M2-9QXT-4D'. */
  readonly code: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}
