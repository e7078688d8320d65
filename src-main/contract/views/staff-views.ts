/** What screens show of the people at the till. */
import { z } from 'zod';
import type { AuditKind } from '#domain/journal/records/record-types.ts';
import { Problem } from '#contract/problem.ts';
import { AUDIT_KINDS } from '#domain/journal/records/record-types.ts';
import type { FormerStaff } from '#domain/staff/staff.ts';
import { FORMER_STAFF, PERMISSIONS, STAFF_ROLES } from '#domain/staff/staff.ts';

export type { AuditKind, FormerStaff };

export const PersonId = z.string().max(50);
const Role = z.enum(STAFF_ROLES);
const Permission = z.enum(PERMISSIONS);

export const PersonView = z.strictObject({ id: z.string(), name: z.string(), role: Role });
export type PersonView = z.infer<typeof PersonView>;

/** A person on the list of this installation. */
export const StaffPersonView = PersonView.extend({
  /** No PIN is checked before this time; epoch ms, in the past unless this person is locked. */
  lockedUntil: z.number().int(),
  /** After ten wrong PINs: only a manager can unlock them, by setting a new one. */
  lockedOut: z.boolean(),
});
export type StaffPersonView = z.infer<typeof StaffPersonView>;

const people = z.array(StaffPersonView);

export const SessionView = z.discriminatedUnion('stage', [
  /** Nobody is on the staff list: the person who sets up the till becomes its manager. */
  z.strictObject({ stage: z.literal('first-manager'), former: z.enum(FORMER_STAFF), people }),
  /** `locked`: who was signed in until the till locked itself. */
  z.strictObject({ stage: z.literal('signed-out'), locked: PersonView.nullable(), people }),
  z.strictObject({
    stage: z.literal('signed-in'),
    person: PersonView,
    /** The training manager, whom the till signs in itself and who cannot sign out. */
    isTraining: z.boolean(),
    /** What an approver has approved for this person, valid for another `left` ms. */
    approval: z.strictObject({ by: PersonView, permission: Permission, left: z.number().int() }).nullable(),
    /** For people who may read the audit log: what was changed outside the till, until they confirm having read it. */
    changedOutside: Problem.nullable(),
    people,
  }),
]);
export type SessionView = z.infer<typeof SessionView>;

/** Far more than is allowed, so that what is too long gets a problem that says so. */
const MAX_TYPED = 4000;

/** Sent from the window to main only, and stored nowhere. */
const Pin = z.string().max(MAX_TYPED);

const Name = z.string().max(MAX_TYPED);

export const PinInput = z.strictObject({ id: PersonId, pin: Pin });
/**
 * `request`: the digest in the refusal (`Action.exact`); if left out, the last refused call that needs this permission.
 */
export const ApprovalInput = PinInput.extend({
  permission: Permission,
  request: z.string().max(64).optional(),
});
export const FirstManager = z.strictObject({ name: Name, pin: Pin });
export const OwnPinInput = z.strictObject({ present: Pin, pin: Pin });
export const SignOut = z.strictObject({ why: z.enum(['asked', 'handover']) });

export const PersonInput = z.strictObject({
  name: Name,
  role: Role,
  /** '' keeps the current one. */
  pin: Pin,
});
export type PersonInput = z.infer<typeof PersonInput>;

const Kind = z.enum(AUDIT_KINDS) satisfies z.ZodType<AuditKind>;

/** Newest first; a null filter matches everything. `before` is the sequence of the last line already shown. */
export const AuditQuery = z.strictObject({
  before: z.number().int().nullable(),
  person: PersonId.nullable(),
  kind: Kind.nullable(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** One entry, worded by `audit.kind.<kind>`; its four answers are those of `AuditAnswers`. */
export const AuditLine = z.strictObject({
  sequence: z.number().int(),
  at: z.number().int(),
  /** `unreadable`: a newer version wrote it, or it is damaged; `detail` is what it calls itself. */
  kind: z.enum([...AUDIT_KINDS, 'unreadable']),
  by: PersonView.nullable(),
  about: PersonView.nullable(),
  payment: z.string(),
  detail: z.string(),
});
export type AuditLine = z.infer<typeof AuditLine>;

/** Everybody whom the audit log names, also those who have left. */
export const AuditPeople = z.array(PersonView.pick({ id: true, name: true }));
export type AuditPeople = z.infer<typeof AuditPeople>;

export const AuditPage = z.strictObject({ lines: z.array(AuditLine), hasMore: z.boolean() });
export type AuditPage = z.infer<typeof AuditPage>;
