/** What somebody should look at. */
/** The most serious first: a rewritten journal before a till that is merely silent. */
export const ALERT_KINDS = [
  'forked',
  'ahead',
  'unread',
  'untaken',
  'unresolved',
  'z-missing',
  'silent',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface Alert {
  readonly kind: AlertKind;
  readonly station: string;
  readonly stationName: string;
  readonly store: string;
  /** Since when; epoch ms. */
  readonly since: number;
  /** The business date, of `z-missing`; the row's number, of `forked` and `untaken`; the count, of `unresolved` and `unread`; else null. */
  readonly detail: string | null;
}
