import { paidAt, stepAt } from '#simulator/store/timeline.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Fields } from '#simulator/fields.ts';
import { SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import type { Site } from '#simulator/site.ts';
import { stamp } from '#simulator/stamp.ts';
import { applyQuirk } from './quirks.ts';
import { statusBody } from './status-body.ts';

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

/** undocumented: the lifetime when none is sent; inferred from the plugins' defaults. */
const DEFAULT_LIFETIME_MINUTES = 10;

/** How long the payment page can be used. */
export function lifetimeMinutes(request: Fields): number {
  return Number(request.TokenLifetime ?? DEFAULT_LIFETIME_MINUTES);
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

/**
 * The Payment object as answered at `at` (epoch ms): every key of the published complete example, in its order. In a
 * refused payment most are null, as in the published failure.
 */
export function paymentBody(site: Site, payment: PaymentRecord, at: number): Record<string, unknown> {
  const status = statusBody(stepAt(payment, at));
  const body = {
    ...requestPart(site, payment),
    ...(payment.rejected ? NO_PARTIES : parties(site, payment)),
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
  return quirk === undefined ? body : applyQuirk(body, quirk, status);
}

/** The first half of the keys: the request's own fields. */
function requestPart(site: Site, payment: PaymentRecord) {
  const { request, rejected } = payment;
  const kept = (field: string) => (rejected ? null : (request[field] ?? null));
  /** A number in answers, even if it was sent as text. */
  const numbered = (field: string) => (kept(field) === null ? null : Number(request[field]));
  return {
    ID: payment.id,
    SkinID: numbered('SkinID'),
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
    MethodOptionID: numbered('MethodOptionID'),
    IncludeMethodIDs: kept('IncludeMethodIDs'),
    ExcludeMethodIDs: kept('ExcludeMethodIDs'),
    PrioritizeMethodIDs: kept('PrioritizeMethodIDs'),
    SiteID: Number(site.id),
    // As published: null at creation, and the creation time in a failure. It does not follow later notifications.
    NotificationDateTime: rejected ? stamp(payment.createdAt) : null,
  };
}

const NO_PARTIES = {
  Customer: null,
  BillingAddress: null,
  ShippingAddress: null,
  Articles: null,
  Details: null,
  ReferenceDetails: null,
};

/** Details is null although it was sent: the published answer does not echo the point-of-sale fields. */
function parties(site: Site, payment: PaymentRecord): typeof NO_PARTIES | Record<string, unknown> {
  const { request } = payment;
  const { quirk }: Scenario = SCENARIOS[payment.scenario];
  const qrGiven = site.settings.qrCodeGiven || quirk === 'qr-code-given';
  return {
    Customer: withId(request.Customer, CUSTOMER_FIELDS, payment.id),
    BillingAddress: withId(request.BillingAddress, ADDRESS_FIELDS, payment.id),
    ShippingAddress: withId(request.ShippingAddress, ADDRESS_FIELDS, payment.id + 1),
    Articles: request.Articles ?? null,
    Details: null,
    ReferenceDetails: {
      ...Object.fromEntries(REFERENCE_FIELDS.map((field) => [field, null])),
      QRCodeURL: qrGiven ? pageUrl(site, payment, '/Home/Confirm') : '',
      Instructions: null,
    },
  };
}

/** The object that was sent, with an ID and with nulls for missing fields; null when none was sent. */
function withId(sent: unknown, names: readonly string[], id: number): Record<string, unknown> | null {
  const fields = fieldsOf(sent);
  if (fields === null) return null;
  return { ID: id % 1_000_000, ...Object.fromEntries(names.map((name) => [name, fields[name] ?? null])) };
}
