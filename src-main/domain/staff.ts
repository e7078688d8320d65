/** Who works at the till, and what each of them may do. */

export type StaffRole = 'cashier' | 'supervisor' | 'manager' | 'auditor' | 'installer';

/** A person as the books name them: enough to tell who it was, long after they have left. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
}

export type Permission =
  | 'charge'
  | 'open-shift'
  | 'ask-refund'
  | 'approve-refund'
  | 'settle-late'
  | 'see-history'
  | 'see-totals'
  | 'reconcile'
  | 'close-day'
  | 'sign-off'
  | 'export'
  | 'reprint'
  | 'change-settings'
  | 'manage-staff'
  | 'read-audit';

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
const PERMISSIONS: Readonly<Record<StaffRole, readonly Permission[]>> = {
  cashier: CASHIER,
  supervisor: SUPERVISOR,
  manager: [...SUPERVISOR, 'sign-off', 'change-settings', 'manage-staff', 'read-audit'],
  auditor: ['see-history', 'see-totals', 'export', 'read-audit'],
  installer: ['change-settings', 'see-history'],
};

export const may = (role: StaffRole, permission: Permission): boolean =>
  PERMISSIONS[role].includes(permission);

/** Someone who may do what others only ask for: their PIN is longer and their rights end sooner. */
export const isApprover = (role: StaffRole): boolean =>
  may(role, 'approve-refund') || may(role, 'manage-staff') || may(role, 'change-settings');

/** Training and the bench start with this person signed in, so that nobody needs a PIN to practise. */
export const trainingManager: Person = { id: 'training-manager', name: 'Training Manager', role: 'manager' };
