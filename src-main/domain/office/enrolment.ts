/** How a till enrols at the office. */
import { z } from 'zod';
import { officeNames } from './office-names.ts';
import { head } from './push.ts';
import { tillState } from './till-state.ts';

/** How long an enrolment code is valid for its one use; ms. */
export const CODE_LIFETIME_MS = 10 * 60_000;

export const enrolment = z.object({
  code: z.string().max(40),
  /** The identity of the installation; see `Mark`. */
  installation: z.string().regex(/^[0-9A-Z]{6}$/),
  state: tillState,
  /** The last row of the till's journal, if it goes on with it. The first tills did not send it. */
  end: head.optional(),
});
export type Enrolment = Readonly<z.infer<typeof enrolment>>;

/** How the till identifies itself from now on. The office stores only a hash of `credential`. */
export const enrolled = officeNames.extend({
  station: z.string().min(1).max(64),
  credential: z.string().min(32).max(200),
});
export type Enrolled = Readonly<z.infer<typeof enrolled>>;

/**
 * Why the office does not enrol a till: it does not know the code; the code has been used or has expired; it already
 * knows this installation, so the till must be replaced instead; the store's tills are in another environment, so that
 * training and tests never count as money; its own journal of this till goes on after the till's, perhaps on another
 * computer; or there were too many tries.
 */
export const ENROLMENT_REFUSALS = [
  'unknown-code',
  'used-code',
  'expired-code',
  'known-installation',
  'other-environment',
  'ahead',
  'too-many-tries',
] as const;
export type EnrolmentRefusal = (typeof ENROLMENT_REFUSALS)[number];

/**
 * Why the office does not accept a credential: it does not know it, has revoked it, or the till has moved to another
 * computer.
 */
export const CREDENTIAL_REFUSALS = ['unknown', 'revoked', 'replaced'] as const;
export type CredentialRefusal = (typeof CREDENTIAL_REFUSALS)[number];
