/** The state of a till's connection to its office. Free of zod, since windows import it. */

/** How the office's journal of this till can differ from the till's own; see `PushAnswer`. */
export const OFFICE_ALARMS = ['ahead', 'forked'] as const;
export type OfficeAlarm = (typeof OFFICE_ALARMS)[number];

/**
 * Why an office that answers does not take a row: the row is too long for any office (see `MAX_ROW_BYTES`), or the office
 * cannot read it, for example because it is an older version. All rows after it wait.
 */
export const UNTAKEN = ['row-too-long', 'not-taken'] as const;
export type UntakenWhy = (typeof UNTAKEN)[number];

/**
 * Why the office gets no rows now, the gravest first. `replaced`: this till has moved to another computer. `revoked`,
 * `unknown`: the office does not accept the credential. `unopened`: this computer can no longer decrypt the credential.
 * `unreached`: no answer, or not one from an office.
 */
export const OFFICE_TROUBLES = [
  'replaced',
  ...OFFICE_ALARMS,
  'revoked',
  'unknown',
  'unopened',
  ...UNTAKEN,
  'unreached',
] as const;
export type OfficeTrouble = (typeof OFFICE_TROUBLES)[number];

/**
 * Whether this till can continue as another one that the office knows. `offered`: it has no payments and is connected
 * to no office. `begun`: the office has agreed, and the till does not have the whole journal yet.
 */
export type OfficeRestore = 'offered' | 'begun' | null;

/** How far a restore from the office has got: first the rows received, then those checked and added up. */
export interface RestoreProgress {
  readonly stage: 'coming' | 'checking';
  readonly done: number;
  readonly total: number;
}

export interface OfficeStanding {
  /** Null while this till is connected to no office. */
  readonly connected: {
    readonly address: string;
    /** As the office calls them. */
    readonly storeName: string;
    readonly stationName: string;
  } | null;
  /** When the office last confirmed what it has; epoch ms, null before it first did. */
  readonly confirmedAt: number | null;
  /**
   * Rows that it has not confirmed, when the first of them was written (epoch ms), and whether that is so long ago that
   * people should know. Null if there are none, or that is not known.
   */
  readonly behind: { readonly events: number; readonly since: number; readonly isLate: boolean } | null;
  readonly trouble: OfficeTrouble | null;
  /** The number of the row that the office does not take, if that is the trouble. */
  readonly untakenRow: number | null;
  readonly restore: OfficeRestore;
  /** Null while none is under way. */
  readonly progress: RestoreProgress | null;
}

export const NOT_CONNECTED: OfficeStanding = {
  connected: null,
  confirmedAt: null,
  behind: null,
  trouble: null,
  untakenRow: null,
  restore: null,
  progress: null,
};
