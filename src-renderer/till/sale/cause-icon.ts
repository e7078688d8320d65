import type { ProblemCode } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';

const ICONS: Partial<Record<ProblemCode, IconName>> = {
  'no-internet': 'noNetwork',
  'credentials-refused': 'key',
  'shift-not-open': 'lock',
  'day-closing': 'day',
  'not-set-up': 'settings',
  'payment-unresolved': 'hourglass',
};

/** The icon for the cause that keeps the till from charging. */
export const causeIcon = (code: ProblemCode): IconName => ICONS[code] ?? 'stop';
