/** Which PINs are good enough, and how long the lockout after wrong ones lasts. */
import { PACE } from '#domain/pace.ts';
import type { StaffRole } from './staff.ts';
import { isApprover } from './staff.ts';

export type PinProblem = 'pin-malformed' | 'pin-too-short' | 'pin-trivial';

/** Why a PIN was refused. Only for `pin-wrong` was the PIN checked; the others refuse any PIN. */
export const PIN_REFUSALS = [
  'pin-wrong',
  'pin-locked',
  'pin-shut-out',
  'person-unknown',
  'not-an-approver',
  'pins-unavailable',
] as const;
export type PinRefusal = (typeof PIN_REFUSALS)[number];

const MAX_DIGITS = 12;

/** The fewest digits a person of this role may have. */
export const fewestDigits = (role: StaffRole): number => (isApprover(role) ? 6 : 4);

/** Why a PIN is one that a stranger would try first. */
export type PinWeakness = 'repeated' | 'steps' | 'year';

/** A year of somebody's life, alone or with a day and a month, as people write their birthdays. */
const YEAR = /^(?:19|20)\d\d$|^(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d$|^[0-3]\d(?:0\d|1[0-2])(?:19|20)\d\d$/;

const hasOneStep = (pin: string): boolean => {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return steps.every((step) => step === steps[0]);
};

/** 7777, 1212 and 738738 repeat; 1234, 8642 and 5937 go up or down by one step throughout; 1984 is a year. */
export const pinWeakness = (pin: string): PinWeakness | null => {
  if (/^(\d{1,4})\1+$/.test(pin)) return 'repeated';
  if (hasOneStep(pin)) return 'steps';
  return YEAR.test(pin) ? 'year' : null;
};

/** Why a person of this role cannot have this PIN, or null. */
export const pinProblem = (pin: string, role: StaffRole): PinProblem | null => {
  if (!/^\d*$/.test(pin) || pin.length > MAX_DIGITS) return 'pin-malformed';
  if (pin.length < fewestDigits(role)) return 'pin-too-short';
  return pinWeakness(pin) ? 'pin-trivial' : null;
};

const { freeAttempts, waits } = PACE.pinLockouts;
const MAX_FAILURES = 10;

/** How long the lockout after this many wrong PINs in a row lasts; ms. */
export const waitAfter = (failures: number): number =>
  failures < freeAttempts ? 0 : (waits[failures - freeAttempts] ?? waits[3]);

/** Whether so many PINs were wrong that waiting does not end the lockout. */
export const isLockoutReached = (failures: number): boolean => failures >= MAX_FAILURES;
