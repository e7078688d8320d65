/** Whether the till may be interrupted for an update. */

export interface TillAtWork {
  /** A customer is paying. */
  readonly isCharging: boolean;
  /** Payments and refunds whose outcome is unknown. */
  readonly unresolved: number;
  /** A file that somebody waits for is being written. */
  readonly isExporting: boolean;
  readonly isDayOpen: boolean;
}

/** Why nothing may be installed now; the gravest first. */
export type Obstacle = 'charging' | 'unresolved' | 'exporting' | 'day-open';

/** A manager who asks for it may install before the day is closed, but neither leave a payment nor an export half done. */
export const obstacleTo = (
  { isCharging, unresolved, isExporting, isDayOpen }: TillAtWork,
  isAskedNow: boolean,
): Obstacle | null => {
  if (isCharging) return 'charging';
  if (unresolved > 0) return 'unresolved';
  if (isExporting) return 'exporting';
  return isDayOpen && !isAskedNow ? 'day-open' : null;
};
