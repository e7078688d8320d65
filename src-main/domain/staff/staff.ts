/** Who works at the till, and what each of them may do. */

export const STAFF_ROLES = ['cashier', 'supervisor', 'manager', 'auditor', 'installer'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** A person as the books name them: enough to tell who it was, long after they have left. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
}

export const PERMISSIONS = [
  'charge',
  'open-shift',
  'ask-refund',
  'approve-refund',
  'settle-late',
  'see-history',
  'see-totals',
  'reconcile',
  'close-day',
  'sign-off',
  'export',
  'reprint',
  'change-settings',
  'manage-staff',
  'read-audit',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const CASHIER: readonly Permission[] = ['charge', 'open-shift', 'ask-refund', 'see-history', 'reprint'];
const SUPERVISOR: readonly Permission[] = [
  ...CASHIER,
  'approve-refund',
  'settle-late',
  'see-totals',
  'reconcile',
  'close-day',
  'export',
];

/** Default deny: what is not listed here is refused. */
const RIGHTS: Readonly<Record<StaffRole, readonly Permission[]>> = {
  cashier: CASHIER,
  supervisor: SUPERVISOR,
  manager: [...SUPERVISOR, 'sign-off', 'change-settings', 'manage-staff', 'read-audit'],
  auditor: ['see-history', 'see-totals', 'export', 'read-audit'],
  installer: ['change-settings', 'see-history'],
};

export const may = (role: StaffRole, permission: Permission): boolean => RIGHTS[role].includes(permission);

/** What a call of a window needs: a permission, somebody signed in, or nothing. */
export type Need = Permission | 'signed-in' | 'anyone';

/** Why somebody does not get what they ask for: nobody is signed in, somebody else must allow it, or nobody can for them. */
export const ADMISSION_REFUSALS = ['sign-in-needed', 'approval-needed', 'not-permitted'] as const;
export type AdmissionRefusal = (typeof ADMISSION_REFUSALS)[number];

/** Someone who may do what others only ask for: their PIN is longer and their rights end sooner. */
export const isApprover = (role: StaffRole): boolean =>
  may(role, 'approve-refund') || may(role, 'manage-staff') || may(role, 'change-settings');

/** What is left of a person's rights when nobody has touched the till for a while: an approver's fade to a cashier's. */
export const mayUnattended = (role: StaffRole, permission: Permission): boolean =>
  may(role, permission) && (!isApprover(role) || may('cashier', permission));

/** What moves money or changes the rules of the house. */
const ONE_DEED: readonly Permission[] = ['approve-refund', 'settle-late', 'change-settings', 'manage-staff'];

/** Whether this right, lent, is good for one thing done; every other one lasts its time, since one look is several calls. */
export const isSingleUse = (permission: Permission): boolean => ONE_DEED.includes(permission);

const NAME = /^[^\p{Cc}\p{Cs}]{1,40}$/u;

/** Whether a tidied name can stand on a button and in the books. */
export const isNameValid = (name: string): boolean => NAME.test(name);

/** Training and the bench start with this person signed in, so that nobody needs a PIN to practise. */
export const trainingManager: Person = { id: 'training-manager', name: 'Training Manager', role: 'manager' };
