import { LINK_FAULTS } from '#domain/gateway/connection.ts';

/** Why no charge can begin, the most urgent first. Each is also the code of the problem that people read. */
export const UNREADY_CAUSES = [
  'settings-changing',
  'sign-in-needed',
  'not-set-up',
  'office-replaced',
  'role-cannot-charge',
  'currency-malformed',
  'currency-unknown',
  'currency-unusual',
  'disk-full',
  'disk-read-only',
  'disk-failing',
  'journal-importing',
  'shift-needed',
  'payment-unresolved',
  'credentials-refused',
  ...LINK_FAULTS,
  'no-internet',
  'gateway-down',
] as const;
export type UnreadyCause = (typeof UNREADY_CAUSES)[number];

/** Whether this code names a state of the till, so that its problem is over as soon as that state is. */
export const isUnreadyCause = (code: string): code is UnreadyCause =>
  UNREADY_CAUSES.some((cause) => cause === code);

/** What a person at the till can do about it. */
export const REMEDIES = ['sign-in', 'open-settings', 'open-shift', 'try-again', 'show-payment'] as const;
export type Remedy = (typeof REMEDIES)[number];
