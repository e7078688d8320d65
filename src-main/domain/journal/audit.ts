/** What the auditor reads: everything in the journal that says who did what. */
import { toDecimal } from '#domain/money.ts';
import type { JournalEvent } from './journal-event.ts';
import type { RecordType } from './activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';

export type AuditKind = RecordType | 'cancel-asked' | 'late-accepted' | 'refund-intended';
export type AuditEvent = Extract<JournalEvent, { readonly type: AuditKind }>;

/** A row of the journal that tells of people. */
export interface AuditEntry {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  /** Of the payment or refund it belongs to, or the name under which all records stand. */
  readonly reference: string;
  readonly event: AuditEvent;
  readonly hash: string;
}

const KINDS: Readonly<Record<AuditKind, true>> = {
  'signed-in': true,
  'signed-out': true,
  'pin-refused': true,
  'permission-refused': true,
  'rights-lent': true,
  'rights-used': true,
  'staff-added': true,
  'staff-changed': true,
  'staff-left': true,
  'pin-changed': true,
  'staff-reset': true,
  'settings-changed': true,
  'payment-set-aside': true,
  'shift-opened': true,
  'shift-closed': true,
  'signed-off': true,
  'day-closed': true,
  'receipt-printed': true,
  'z-printed': true,
  exported: true,
  reconciled: true,
  'cancel-asked': true,
  'late-accepted': true,
  'refund-intended': true,
};

export const AUDIT_KINDS = Object.keys(KINDS) as readonly AuditKind[];

/** One audit entry in four answers. */
export interface AuditFacts {
  /** Who did it; null where the books do not know. */
  readonly by: Person | null;
  /** Whom else it concerns: who was added, who allowed it. */
  readonly about: Person | null;
  /** Our reference of the payment it concerns, or ''. */
  readonly payment: string;
  /** What else must be known, in short: a role, a right and a call and why not, names of fields, an amount and why. */
  readonly detail: string;
}

const facts = (by: Person | null, about: Person | null, detail = '', payment = ''): AuditFacts => ({
  by,
  about,
  payment,
  detail,
});

export const auditFacts = ({ event, reference }: AuditEntry): AuditFacts => {
  switch (event.type) {
    case 'signed-in':
    case 'staff-reset':
      return facts(event.by, null);
    case 'signed-out':
      return facts(event.by, null, event.why);
    case 'pin-refused':
      return facts(event.by, null, event.why === 'pin-wrong' ? String(event.failures) : event.why);
    case 'permission-refused': {
      const asked = `${event.permission}, ${event.call}`;
      return facts(event.by, null, event.why === null ? asked : `${asked}, ${event.why}`);
    }
    case 'rights-lent':
      return facts(event.by, event.to, event.permission);
    case 'rights-used':
      return facts(event.by, event.approvedBy, `${event.permission}, ${event.call}`);
    case 'staff-added':
      return facts(event.by, event.person, event.person.role);
    case 'staff-changed':
      return facts(event.by, event.person, `${event.before.name}, ${event.before.role}`);
    case 'staff-left':
    case 'pin-changed':
      return facts(event.by, event.person);
    case 'settings-changed':
      return facts(event.by, event.approvedBy, event.fields.join(', '));
    case 'payment-set-aside':
      return facts(event.by, null, '', event.reference);
    case 'shift-opened':
      return facts(event.by, null, String(event.number));
    case 'shift-closed':
      return facts(event.by, event.openedBy, String(event.number));
    case 'signed-off':
      return facts(event.by, null, event.note, event.reference);
    case 'day-closed':
      return facts(event.by, null, String(event.number));
    case 'receipt-printed':
      return facts(event.by, null, String(event.copy), event.reference);
    case 'z-printed':
      return facts(event.by, null, `${event.number}${event.copy > 1 ? `, DUPLICATE ${event.copy - 1}` : ''}`);
    case 'exported':
      return facts(event.by, null, `${event.what}, ${event.fileName}`);
    case 'reconciled':
      return facts(event.by, null, `${event.date}, ${event.result}`);
    case 'cancel-asked':
      return facts(event.person, null, '', reference);
    case 'late-accepted':
      return facts(event.by, null, '', reference);
    case 'refund-intended': {
      const { askedBy, approvedBy, amount, currency, reason, note, paymentReference } = event.intent;
      const money = `${currency} ${toDecimal(amount, currency)}`;
      const detail = [money, reason, note].filter(Boolean).join(', ');
      return facts(askedBy, approvedBy, detail, paymentReference);
    }
    default:
      return event satisfies never;
  }
};
