/** The audit log: every row of the journal that shows who did what. */
import { toDecimal } from '#domain/money.ts';
import type { RefundEvent } from '#domain/refund/refund.ts';
import { auditOf } from './activity-record.ts';
import type { Settlement } from '#domain/story/by-hand.ts';
import { statusName } from '#domain/gateway/gateway-payment.ts';
import type { JournalEvent } from './journal-event.ts';
import type { AuditAnswers } from '#domain/journal/records/record-kind.ts';
import type { AuditKind } from '#domain/journal/records/record-types.ts';

export type { AuditKind };
export type AuditEvent = Extract<JournalEvent, { readonly type: AuditKind }>;

/** A row of the journal that names people. */
export interface AuditEntry {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  /** Reference of its payment or refund, or the one that all activity records share. */
  readonly reference: string;
  readonly event: AuditEvent;
  readonly hash: string;
}

/** A row of the audit log that cannot be read: a newer version wrote it, or it is damaged. */
export type UnreadEntry = Omit<AuditEntry, 'event'> & {
  /** What it calls itself. */
  readonly unread: string;
};

export type AuditRow = AuditEntry | UnreadEntry;

/** The four answers about one audit entry; see `AuditAnswers`. */
export type AuditFacts = Required<AuditAnswers>;

const refundAudit = ({ intent }: RefundEvent & { readonly type: 'refund-intended' }): AuditAnswers => {
  const { askedBy, approvedBy, amount, currency, reason, note, paymentReference } = intent;
  const money = `${currency} ${toDecimal(amount, currency)}`;
  return {
    by: askedBy,
    about: approvedBy,
    payment: paymentReference,
    detail: [money, reason, note].filter(Boolean).join(', '),
  };
};

const settlementAudit = (
  { by, approvedBy, outcome, reason }: Settlement<string>,
  payment: string,
): AuditAnswers => ({ by, about: approvedBy, payment, detail: [outcome, reason].join(', ') });

const answersOf = ({ event, reference: payment }: AuditEntry): AuditAnswers => {
  if (event.type === 'cancel-asked') return { by: event.person, payment };
  if (event.type === 'late-accepted') return { by: event.by, payment };
  if (event.type === 'settled' || event.type === 'refund-settled') return settlementAudit(event, payment);
  if (event.type === 'corrected') return { by: null, payment, detail: statusName(event.payment.statusId) };
  if (event.type === 'refund-corrected')
    return { by: null, payment, detail: statusName(event.refund.statusId) };
  return event.type === 'refund-intended' ? refundAudit(event) : auditOf(event);
};

export const auditFacts = (row: AuditRow): AuditFacts => ({
  about: null,
  payment: '',
  detail: '',
  ...('unread' in row ? { by: null, detail: row.unread } : answersOf(row)),
});

/** Of an entry that cannot be read; no kind of any version has this name. */
export const UNREADABLE = 'unreadable';

export const auditKind = (row: AuditRow): AuditKind | typeof UNREADABLE =>
  'unread' in row ? UNREADABLE : row.event.type;
