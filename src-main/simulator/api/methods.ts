import { problem } from './answer.ts';
import type { Handler } from './answer.ts';

export const METHOD_ID = 24;

/** undocumented: which currencies and countries the live method lists; these are our choice. */
export const METHOD_CURRENCIES: readonly string[] = (
  'AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW KWD MOP MXN ' +
  'MYR NOK NZD PHP PLN RON SEK SGD THB TRY TWD USD VND ZAR'
).split(' ');
const COUNTRIES: readonly string[] =
  'AT AU BE CA CH CN CZ DE DK ES FI FR GB HK HU IE IT JP KR MO MY NL NO NZ PL PT RO SE SG TH TW US'.split(
    ' ',
  );

const METHOD = {
  ID: METHOD_ID,
  DisplayName: 'Alipay',
  Description: 'Alipay, simulated by Countertop',
  LogoURL: null,
  Guaranteed: true,
  Active: true,
  SupportIframe: false,
  IframeWidth: null,
  IframeHeight: null,
  Countries: COUNTRIES,
  Currencies: METHOD_CURRENCIES,
  DetailsURL: null,
  ValidatorsPayin: [
    { Source: 'Customer.Email', Regex: '^[^@]+@[^@]+\\.[^@]+$', Required: false },
    { Source: 'BillingAddress.Country', Regex: '^[a-zA-Z]{2}$', Required: false },
    { Source: 'Details.StoreId', Regex: '^.{1,32}$', Required: true },
    { Source: 'Details.TerminalID', Regex: '^.{1,50}$', Required: true },
  ],
  ValidatorsRecurrent: [],
  Options: [],
};

/** GET /v1/methods and /v1/methods/assigned, optionally ?country=XX. */
export const listMethods: Handler = (_site, { query }) => {
  const country = query.get('country')?.toUpperCase() ?? '';
  const offered = country === '' || COUNTRIES.includes(country);
  return { status: 200, body: { Methods: offered ? [METHOD] : [] } };
};

/** GET /v1/methods/{id}; 404 for any but 24. */
export const getMethod: Handler = (_site, { params }) =>
  params.id === String(METHOD_ID)
    ? { status: 200, body: { Method: METHOD } }
    : problem(404, 'The payment method was not found.');
