import { paidAt, stepAt } from '#simulator/store/life.ts';
import type { PaymentRecord, Reason } from '#simulator/store/records.ts';
import { statusInfo } from '#simulator/store/statuses.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Fields } from '#simulator/fields.ts';
import { SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import type { Site } from '#simulator/site.ts';
import { stamp } from '#simulator/stamp.ts';
import { strange } from './quirks.ts';

const CUSTOMER_FIELDS = [
  'MerchantCustomerID',
  'Email',
  'FirstName',
  'LastName',
  'Gender',
  'SocialSecurityNumber',
  'SocialSecurityNumber2',
  'Phone',
  'Company',
  'DateOfBirth',
];
const ADDRESS_FIELDS = [
  'City',
  'ZipCode',
  'State',
  'Street',
  'StreetNumber',
  'HouseNumber',
  'HouseExtension',
  'Country',
];
const REFERENCE_FIELDS = [
  'BankCode',
  'BankName',
  'EntityID',
  'EntityNumber',
  'ReferenceID',
  'ReferenceNumber',
  'SwiftBIC',
  'AccountCurrency',
  'AccountNumber',
  'AccountHolder',
  'IBAN',
];

/** undocumented: the lifetime when none is sent. Minutes, inferred from the plugins' defaults. */
const DEFAULT_LIFETIME = 10;

/** How many minutes the payment page lives. */
export function lifetimeMinutes(request: Fields): number {
  return Number(request.TokenLifetime ?? DEFAULT_LIFETIME);
}

/** A page of the hosted flow for this payment. */
export function pageUrl(site: Site, payment: PaymentRecord, page: string): string {
  return `${site.url}${page}?PaymentToken=${payment.token}.${payment.id}`;
}

/** The provider's number, once paid. undocumented: its form and when it appears. */
export function methodTransactionId(payment: PaymentRecord, at: number): string | null {
  const paid = paidAt(payment, at);
  return paid === undefined ? null : `${stamp(paid)}${String(payment.id).padStart(14, '0')}`;
}

export type StatusBody = { ID: number | null; Info: string | null; Reasons: readonly Reason[] | null };

/**
 * The Payment object as answered at `at`: every key of the published complete example, in its order. A refused
 * creation shows most of them as null, as the published failure does.
 */
export function paymentBody(site: Site, payment: PaymentRecord, at: number): Record<string, unknown> {
  const step = stepAt(payment, at);
  const status: StatusBody = { ID: step.statusId, Info: statusInfo(step.statusId), Reasons: step.reasons };
  const body = {
    ...asked(site, payment),
    ...(payment.rejected ? NOTHING_KEPT : parties(site, payment)),
    CustomParameters: payment.rejected ? null : (payment.request.CustomParameters ?? null),
    PreapprovalID: null,
    Status: status,
    MethodTransactionID: methodTransactionId(payment, at),
    TokenLifetime: payment.rejected ? null : lifetimeMinutes(payment.request),
    Capture: null,
    PreapprovalDetails: null,
    RedirectURL: payment.rejected ? null : pageUrl(site, payment, '/Home'),
  };
  const { quirk }: Scenario = SCENARIOS[payment.scenario];
  return quirk === undefined ? body : strange(body, quirk, status);
}

/** The first half of the keys: what was asked for. */
function asked(site: Site, payment: PaymentRecord) {
  const { request, rejected } = payment;
  const kept = (field: string) => (rejected ? null : (request[field] ?? null));
  return {
    ID: payment.id,
    SkinID: kept('SkinID'),
    ClientIP: kept('ClientIP'),
    Created: stamp(payment.createdAt),
    MerchantTransactionID: payment.reference,
    OriginatorTransactionID: textOf(request.OriginatorTransactionID),
    Amount: textOf(request.Amount),
    Currency: textOf(request.Currency)?.toUpperCase() ?? null,
    CapturedAmount: null,
    ReturnURL: textOf(request.ReturnURL),
    Description: rejected ? null : (request.Description ?? ''),
    MethodID: typeof request.MethodID === 'string' ? Number(request.MethodID) : (request.MethodID ?? null),
    MethodOptionID: kept('MethodOptionID'),
    IncludeMethodIDs: kept('IncludeMethodIDs'),
    ExcludeMethodIDs: kept('ExcludeMethodIDs'),
    PrioritizeMethodIDs: kept('PrioritizeMethodIDs'),
    SiteID: Number(site.id),
    // No merchant is notified here; the published failure nevertheless shows its creation time.
    NotificationDateTime: rejected ? stamp(payment.createdAt) : null,
  };
}

const NOTHING_KEPT = {
  Customer: null,
  BillingAddress: null,
  ShippingAddress: null,
  Articles: null,
  Details: null,
  ReferenceDetails: null,
};

/** Details is null although sent: the published answer does not echo the point-of-sale fields. */
function parties(site: Site, payment: PaymentRecord): typeof NOTHING_KEPT | Record<string, unknown> {
  const { request } = payment;
  const { quirk }: Scenario = SCENARIOS[payment.scenario];
  const qrGiven = site.settings.qrCodeGiven || quirk === 'qr-code-given';
  return {
    Customer: numbered(request.Customer, CUSTOMER_FIELDS, payment.id),
    BillingAddress: numbered(request.BillingAddress, ADDRESS_FIELDS, payment.id),
    ShippingAddress: numbered(request.ShippingAddress, ADDRESS_FIELDS, payment.id + 1),
    Articles: request.Articles ?? null,
    Details: null,
    ReferenceDetails: {
      ...Object.fromEntries(REFERENCE_FIELDS.map((field) => [field, null])),
      QRCodeURL: qrGiven ? pageUrl(site, payment, '/Home/Confirm') : '',
      Instructions: null,
    },
  };
}

/** An object as it was sent, completed with nulls and an ID of its own, or null when it was not sent. */
function numbered(sent: unknown, names: readonly string[], id: number): Record<string, unknown> | null {
  const fields = fieldsOf(sent);
  if (fields === null) return null;
  return { ID: id % 1_000_000, ...Object.fromEntries(names.map((name) => [name, fields[name] ?? null])) };
}
