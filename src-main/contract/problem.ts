import { z } from 'zod';

/**
 * Everything that can go wrong in front of a person. Windows turn a code into words (`problem.<code>.title` and
 * `.advice` in the locale files): what happened, is the money safe, may I charge again, what now.
 */
export const PROBLEM_CODES = [
  'amount-malformed',
  'amount-zero',
  'amount-too-long',
  'amount-over-ceiling',
  'order-reference-invalid',
  'currency-malformed',
  'currency-unknown',
  'currency-unusual',
  'payment-running',
  'payment-not-found',
  'refund-not-paid',
  'refund-nothing-left',
  'refund-amount-malformed',
  'refund-over-left',
  'refund-not-partial',
  'refund-not-offered',
  'refund-offline',
  'refund-declined',
  'refund-rejected',
  'refund-not-sent',
  'refund-never-arrived',
  'refund-in-doubt',
  'payment-ended',
  'payment-unresolved',
  'not-set-up',
  'gateway-rejected',
  'gateway-declined',
  'credentials-refused',
  'gateway-unreachable',
  'gateway-no-answer',
  'gateway-server-fault',
  'gateway-malformed',
  'gateway-wrong-echo',
  'gateway-unknown-status',
  'payment-interrupted',
  'payment-never-arrived',
  'payment-late',
  'payment-late-otherwise',
  'cancel-refused',
  'time-ran-out',
  'code-unreadable',
  'export-failed',
  'shift-needed',
  'shift-open',
  'shift-not-open',
  'day-closing',
  'day-unresolved',
  'sign-off-needed',
  'day-not-closed',
  'z-not-found',
  'printer-none',
  'printer-busy',
  'printer-unreachable',
  'printer-silent',
  'printer-broke-off',
  'receipt-not-recorded',
  'receipt-not-saved',
  'settings-invalid',
  'settings-locked',
  'settings-changing',
  'settings-not-written',
  'environment-failed',
  'no-key-store',
  'disk-full',
  'disk-read-only',
  'disk-failing',
  'books-refilling',
  'books-recovered',
  'books-broken',
  'sign-in-needed',
  'approval-needed',
  'not-permitted',
  'not-an-approver',
  'pin-wrong',
  'pin-locked',
  'pin-shut-out',
  'pin-malformed',
  'pin-too-short',
  'pin-trivial',
  'pins-differ',
  'pins-unavailable',
  'name-invalid',
  'person-unknown',
  'last-manager',
  'request-invalid',
  'request-refused',
  'unexpected',
] as const;

export const Problem = z.strictObject({
  code: z.enum(PROBLEM_CODES),
  /** Named values for the words: the gateway's code, an amount, a field. Never a secret, path or stack. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof Problem>;
export type ProblemCode = Problem['code'];

/** What every call answers: a value, or a problem in words' stead. Errors never cross as exceptions. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const problem = (code: ProblemCode, details: Problem['details'] = {}): Problem => ({ code, details });

export const refuse = (
  code: ProblemCode,
  details: Problem['details'] = {},
): { ok: false; problem: Problem } => ({ ok: false, problem: problem(code, details) });
