import { textOf } from '#simulator/fields.ts';
import type { PaymentRecord } from '#simulator/store/records.ts';

/** The API's amounts are hundredths in every currency; as decimals, so that no digit is lost. */
function decimalsOf({ request }: PaymentRecord): Intl.StringNumericLiteral {
  const digits = (textOf(request.Amount) ?? '').padStart(3, '0');
  return `${Number(digits.slice(0, -2))}.${digits.slice(-2)}` as Intl.StringNumericLiteral;
}

/** Upper case. */
export const currencyOf = ({ request }: PaymentRecord): string =>
  (textOf(request.Currency) ?? '').toUpperCase();

/** "123.45 CNY", as that language writes numbers. */
export function priceOf(payment: PaymentRecord, tag: string): string {
  const number = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 }).format(decimalsOf(payment));
  return `${number} ${currencyOf(payment)}`;
}

/** "¥123.45": with the currency's own sign, which several currencies may share. */
export function signedPriceOf(payment: PaymentRecord, tag: string): string {
  const style = {
    style: 'currency',
    currencyDisplay: 'narrowSymbol',
    currency: currencyOf(payment),
  } as const;
  return new Intl.NumberFormat(tag, style).format(decimalsOf(payment));
}
