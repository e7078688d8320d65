import type { Handler } from '#simulator/api/answer.ts';
import { statusAt } from '#simulator/store/timeline.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Site } from '#simulator/site.ts';
import { stamp } from '#simulator/stamp.ts';
import { readListQuery } from './list-query.ts';
import type { ListQuery } from './list-query.ts';
import { methodTransactionId, paymentBody } from './payment-body.ts';
import { omitsEmptyKeys, withoutNulls } from './quirks.ts';

/**
 * GET /v1/payments: a page of the matching payments, newest ID first unless sorted otherwise. 400 with the envelope and
 * an Error text when a parameter is wrong.
 * undocumented: no match is 200 with an empty page, and so is a page after the last.
 */
export const listPayments: Handler = (site, call) => {
  const read = readListQuery(call.query);
  if ('error' in read) return { status: 400, body: { ...EMPTY, Error: read.error } };
  const { query } = read;
  const matches = site.store.payments().filter((payment) => isMatch(payment, query, call.at));
  const sorted = matches.sort((a, b) => inOrder(a, b, query));
  const size = Number(query.pagesize ?? site.settings.pageSize);
  const index = Number(query.pageindex ?? 1);
  const page = sorted.slice((index - 1) * size, index * size);
  const body = {
    Payments: page.map((payment) => listedBody(site, payment, call.at)),
    TotalPages: Math.ceil(sorted.length / size),
    PageSize: size,
    PageIndex: index,
    Count: page.length,
    TotalCount: sorted.length,
  };
  return { status: 200, body };
};

const EMPTY = { Payments: [], TotalPages: 0, PageSize: 0, PageIndex: 0, Count: 0, TotalCount: 0 };

/** A list omits several fields of a payment. */
function listedBody(site: Site, payment: PaymentRecord, at: number): Record<string, unknown> {
  const body = {
    ...paymentBody(site, payment, at),
    BillingAddress: null,
    ShippingAddress: null,
    ReferenceDetails: null,
    TokenLifetime: null,
    RedirectURL: null,
  };
  return omitsEmptyKeys(payment) ? withoutNulls(body) : body;
}

/** undocumented: that the bounds of time and amount are inclusive. */
function isMatch(payment: PaymentRecord, query: ListQuery, at: number): boolean {
  const { request } = payment;
  const created = stamp(payment.createdAt);
  const amount = Number(request.Amount);
  const checks = [
    meets(query.startdate, (from) => created >= from),
    meets(query.enddate, (until) => created <= until),
    meets(query.methodid, (id) => Number(request.MethodID) === Number(id)),
    meets(query.statusid, (id) => statusAt(payment, at) === Number(id)),
    meets(query.country, (code) => isCode(fieldsOf(request.BillingAddress)?.Country, code)),
    meets(query.currency, (code) => isCode(request.Currency, code)),
    meets(query.minimumamount, (min) => amount >= Number(min)),
    meets(query.maximumamount, (max) => amount <= Number(max)),
    meets(query.merchanttransactionid, (reference) => payment.reference === reference),
    meets(query.methodtransactionid, (id) => methodTransactionId(payment, at) === id),
    meets(query.typeid, (id) => id === '1'),
  ];
  return checks.every(Boolean);
}

/** Whether a filter that was not given, or whose condition holds, lets the payment through. */
const meets = (filter: string | undefined, holds: (filter: string) => boolean) =>
  filter === undefined || holds(filter);

const isCode = (sent: unknown, wanted: string) => textOf(sent)?.toUpperCase() === wanted.toUpperCase();

/** Equal keys are ordered by ID, so that pages never overlap. */
function inOrder(a: PaymentRecord, b: PaymentRecord, query: ListQuery): number {
  const ascending = compare(sortKey(a, query), sortKey(b, query)) || a.id - b.id;
  return query.sortdirection?.toLowerCase() === 'asc' ? ascending : -ascending;
}

function sortKey(payment: PaymentRecord, { sortby }: ListQuery): number | string {
  switch (sortby?.toLowerCase() ?? 'id') {
    case 'amount':
      return Number(payment.request.Amount) || 0;
    case 'inputdatetime':
      return payment.createdAt;
    case 'merchanttransactionid':
      return payment.reference ?? '';
    default:
      return payment.id;
  }
}

const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);
