/**
 * The shapes in which a gateway may answer its lists, and how the reconciliation of a whole day must judge
 * each.
 */
import type { PaymentShape, RefundShape, Row } from './reshaping-gateway.ts';
import { asDocumented, pageOf } from './reshaping-gateway.ts';

export type Result = 'matched' | 'different' | 'not-reconciled';

/** Only the named fields of a documented page. */
const onlyKeys =
  (...keys: readonly string[]): PaymentShape =>
  (rows, page, size) => ({
    body: Object.fromEntries(Object.entries(pageOf(rows, page, size)).filter(([key]) => keys.includes(key))),
  });

/** A documented page with one change. */
const changed =
  (change: (page: number, rows: readonly Row[]) => Readonly<Record<string, unknown>>): PaymentShape =>
  (rows, page, size) => ({ body: { ...pageOf(rows, page, size), ...change(page, rows) } });

/** A documented page of these rows. */
const ofRows =
  (change: (rows: readonly Row[]) => readonly unknown[]): PaymentShape =>
  (rows, page, size) => ({ body: pageOf(change(rows) as readonly Row[], page, size) });

const inPagesOf =
  (size: number, shape: PaymentShape): PaymentShape =>
  (rows, page) =>
    shape(rows, page, size);

const withoutNulls = (row: Row): unknown =>
  JSON.parse(JSON.stringify(row, (_key, value: unknown) => (value === null ? undefined : value)));

/** The row of the sale of this amount contains something odd. */
const odd = (amount: number, change: object): PaymentShape =>
  ofRows((rows) => rows.map((row) => (Number(row['Amount']) === amount ? { ...row, ...change } : row)));

const half = (body: unknown): string => {
  const whole = JSON.stringify(body);
  return whole.slice(0, whole.length / 2);
};

const answering =
  (status: number, body: Readonly<Record<string, unknown>> | string | null): PaymentShape =>
  () => ({ status, body });

/** A row that belongs to nobody: it names no payment. */
const NOBODYS = { ID: null, MerchantTransactionID: null, Amount: 'x', Status: null };
/** A row of another till, unreadable. */
const ANOTHERS = { ID: 77, MerchantTransactionID: 'X9-20260101-000001', Amount: '1.5', Status: { ID: 2 } };

const small = (shape: PaymentShape): PaymentShape => inPagesOf(3, shape);

/** Lists whose own numbers show that they are complete. */
const WHOLE: Readonly<Record<string, PaymentShape>> = {
  'as documented': asDocumented,
  'in pages of three': small(asDocumented),
  'in pages of one': inPagesOf(1, asDocumented),
  'with its newest rows first': ofRows((rows) => [...rows].reverse()),
  'that counts all rows and no pages': small(onlyKeys('Payments', 'TotalCount')),
  'that counts pages and no rows': small(onlyKeys('Payments', 'TotalPages', 'PageIndex')),
  'that counts in texts': changed((page, rows) => ({
    TotalCount: String(rows.length),
    TotalPages: '1',
    PageIndex: String(page),
  })),
  'with other keys, and others in its rows': (rows, page, size) => ({
    body: {
      ...pageOf(
        rows.map((row) => ({ ...row, Extra: {} })),
        page,
        size,
      ),
      NextPage: null,
      Error: null,
    },
  }),
  'without the keys that have no value': ofRows((rows) => rows.map(withoutNulls)),
  'whose total shrinks while it is read': small(
    changed((page, rows) => ({ TotalCount: rows.length - page + 1 })),
  ),
  'with an unreadable row of another till': ofRows((rows) => [ANOTHERS, ...rows]),
  'whose row of a sale has no status': odd(1_000, { Status: null }),
  'whose row of a sale has an odd amount': odd(2_000, { Amount: '20.00' }),
  'whose row of a late sale has an odd ID': odd(1_200, { ID: -1 }),
  'whose row of the sale taken otherwise has no amount': odd(1_600, { Amount: null }),
  'that only knows lower-case parameters, and has room for all on its first page': (rows) => ({
    body: pageOf([...rows].reverse(), 1, 50),
  }),
};

/** Lists that may lack something, which nothing shows. */
const UNPROVEN: Readonly<Record<string, PaymentShape>> = {
  'without any number': onlyKeys('Payments'),
  'that counts the rows of its page alone': onlyKeys('Payments', 'Count'),
  'that counts the rows of its pages of three alone': small(onlyKeys('Payments', 'Count')),
  'that names its pages and counts none': small(onlyKeys('Payments', 'PageIndex', 'PageSize', 'Count')),
  'whose pages count from 0': small((rows, page, size) => ({
    body: { ...pageOf(rows, page + 1, size), PageIndex: page },
  })),
  'whose pages count from 0, of one page': (rows, page, size) => ({
    body: { ...pageOf(rows, page + 1, size), PageIndex: page },
  }),
  'whose pages count from 0 and whose rows are not counted': small((rows, page, size) => {
    const { Payments, TotalPages } = pageOf(rows, page + 1, size);
    return { body: { Payments, TotalPages, PageIndex: page } };
  }),
  'that only knows lower-case parameters, so that its first page comes every time': (rows) => ({
    body: pageOf([...rows].reverse(), 1, 3),
  }),
  'whose first page comes every time under the number asked for': small((rows, page, size) => ({
    body: { ...pageOf(rows, 1, size), PageIndex: page },
  })),
  'whose first page comes twice before the last': small((rows, page, size) => ({
    body: { ...pageOf(rows, page === 2 ? 1 : page, size), PageIndex: page },
  })),
  'that says that it is one page and shows three rows': changed((_page, rows) => ({
    Payments: rows.slice(0, 3),
    TotalPages: 1,
    Count: 3,
  })),
  'that counts more rows than it shows': changed((_page, rows) => ({ TotalCount: rows.length + 1 })),
  'that counts fewer rows than it shows': changed((_page, rows) => ({ TotalCount: rows.length - 1 })),
  'whose last page is empty': small((rows, page, size) => ({
    body: page === 3 ? { ...pageOf(rows, page, size), Payments: [], Count: 0 } : pageOf(rows, page, size),
  })),
  'whose last page has lost a row': small((rows, page, size) => {
    const { Payments, ...numbers } = pageOf(rows, page, size);
    return { body: { ...numbers, Payments: (Payments as readonly Row[]).slice(0, page === 3 ? 1 : 3) } };
  }),
  'whose rows are null': changed(() => ({ Payments: null })),
  'whose rows are no list': changed(() => ({ Payments: {} })),
  'that ends in the middle': (rows, page, size) => ({ body: half(pageOf(rows, page, size)) }),
  'whose second page ends in the middle': small((rows, page, size) => ({
    body: page === 2 ? half(pageOf(rows, page, size)) : pageOf(rows, page, size),
  })),
  'that is not found': answering(404, { Error: 'Not found' }),
  'whose second page is not found': small((rows, page, size) =>
    page === 2 ? { status: 404, body: {} } : { body: pageOf(rows, page, size) },
  ),
  'that is empty JSON': answering(200, {}),
  'that is null': answering(200, null),
  'that is nothing': answering(200, ''),
  'that is a web page': answering(200, '<html>Welcome</html>'),
  'that is refused': answering(400, { Payments: [], TotalCount: 0, Error: 'Parameter startdate is invalid' }),
  'that says an error with status 200': answering(200, { Payments: [], TotalCount: 0, Error: 'Try later' }),
  'that is down': answering(503, ''),
  'whose row of a sale that nobody told the till of is unreadable': odd(888, { Status: null }),
  'with a row that may be the sale that nobody told the till of': ofRows((rows) => [
    NOBODYS,
    ...rows.filter(({ Amount }) => Number(Amount) !== 888),
  ]),
};

/**
 * Complete by its own numbers, but without a sale that the till has: a difference for a person, or a look-up.
 */
const OTHERWISE: Readonly<Record<string, readonly [PaymentShape, Result]>> = {
  'that leaves out a sale which the gateway knows by its ID': [
    ofRows((rows) => rows.filter(({ Amount }) => Number(Amount) !== 1_000)),
    'matched',
  ],
  'that leaves out a sale settled by hand as paid': [
    ofRows((rows) => rows.filter(({ Amount }) => Number(Amount) !== 777)),
    'different',
  ],
  'with a second payment under a reference of ours': [
    ofRows((rows) => [...rows, ...rows.slice(0, 1).map((row) => ({ ...row, ID: 99 }))]),
    'different',
  ],
};

const always = <S>(shapes: Readonly<Record<string, S>>, result: Result) =>
  Object.entries(shapes).map(([name, shape]) => ({ name, shape, result }));

export const PAYMENT_SHAPES = [
  ...always(WHOLE, 'matched'),
  ...always(UNPROVEN, 'not-reconciled'),
  ...Object.entries(OTHERWISE).map(([name, [shape, result]]) => ({ name, shape, result })),
];

const refunds =
  (change: (rows: readonly Row[]) => object | null): RefundShape =>
  (rows) => ({ body: change(rows) as Readonly<Record<string, unknown>> | null });

/** Refused before it became a refund. */
const REFUSED = { ID: null, MerchantTransactionID: 'R0', Status: { ID: null, Reasons: [{ Code: 18 }] } };

const WHOLE_REFUNDS: Readonly<Record<string, RefundShape>> = {
  'that is null where there are none': refunds((rows) => ({ Refunds: rows.length === 0 ? null : rows })),
  'without the keys that have no value': refunds((rows) => ({ Refunds: rows.map(withoutNulls) })),
  'with a refund that was refused': refunds((rows) => ({ Refunds: [REFUSED, ...rows] })),
  'with a row of nothing': refunds((rows) => ({ Refunds: [null, ...rows] })),
  'that counts its rows': refunds((rows) => ({ Refunds: rows, TotalCount: rows.length, Count: rows.length })),
  'without currencies': refunds((rows) => ({ Refunds: rows.map((row) => ({ ...row, Currency: null })) })),
  'without statuses': refunds((rows) => ({ Refunds: rows.map((row) => ({ ...row, Status: null })) })),
  'with another amount of one than it has under its ID': refunds((rows) => ({
    Refunds: rows.map((row) => (Number(row['Amount']) === 120 ? { ...row, Amount: '119' } : row)),
  })),
  'that does not have those yet which the gateway knows by their IDs': refunds((rows) => ({
    Refunds: rows.filter(({ Amount }) => Number(Amount) !== 300 && Number(Amount) !== 200),
  })),
};

const UNPROVEN_REFUNDS: Readonly<Record<string, RefundShape>> = {
  'that is not found': () => ({ status: 404, body: {} }),
  'that is empty JSON': refunds(() => ({})),
  'that is null': refunds(() => null),
  'that ends in the middle': (rows) => ({ body: half({ Refunds: rows }) }),
  'that counts more rows than it shows': refunds((rows) => ({ Refunds: rows, TotalCount: rows.length + 1 })),
  'that is down': () => ({ status: 503, body: '' }),
  'that is no list': refunds(() => ({ Refunds: {} })),
  'with a row that may be one that nobody told the till of': refunds((rows) => ({
    Refunds: [null, ...rows.filter(({ Amount }) => Number(Amount) !== 120)],
  })),
};

/** Complete, but without a refund that the till has: a difference for a person. */
const LACKING_REFUNDS: Readonly<Record<string, RefundShape>> = {
  'without one settled by hand as refunded': refunds((rows) => ({
    Refunds: rows.filter(({ Amount }) => Number(Amount) !== 110),
  })),
};

export const REFUND_SHAPES = [
  ...always(WHOLE_REFUNDS, 'matched'),
  ...always(UNPROVEN_REFUNDS, 'not-reconciled'),
  ...always(LACKING_REFUNDS, 'different'),
];
