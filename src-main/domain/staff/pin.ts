/** What makes a PIN fit to be kept, and how long one must wait after wrong ones. */
import type { StaffRole } from './staff.ts';
import { isApprover } from './staff.ts';

export type PinProblem = 'pin-malformed' | 'pin-too-short' | 'pin-trivial';

/** Why a PIN opens nothing. Only the first was looked at; the others are refused whatever was typed. */
export const PIN_REFUSALS = [
  'pin-wrong',
  'pin-locked',
  'pin-shut-out',
  'person-unknown',
  'not-an-approver',
  'pins-unavailable',
] as const;
export type PinRefusal = (typeof PIN_REFUSALS)[number];

const MOST_DIGITS = 12;

/** The fewest digits a person of this role may have. */
export const fewestDigits = (role: StaffRole): number => (isApprover(role) ? 6 : 4);

/** 1234, 8642, 7777: the same step all the way; 1212, 738738: the same few digits again and again. */
const isTrivial = (pin: string): boolean => {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return steps.every((step) => step === steps[0]) || /^(\d{1,4})\1+$/.test(pin);
};

/** Why a PIN cannot be given to somebody of this role, or null. */
export const pinProblem = (pin: string, role: StaffRole): PinProblem | null => {
  if (!/^\d+$/.test(pin) || pin.length > MOST_DIGITS) return 'pin-malformed';
  if (pin.length < fewestDigits(role)) return 'pin-too-short';
  return isTrivial(pin) ? 'pin-trivial' : null;
};

const SECOND = 1000;
const WAITS = [5 * SECOND, 15 * SECOND, 60 * SECOND, 300 * SECOND] as const;
const FREE_TRIES = 3;
const MOST_FAILURES = 10;

/** How long nobody may try again after this many wrong PINs in a row; ms. */
export const waitAfter = (failures: number): number =>
  failures < FREE_TRIES ? 0 : (WAITS[failures - FREE_TRIES] ?? WAITS[3]);

/** So many wrong PINs that only a manager can let this person in again, by giving a new one. */
export const isShutOut = (failures: number): boolean => failures >= MOST_FAILURES;
