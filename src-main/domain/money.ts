/** An amount as the API counts it: whole hundredths of the currency's unit, whatever its ISO 4217 exponent. */
export type Hundredths = number;

export interface Money {
  readonly amount: Hundredths;
  readonly currency: string;
}

export const isSameMoney = (one: Money, other: Money): boolean =>
  one.amount === other.amount && one.currency === other.currency;

/** The gateway accepts at most twelve digits (vendor's field hint `^\d{1,12}$`). */
export const MAX_HUNDREDTHS: Hundredths = 999_999_999_999;

/** ISO 4217 currencies whose minor unit is not a hundredth. All others in use have two decimals. */
const UNUSUAL_EXPONENTS: ReadonlyMap<string, number> = new Map(
  (
    [
      [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
      [3, 'BHD IQD JOD KWD LYD OMR TND'],
      [4, 'CLF UYW'],
    ] as const
  ).flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, exponent] as const)),
);

export type CurrencyProblem = 'currency-malformed' | 'currency-unknown' | 'currency-unusual';

/** ISO 4217 exponent of a currency code: 2 unless the standard says otherwise. */
const exponentOf = (currency: string): number => UNUSUAL_EXPONENTS.get(currency) ?? 2;

/**
 * What is wrong with a currency code, or undefined. Currencies without two decimals are refused unless the shop has
 * `enabled` them: the API counts every currency in hundredths, and nobody has confirmed how it treats yen or dinars.
 */
export const currencyProblem = (
  currency: string,
  enabled: readonly string[],
): CurrencyProblem | undefined => {
  if (!/^[A-Z]{3}$/.test(currency)) return 'currency-malformed';
  if (!Intl.supportedValuesOf('currency').includes(currency)) return 'currency-unknown';
  if (exponentOf(currency) !== 2 && !enabled.includes(currency)) return 'currency-unusual';
  return undefined;
};

export type AmountProblem = 'amount-malformed' | 'amount-zero' | 'amount-too-long' | 'amount-over-ceiling';

/** Why an amount cannot be charged, or undefined. */
export const amountProblem = (amount: Hundredths, ceiling: Hundredths): AmountProblem | undefined => {
  if (!Number.isSafeInteger(amount) || amount < 0) return 'amount-malformed';
  if (amount === 0) return 'amount-zero';
  if (amount > MAX_HUNDREDTHS) return 'amount-too-long';
  return amount > ceiling ? 'amount-over-ceiling' : undefined;
};

/** Decimals a cashier types and reads for a currency: never more than the hundredths the API counts in. */
export const decimalsOf = (currency: string): 0 | 2 => (exponentOf(currency) === 0 ? 0 : 2);

/** Whether an amount has no more decimals than its currency: nobody can type or pay half a yen. */
export const fitsCurrency = (amount: Hundredths, currency: string): boolean =>
  decimalsOf(currency) === 2 || amount % 100 === 0;

/** An amount that does not fit its currency is written in full, not cut off or rounded. */
const writtenDecimals = (amount: Hundredths, currency: string): 0 | 2 =>
  fitsCurrency(amount, currency) ? decimalsOf(currency) : 2;

/** '12.50' for 1250: digits only, a dot, no grouping; exact for every safe integer. */
export const toDecimal = (amount: Hundredths, currency: string): string => {
  const padded = String(amount).padStart(3, '0');
  const whole = padded.slice(0, -2);
  return writtenDecimals(amount, currency) === 0 ? whole : `${whole}.${padded.slice(-2)}`;
};

/** As `toDecimal`, with a hyphen before what is below zero: '-12.50'. */
export const signedDecimal = (amount: Hundredths, currency: string): string =>
  `${amount < 0 ? '-' : ''}${toDecimal(Math.abs(amount), currency)}`;

/** The amount as people of `locale` write it, without a currency sign: '1,234.50'. */
export const formatAmount = (amount: Hundredths, currency: string, locale: string): string => {
  const decimals = writtenDecimals(amount, currency);
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(toDecimal(amount, currency) as Intl.StringNumericLiteral);
};

/** 'CNY 1,234.50' as people of `locale` write it; a sum below zero has a minus sign: 'CNY −4.00'. */
export const formatMoney = ({ amount, currency }: Money, locale: string): string =>
  `${currency} ${amount < 0 ? '−' : ''}${formatAmount(Math.abs(amount), currency, locale)}`;
