const WHOLE = /^\d{1,12}$/;
const POSITIVE = /^0*[1-9]\d{0,8}$/;
const MOMENT = /^\d{14}$/;

/** Every parameter with its pattern. Names are in lower case, since the vendor's pages and SDKs differ in case. */
const PARAMETERS = {
  pagesize: POSITIVE,
  pageindex: POSITIVE,
  sortdirection: /^(asc|desc)$/i,
  sortby: /^(merchanttransactionid|inputdatetime|amount)$/i,
  startdate: MOMENT,
  enddate: MOMENT,
  methodid: WHOLE,
  statusid: WHOLE,
  country: /^[a-z]{2}$/i,
  currency: /^[a-z]{3}$/i,
  minimumamount: WHOLE,
  maximumamount: WHOLE,
  merchanttransactionid: /./,
  methodtransactionid: /./,
  /** 1 payments, 2 recurring ones. */
  typeid: /^[12]$/,
} satisfies Record<string, RegExp>;

type Parameter = keyof typeof PARAMETERS;

/** A list query by lower-case name; missing and empty parameters are undefined. */
export type ListQuery = Readonly<Partial<Record<Parameter, string>>>;

/**
 * Reads the query of GET /v1/payments. Unknown names are ignored; so is `limit`, which one page shows but no list of
 * filters has.
 * @returns the query, or the text for the envelope's Error, which names every wrong parameter
 */
export function readListQuery(search: URLSearchParams): { query: ListQuery } | { error: string } {
  const given = new Map([...search].map(([name, value]) => [name.toLowerCase(), value]));
  const entries = (Object.keys(PARAMETERS) as Parameter[]).flatMap((name) => {
    const value = given.get(name);
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const wrong = entries.filter(([name, value]) => !PARAMETERS[name].test(value));
  if (wrong.length > 0) return { error: wrong.map(([name]) => complaint(name)).join(' ') };
  return { query: Object.fromEntries(entries) };
}

const complaint = (name: Parameter) => `Parameter ${name} is invalid - RegEx: ${PARAMETERS[name].source};`;
