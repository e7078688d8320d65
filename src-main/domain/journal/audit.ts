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

/** Stands for what a newer version has written, or what was damaged; `of` is the type that the row says. */
export interface UnreadableEvent {
  readonly type: 'unreadable';
  readonly of: string;
}

/** A row of the journal that names people. */
export interface AuditEntry {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  /** Reference of its payment or refund, or the one that all activity records share. */
  readonly reference: string;
  readonly event: AuditEvent | UnreadableEvent;
  readonly hash: string;
}

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
  if (event.type === 'unreadable') return { by: null, detail: event.of };
  if (event.type === 'cancel-asked') return { by: event.person, payment };
  if (event.type === 'late-accepted') return { by: event.by, payment };
  if (event.type === 'settled' || event.type === 'refund-settled') return settlementAudit(event, payment);
  if (event.type === 'corrected') return { by: null, payment, detail: statusName(event.payment.statusId) };
  if (event.type === 'refund-corrected')
    return { by: null, payment, detail: statusName(event.refund.statusId) };
  return event.type === 'refund-intended' ? refundAudit(event) : auditOf(event);
};

export const auditFacts = (entry: AuditEntry): AuditFacts => ({
  about: null,
  payment: '',
  detail: '',
  ...answersOf(entry),
});
