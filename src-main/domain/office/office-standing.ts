/** How a till stands with its office. Free of zod, since windows import it. */

/** What the office says of the journal that it has of this till; see `PushAnswer`. */
export const OFFICE_ALARMS = ['ahead', 'forked'] as const;
export type OfficeAlarm = (typeof OFFICE_ALARMS)[number];

/**
 * Why the office, which answers, does not take a row: it is longer than any office takes (see `ROW_BYTES`), or the office
 * cannot read what is sent, as one of an older version. All rows after it wait.
 */
export const UNTAKEN = ['row-too-long', 'not-taken'] as const;
export type UntakenWhy = (typeof UNTAKEN)[number];

/**
 * Why the office gets nothing of the journal now, the gravest first. `replaced`: this till lives on another computer.
 * `revoked`, `unknown`: the office does not take the credential. `unopened`: this computer no longer opens it.
 * `unreached`: no answer, or none of an office.
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
 * Whether this till can go on as another that the office knows: `offered` while it has no payments and is connected to no
 * office; `begun` once the office has let it in for that, and it has yet to get the whole journal.
 */
export type OfficeRestore = 'offered' | 'begun' | null;

/** How far a restore from the office is: the rows that have come, then those that are checked and added up. */
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
   * people should know; null where there are none, or it is not known.
   */
  readonly behind: { readonly events: number; readonly since: number; readonly isLate: boolean } | null;
  readonly trouble: OfficeTrouble | null;
  /** The number of the row that it does not take, where that is the trouble. */
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
