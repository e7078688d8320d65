/** Whether the till may be interrupted for an update. */

export interface TillAtWork {
  /** A customer is paying. */
  readonly isCharging: boolean;
  /** Payments and refunds whose outcome is unknown. */
  readonly unresolved: number;
  readonly isDayOpen: boolean;
}

/** Why nothing may be installed now; the gravest first. */
export type Obstacle = 'charging' | 'unresolved' | 'day-open';

/** A manager who asks for it may install before the day is closed, but not while anything is unresolved. */
export const obstacleTo = (
  { isCharging, unresolved, isDayOpen }: TillAtWork,
  isAskedNow: boolean,
): Obstacle | null => {
  if (isCharging) return 'charging';
  if (unresolved > 0) return 'unresolved';
  return isDayOpen && !isAskedNow ? 'day-open' : null;
};
