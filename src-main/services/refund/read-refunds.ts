/**
 * Reads the refunds of one payment from the gateway: its list and, where a row proves nothing, the page of that refund.
 * The refund form, reconciliation and recovery all go by it.
 */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { readReference } from '#domain/payment/reference.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';
import { hasId, importedAs, isOfMoney, isSameRefund } from '#domain/refund/refund.ts';
import { needsProof } from '#domain/refund/refund-facts.ts';
import type { Answer, Gateway, RefundList } from '#services/gateway/gateway-port.ts';
import { WITHOUT_STORY } from '#services/gateway/outcome.ts';
import { mayBeUnreported, mayHide } from '#services/gateway/unread-rows.ts';
import type { OnUnreadable, RefundJournal } from '#services/journal-ports.ts';
import type { Log } from '#services/ports.ts';
import type { Ask } from './get-refund.ts';
import { askFor, pageUnder, provenRow } from './get-refund.ts';

export interface ReadRefundsPorts {
  readonly gateway: Pick<Gateway, 'listRefunds' | 'getRefund'>;
  readonly journal: Pick<RefundJournal, 'paymentOfRefund' | 'refundsOf'>;
  readonly log: Log;
}

/** A payment that the gateway knows. */
export type KnownThere = Payment & { readonly gateway: GatewayPayment };

type Rows = readonly GatewayRefund[];

/** More refunds than a payment has. Each takes a call, while a person waits for the form. */
const MAX_ASKED = 50;

const unclear = (detail: string): Answer<never> => ({ kind: 'malformed', detail });

/**
 * Asks by ID for the refunds whose rows could not be read, since any of them may have been made elsewhere. If the
 * gateway has nothing under an ID, that row was not a refund, unless its reference is that of one: of this journal's lost
 * rows, or of another till.
 */
const readUnread = async (
  { unreadRows = [] }: RefundList,
  isLost: (name: string) => boolean,
  ask: Ask,
): Promise<Answer<Rows>> => {
  const found: GatewayRefund[] = [];
  if (unreadRows.length > MAX_ASKED) return unclear('too many unreadable refunds');
  for (const { name, id } of unreadRows) {
    const answer = await pageUnder(id, ask);
    if (answer.kind === 'ok') found.push(answer.value);
    else if (answer.kind !== 'not-found' && answer.kind !== 'rejected') return answer;
    else if (isLost(name)) return unclear('a refund without a page');
  }
  return { kind: 'ok', value: found };
};

/** Beside a refund that cannot be read, one that the gateway lists may or may not be made elsewhere. */
export const canReadRefundsOf = (
  journal: Pick<RefundJournal, 'refundsOf'>,
  paymentReference: string,
  onUnreadable: OnUnreadable,
): boolean => {
  let canRead = true;
  journal.refundsOf(paymentReference, (...row) => {
    canRead = false;
    onUnreadable(...row);
  });
  return canRead;
};

/** The payment that the journal has a row as a refund of, if that is another one. */
export const otherPaymentOf = (
  journal: Pick<RefundJournal, 'paymentOfRefund'>,
  paymentReference: string,
  row: Pick<GatewayRefund, 'id' | 'reference'>,
): string | undefined =>
  [row.reference, importedAs(row)]
    .map((name) => journal.paymentOfRefund(name))
    .find((other) => other !== undefined && other !== paymentReference);

/**
 * The payment's own rows. A gateway may list the refunds of all payments under each one; those that the journal has as
 * another payment's are then left out. Null if the list may be another payment's, or if it has a row that may be:
 * nothing in it then shows what was refunded of this one.
 */
const ownRows = (journal: ReadRefundsPorts['journal'], payment: Payment, rows: Rows): Rows | null => {
  const others = new Map(rows.map((row) => [row, otherPaymentOf(journal, payment.reference, row)] as const));
  const own = rows.filter((row) => others.get(row) === undefined);
  if (own.length === rows.length) return rows;
  const known = journal.refundsOf(payment.reference);
  const isKnown = (row: GatewayRefund): boolean => known.some((refund) => isSameRefund(refund, row));
  if (own.some((row) => isOfMoney(row) && !isKnown(row))) return null;
  const isOfSeveral = new Set([...others.values()].filter((other) => other !== undefined)).size > 1;
  const mayLackOwn = known.some(({ gateway }) => gateway !== null);
  return own.some(isKnown) || (isOfSeveral && !mayLackOwn) ? own : null;
};

/**
 * Whether a row without a reference may be one of ours that the gateway has not reported yet. Taken for a refund made
 * elsewhere, it would count twice.
 */
const mayBeOurs = ({ id, reference, amount }: GatewayRefund, known: readonly Refund[]): boolean =>
  reference === '' &&
  !known.some((one) => hasId(one, id)) &&
  known.some((one) => one.amount === amount && mayBeUnreported(one));

/** The page of such a row, which says whose it is. */
const namedPage = async (id: string, ask: Ask): Promise<Answer<GatewayRefund>> => {
  const answer = await pageUnder(id, ask);
  if (answer.kind === 'ok' && answer.value.reference !== '') return answer;
  return WITHOUT_STORY.has(answer.kind) ? unclear('nobody’s refund') : answer;
};

/** The rows, and in place of those that may be ours, their pages. */
const namedRows = async (rows: Rows, known: readonly Refund[], ask: Ask): Promise<Answer<Rows>> => {
  const named: GatewayRefund[] = [];
  for (const row of rows) {
    const answer = mayBeOurs(row, known) ? await namedPage(row.id, ask) : { kind: 'ok' as const, value: row };
    if (answer.kind !== 'ok') return answer;
    named.push(answer.value);
  }
  return { kind: 'ok', value: named };
};

/**
 * Leaves out a row that would end one of ours without money and whose page does not show that, or beside which another
 * row under its reference, one of `unshown`, may be it.
 */
const provenRows = async (
  rows: Rows,
  known: readonly Refund[],
  unshown: ReadonlySet<string>,
  ask: Ask,
): Promise<Answer<Rows>> => {
  const proven: GatewayRefund[] = [];
  for (const row of rows) {
    const refund =
      known.find((one) => hasId(one, row.id)) ?? known.find(({ reference }) => reference === row.reference);
    if (refund && unshown.has(refund.reference) && needsProof(refund, row)) continue;
    const answer = refund ? await provenRow(refund, row, ask) : { kind: 'ok' as const, value: row };
    if (answer.kind === 'ok') proven.push(answer.value);
    else if (!WITHOUT_STORY.has(answer.kind)) return answer;
  }
  return { kind: 'ok', value: proven };
};

/** The names of the unreadable rows whose page does not show them either. */
const unshownIn = ({ unread, unreadRows = [] }: RefundList, pages: Rows): ReadonlySet<string> => {
  const shown = new Set(pages.map(({ id }) => id));
  const isShown = (name: string): boolean =>
    unreadRows.some((row) => row.name === name) &&
    unreadRows.every((row) => row.name !== name || shown.has(row.id));
  return new Set(unread.filter((name) => !isShown(name)));
};

/** Not ok unless the gateway names every refund of the payment, in its list or one by one. */
export const readRefunds = async (
  { gateway, journal, log }: ReadRefundsPorts,
  payment: KnownThere,
): Promise<Answer<Rows>> => {
  const { reference } = payment;
  const { id } = payment.gateway;
  const list = await gateway.listRefunds(id);
  if (list.kind !== 'ok') return list;
  const { refunds, unread, unreadRows = [] } = list.value;
  if (unread.length > 0) log.warn('refunds in the list could not be read', { reference, rows: unread });
  const ask = askFor(gateway, id);
  const isLost = (name: string): boolean =>
    readReference(name)?.of === 'refund' && journal.paymentOfRefund(name) === undefined;
  const asked = await readUnread(list.value, isLost, ask);
  if (asked.kind !== 'ok') return asked;
  const own = ownRows(journal, payment, [...refunds, ...asked.value]);
  if (!own) {
    log.error('the gateway lists refunds of other payments', { reference });
    return unclear('refunds of other payments');
  }
  const known = journal.refundsOf(reference);
  const named = await namedRows(own, known, ask);
  if (named.kind !== 'ok') return named;
  // Those named by an ID were asked for. A row with a reference of ours counts even if nothing is under its ID: the
  // gateway then contradicts itself about our money.
  const notAskedFor = unread.filter((name) => !unreadRows.some((row) => row.id === name));
  return mayHide(notAskedFor, known, named.value)
    ? unclear('unreadable refunds')
    : provenRows(named.value, known, unshownIn(list.value, asked.value), ask);
};
