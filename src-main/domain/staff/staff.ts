/** Who works at the till, and what each of them may do. */
import { isSeenLine, tidyShownLine } from '#domain/free-text/shown-line.ts';

export const STAFF_ROLES = ['cashier', 'supervisor', 'manager', 'auditor', 'installer'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** A person as the journal names them: enough to say who it was, long after they have left. */
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
  'settle-by-hand',
  'free-till',
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
  'restore-journal',
  'install-update',
  'leave-kiosk',
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

/** What is not listed here is refused. */
const PERMISSIONS_OF: Readonly<Record<StaffRole, readonly Permission[]>> = {
  cashier: CASHIER,
  supervisor: SUPERVISOR,
  manager: [
    ...SUPERVISOR,
    'settle-by-hand',
    'free-till',
    'sign-off',
    'change-settings',
    'manage-staff',
    'read-audit',
    'restore-journal',
    'install-update',
    'leave-kiosk',
  ],
  auditor: ['see-history', 'see-totals', 'export', 'read-audit'],
  installer: ['change-settings', 'see-history', 'leave-kiosk'],
};

export const may = (role: StaffRole, permission: Permission): boolean =>
  PERMISSIONS_OF[role].includes(permission);

/** What a call of a window needs: a permission, someone signed in, or nothing. */
export type Need = Permission | 'signed-in' | 'anyone';

/** Why a call is refused: nobody is signed in, an approver must approve it, or no approver could. */
export const PERMISSION_REFUSALS = ['sign-in-needed', 'approval-needed', 'not-permitted'] as const;
export type PermissionRefusal = (typeof PERMISSION_REFUSALS)[number];

/**
 * Whether this role may do what others can only request. Approvers need a longer PIN, and their permissions end sooner.
 */
export const isApprover = (role: StaffRole): boolean =>
  may(role, 'approve-refund') || may(role, 'manage-staff') || may(role, 'change-settings');

/** Whether a person who gets another role keeps their PIN: one who becomes an approver needs a new, longer one. */
export const keepsPin = (from: StaffRole, to: StaffRole): boolean => isApprover(from) || !isApprover(to);

/**
 * What this role may do when the till has not been touched for a while: an approver then has only a cashier's
 * permissions.
 */
export const mayWhenIdle = (role: StaffRole, permission: Permission): boolean =>
  may(role, permission) && (!isApprover(role) || may('cashier', permission));

/** Permissions that move money or change the shop's rules. */
const SINGLE_USE: readonly Permission[] = [
  'approve-refund',
  'settle-late',
  'settle-by-hand',
  'free-till',
  'change-settings',
  'manage-staff',
  'restore-journal',
  'install-update',
  'sign-off',
  'leave-kiosk',
];

/** Permissions that only look, copy or compare. */
const LOOKING: readonly Permission[] = [
  'see-history',
  'see-totals',
  'reconcile',
  'export',
  'reprint',
  'read-audit',
];

/** Whether an approval of this permission is for one action, not for everything that the permission allows. */
export const isForOneAction = (permission: Permission): boolean => !LOOKING.includes(permission);

/**
 * Whether an approval of this permission is used up by one call. Others last for their full time, since one screen
 * makes several calls.
 */
export const isSingleUse = (permission: Permission): boolean => SINGLE_USE.includes(permission);

/** Characters that nobody sees. U+2800 is the blank of Braille. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u{2800}]/gu;

/** Whether people would take two names for the same; ignores case, width, blanks and what cannot be seen. */
export const isSameName = (one: string, other: string): boolean => {
  const [folded, otherFolded] = [one, other].map((name) =>
    tidyShownLine(name.replaceAll(UNSEEN, '')).normalize('NFKC').toLowerCase(),
  );
  return folded === otherFolded;
};

/** The most characters in a name. */
export const MAX_NAME_LENGTH = 40;

/** Counted as the fields that a name is typed in count it. */
export const isNameTooLong = (name: string): boolean => Array.from(name).length > MAX_NAME_LENGTH;

/** Whether a tidied name fits on a button and in the journal. */
export const isNameValid = (name: string): boolean => isSeenLine(name) && !isNameTooLong(name);

/** Signed in from the start in training and on the bench, so that nobody needs a PIN there. */
export const trainingManager: Person = { id: 'training-manager', name: 'Training Manager', role: 'manager' };

/**
 * What became of the people of before: there were none; their list is gone; or it is kept, but the passphrase that sealed
 * what checks their PINs is lost.
 */
export const FORMER_STAFF = ['none', 'gone', 'sealed'] as const;
export type FormerStaff = (typeof FORMER_STAFF)[number];
