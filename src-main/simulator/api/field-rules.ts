import { fieldsOf, textOf } from '#simulator/fields.ts';
import type { Fields } from '#simulator/fields.ts';
import type { Reason } from '#simulator/store/steps.ts';

/** Return codes of this API (the card API has its own). */
export const CODE = {
  parameterMissing: 1,
  validation: 2,
  methodInvalid: 5,
  languageInvalid: 8,
  methodOptionInvalid: 10,
  paymentInvalid: 17,
  refundInvalid: 18,
  duplicate: 20,
  currencyInvalid: 100,
  emailInvalid: 102,
  phoneInvalid: 117,
  amountInvalid: 118,
  cannotCancel: 122,
  nameInvalid: 126,
  addressInvalid: 147,
} as const;

/**
 * The text of each code, before the field.
 * undocumented: all but the wording of 147, which the one published failure shows.
 */
const LEADS: Readonly<Record<number, string>> = {
  1: 'A required parameter is missing',
  2: 'Validation failed',
  5: 'Method is invalid',
  8: 'Language is invalid',
  10: 'Method option is invalid',
  100: 'Currency is invalid',
  102: 'Customer email is invalid',
  117: 'Customer phone is invalid',
  118: 'Amount is invalid',
  126: 'Customer name is invalid',
  147: 'Address details are invalid',
};

/** A rule for one field. `owner` names the object that holds it: a child of the root, or the root itself. */
export type FieldRule = {
  readonly owner: string;
  readonly field: string;
  readonly pattern: RegExp;
  /** The code when the field is present and wrong. */
  readonly code: number;
  readonly required?: true;
  /** JSON type; text by default. Digits may come as a number or as text. */
  readonly type?: 'text' | 'digits' | 'flag';
};

const holder = (rule: FieldRule, rootName: string): string | null =>
  rule.owner === rootName ? null : rule.owner;

/**
 * The request without empty texts in optional fields: official clients send such fields empty. Required fields stay,
 * and are refused as empty.
 */
export function withoutEmptyTexts(rules: readonly FieldRule[], rootName: string, root: Fields): Fields {
  const withoutEmpty = (owner: string | null, fields: Fields): Fields => {
    const isRequired = (name: string): boolean =>
      rules.some((rule) => rule.required === true && rule.field === name && holder(rule, rootName) === owner);
    return Object.fromEntries(
      Object.entries(fields).filter(([name, value]) => value !== '' || isRequired(name)),
    );
  };
  const children = Object.entries(withoutEmpty(null, root)).map(([name, value]) => {
    const fields = fieldsOf(value);
    return [name, fields === null ? value : withoutEmpty(name, fields)] as const;
  });
  return Object.fromEntries(children);
}

/** A Reason for each broken rule, in the order of the rules. `rootName` is "Payment" or "Refund". */
export function brokenRules(rules: readonly FieldRule[], rootName: string, root: Fields): Reason[] {
  return rules.flatMap((rule) => {
    const owner = rule.owner === rootName ? root : fieldsOf(root[rule.owner]);
    const value = owner?.[rule.field] ?? undefined;
    if (value === undefined) return rule.required === true ? [fieldReason(CODE.parameterMissing, rule)] : [];
    if (isOfType(value, rule.type ?? 'text') && rule.pattern.test(String(textOf(value)))) return [];
    return [fieldReason(rule.code, rule)];
  });
}

function isOfType(value: unknown, type: 'text' | 'digits' | 'flag'): boolean {
  if (type === 'flag') return typeof value === 'boolean';
  return typeof value === 'string' || (type === 'digits' && typeof value === 'number');
}

/** The Reason for one field, in the form of the published one: lead (Object)Field - RegEx: pattern; */
export function fieldReason(code: number, rule: Pick<FieldRule, 'owner' | 'field' | 'pattern'>): Reason {
  const regEx = code === CODE.parameterMissing ? '' : ` - RegEx: ${rule.pattern.source}`;
  return { Code: code, Info: `${LEADS[code] ?? 'Validation failed'} (${rule.owner})${rule.field}${regEx};` };
}

/** undocumented: the Info for a used MerchantTransactionID; the code is the vendor's. */
export const USED_REFERENCE: Reason = {
  Code: CODE.duplicate,
  Info: 'The MerchantTransactionID was used before',
};
