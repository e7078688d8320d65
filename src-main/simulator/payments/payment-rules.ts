import { CODE, fieldReason, brokenRules } from '#simulator/api/field-rules.ts';
import type { FieldRule } from '#simulator/api/field-rules.ts';
import { METHOD_CURRENCIES } from '#simulator/api/methods.ts';
import type { Reason } from '#simulator/store/steps.ts';
import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Fields } from '#simulator/fields.ts';

export const REFERENCE_PATTERN = /^[0-9a-zA-Z_-]{1,50}$/;
/** One to twelve digits, and above zero. */
export const AMOUNT_PATTERN = /^(?=\d{0,11}[1-9])\d{1,12}$/;
export const DESCRIPTION_PATTERN = /^.{1,255}$/;

const payment = (field: string, pattern: RegExp, code: number, more: Partial<FieldRule> = {}): FieldRule => ({
  owner: 'Payment',
  field,
  pattern,
  code,
  ...more,
});
const required = { required: true } as const;
const digits = { type: 'digits' } as const;

/** Stricter than the documents, where MethodID is optional: the simulator knows only Alipay (24). */
const PAYMENT: readonly FieldRule[] = [
  payment('MerchantTransactionID', REFERENCE_PATTERN, CODE.validation, required),
  payment('OriginatorTransactionID', REFERENCE_PATTERN, CODE.validation),
  payment('Amount', AMOUNT_PATTERN, CODE.amountInvalid, { ...required, ...digits }),
  payment('Currency', /^[a-zA-Z]{3}$/, CODE.currencyInvalid, required),
  payment('MethodID', /^24$/, CODE.methodInvalid, { ...required, ...digits }),
  payment('MethodOptionID', /^([0-9]{1,10})$/, CODE.methodOptionInvalid, digits),
  payment('ReturnURL', /^(http(s)?(:\/\/|%3A%2F%2F).{1,512})$/, CODE.validation, required),
  payment('TokenLifetime', /^\d{1,12}$/, CODE.validation, digits),
  payment('Description', DESCRIPTION_PATTERN, CODE.validation),
  payment('SkinID', /^\d{1,12}$/, CODE.validation, digits),
  payment('Language', /^[a-zA-Z]{2,3}-[a-zA-Z]{2,4}(-[a-zA-Z]{2,4})*$/, CODE.languageInvalid),
];

const CUSTOMER: readonly FieldRule[] = [
  {
    owner: 'Customer',
    field: 'Email',
    pattern: /^[a-zA-Z0-9._%+-]{1,100}@[a-zA-Z0-9.-]{1,40}\.[a-zA-Z]{1,8}$/,
    code: CODE.emailInvalid,
  },
  { owner: 'Customer', field: 'FirstName', pattern: /^.{0,65}$/, code: CODE.nameInvalid },
  { owner: 'Customer', field: 'LastName', pattern: /^.{0,65}$/, code: CODE.nameInvalid },
  { owner: 'Customer', field: 'Phone', pattern: /^[+]{0,1}\d{1,15}$/, code: CODE.phoneInvalid },
];

/** If the SDKs disagree on a length, the smaller one counts. */
const ADDRESS: readonly (readonly [string, RegExp])[] = [
  ['Country', /^[a-zA-Z]{2}$/],
  ['City', /^.{0,40}$/],
  ['ZipCode', /^.{0,50}$/],
  ['State', /^.{0,50}$/],
  ['Street', /^.{0,200}$/],
  ['StreetNumber', /^.{0,255}$/],
  ['HouseNumber', /^.{0,255}$/],
  ['HouseExtension', /^.{0,255}$/],
];
const ADDRESSES = ['BillingAddress', 'ShippingAddress'].flatMap((owner) =>
  ADDRESS.map(([field, pattern]): FieldRule => ({ owner, field, pattern, code: CODE.addressInvalid })),
);

const details = (field: string, pattern: RegExp, more: Partial<FieldRule> = required): FieldRule => ({
  owner: 'Details',
  field,
  pattern,
  code: CODE.validation,
  ...more,
});
const STORE_NAME = details('StoreName', /^.{1,50}$/);
const POINT_OF_SALE: readonly FieldRule[] = [
  details('IsOffline', /^true$/, { ...required, type: 'flag' }),
  STORE_NAME,
  details('StoreId', /^.{1,32}$/),
  details('TerminalID', /^.{1,50}$/),
];

export const PAYMENT_RULES: readonly FieldRule[] = [...PAYMENT, ...CUSTOMER, ...ADDRESSES, ...POINT_OF_SALE];

/**
 * Every reason to refuse the payment, field by field.
 * @param storeVerified whether Details.StoreName may be null, as the documents allow for a verified store
 */
export function refusals(request: Fields, storeVerified: boolean): Reason[] {
  const name = fieldsOf(request.Details)?.StoreName;
  const namelessStore = storeVerified && (name === null || name === '');
  const applied = namelessStore ? PAYMENT_RULES.filter((rule) => rule !== STORE_NAME) : PAYMENT_RULES;
  return [...brokenRules(applied, 'Payment', request), ...unlistedCurrency(request)];
}

/** undocumented: whether a currency that the method does not list is refused at creation. */
function unlistedCurrency(request: Fields): Reason[] {
  const currency = textOf(request.Currency) ?? '';
  if (!/^[a-zA-Z]{3}$/.test(currency) || METHOD_CURRENCIES.includes(currency.toUpperCase())) return [];
  const pattern = new RegExp(`^(${METHOD_CURRENCIES.join('|')})$`);
  return [fieldReason(CODE.currencyInvalid, { owner: 'Payment', field: 'Currency', pattern })];
}
