import { isCutOff } from './business-day.ts';
import { isTimeZone } from '#domain/time-zone.ts';

/** Where a sale happens and what the gateway needs to know about it; recorded with every payment. */
export interface Terminal {
  readonly storeName: string;
  readonly storeId: string;
  readonly terminalId: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** The shop's own address: the gateway wants one and the shopper is never asked. */
  readonly email: string;
  readonly returnUrl: string;
  /** Minutes the customer's code lives. The unit is not documented; every known client means minutes. */
  readonly tokenLifetime: number;
}

export type FieldName =
  | 'siteId'
  | 'apiKey'
  | 'storeName'
  | 'storeAddress'
  | 'storeId'
  | 'terminalId'
  | 'country'
  | 'currency'
  | 'email'
  | 'returnUrl'
  | 'tokenLifetime'
  | 'cutOff'
  | 'timeZone';

/**
 * What the gateway accepts in each field. Where the vendor's two SDKs differ, the stricter one holds:
 * SDK-NET ValidationRegexConstants.cs for lengths, SDK-PHP S2P_SDK_Meth_Payments.php for the e-mail address.
 */
const PATTERNS: Readonly<Record<Exclude<FieldName, 'storeAddress' | 'cutOff' | 'timeZone'>, RegExp>> = {
  siteId: /^\d{1,10}$/,
  apiKey: /^[\x21-\x7e]{8,256}$/,
  storeName: /^(?=.*\S).{1,50}$/u,
  storeId: /^(?=.*\S).{1,32}$/u,
  terminalId: /^(?=.*\S).{1,50}$/u,
  country: /^[A-Z]{2}$/,
  currency: /^[A-Z]{3}$/,
  email: /^[a-zA-Z0-9._%+-]{1,100}@[a-zA-Z0-9.-]{1,40}\.[a-zA-Z]{1,8}$/,
  returnUrl: /^https?:\/\/\S{1,512}$/,
  tokenLifetime: /^[1-9]\d{0,3}$/,
};

/** Longer ones push what a receipt is about off the first glance. */
const ADDRESS = { lines: 3, characters: 120 } as const;
const PRINTABLE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;

const isStoreAddress = (text: string): boolean => {
  const lines = text.split('\n');
  const fits = lines.length <= ADDRESS.lines && Array.from(text).length <= ADDRESS.characters;
  return fits && lines.every((line) => PRINTABLE.test(line));
};

/** Whether the text typed into a settings field is one that the gateway, receipts and the shop's own day can do with. */
export const isFieldValid = (field: FieldName, text: string): boolean => {
  if (field === 'storeAddress') return isStoreAddress(text);
  if (field === 'cutOff') return isCutOff(text);
  if (field === 'timeZone') return text === '' || isTimeZone(text);
  return PATTERNS[field].test(text);
};

/** The text as it is stored: outer blanks off, of each line, without empty ones; codes in upper case. */
export const tidyField = (field: FieldName, text: string): string => {
  const trimmed = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  return field === 'country' || field === 'currency' ? trimmed.toUpperCase() : trimmed;
};
