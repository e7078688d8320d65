/**
 * Odd answers about one payment or refund, while its list is as documented. Whatever they are, a sale that the customer
 * pays is paid at the till, once and in its amount.
 */
import type { Answered, ListAnswer, OtherShape, PaymentShape, Row } from './reshaping-gateway.ts';
import { pageOf } from './reshaping-gateway.ts';

type Fields = Readonly<Record<string, unknown>>;

const GET = /^GET .*\/payments\/\d+$/;
const CREATE = /^POST .*\/payments$/;
export const GET_REFUND = /^GET .*\/refunds\/\d+$/;
export const CREATE_REFUND = /^POST .*\/refunds$/;
const TYPES = /^GET .*\/refunds\/types$/;

/** Every answer to such a call is that one. */
export const answering =
  (call: RegExp, change: (answer: Answered) => ListAnswer): OtherShape =>
  (what, answer) =>
    call.test(what) && answer.status < 300 ? change(answer) : answer;

/** The object in every answer to such a call has these fields instead. */
const having =
  (call: RegExp, change: (one: Fields) => unknown): OtherShape =>
  (what, answer) =>
    answering(call, ({ status, body }) => {
      const [[root, one]] = Object.entries(JSON.parse(body) as Readonly<Record<string, Fields>>) as [
        [string, Fields],
      ];
      return { status, body: { [root]: change(one) } };
    })(what, answer);

const withFields = (call: RegExp, fields: Fields): OtherShape =>
  having(call, (one) => ({ ...one, ...fields }));

const lowerFirst = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lowerFirst);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key.charAt(0).toLowerCase() + key.slice(1),
    lowerFirst(one),
  ]);
  return Object.fromEntries(entries) as unknown;
};

const inAnotherCase = (call: RegExp): OtherShape =>
  answering(call, ({ status, body }) => ({ status, body: lowerFirst(JSON.parse(body)) as Fields }));

/** Of another shop, paid. */
const ANOTHERS = {
  ...{ ID: 4117, MerchantTransactionID: 'X9-20260101-000001', Amount: '1', Currency: 'CNY' },
  Status: { ID: 2, Info: 'Success', Reasons: null },
};
const HUGE = 'x'.repeat(1_000_000);
const REASONS = Array.from({ length: 10_000 }, (_, Code) => ({ Code, Info: HUGE.slice(0, 100) }));

/** What the gateway answers when it is asked for one payment. */
export const PAYMENT_ANSWERS: Readonly<Record<string, OtherShape>> = {
  'the payment is not found by its ID': answering(GET, () => ({ status: 404, body: { Message: 'none' } })),
  'the payment is refused by its ID': answering(GET, () => ({ status: 400, body: { Message: 'invalid' } })),
  'nothing comes': answering(GET, () => ({ body: '' })),
  'an empty object comes': answering(GET, () => ({ body: {} })),
  'a web page comes': answering(GET, () => ({ body: '<html>Sign in to the network</html>' })),
  'half of an answer comes': answering(GET, ({ body }) => ({ body: body.slice(0, body.length / 2) })),
  'another shop’s payment comes, which is paid': having(GET, () => ANOTHERS),
  'the payment is in a list': having(GET, (one) => [one]),
  'the payment is in small letters': inAnotherCase(GET),
  'its status is a word': withFields(GET, { Status: 'Success' }),
  'its status has no number': withFields(GET, { Status: { Info: 'Success' } }),
  'its amount is a fraction': having(GET, (one) => ({ ...one, Amount: String(Number(one['Amount']) / 100) })),
  'its amount is missing': withFields(GET, { Amount: undefined }),
  'its currency is null': withFields(GET, { Currency: null }),
  'its reference is null': withFields(GET, { MerchantTransactionID: null }),
  'its ID is null': withFields(GET, { ID: null }),
  'it has two IDs': answering(GET, ({ body }) => ({ body: body.replace('"ID":', '"ID":1,"ID":') })),
  'it is created under another ID than it has': having(CREATE, (one) => ({
    ...one,
    ID: Number(one['ID']) + 1_000,
  })),
  'it is created with a status of 200': answering(CREATE, ({ body }) => ({ status: 200, body })),
  'it is created, and half of the answer comes': answering(CREATE, ({ body }) => ({
    status: 201,
    body: body.slice(0, body.length / 2),
  })),
  'it is created in small letters': inAnotherCase(CREATE),
  'it is created without a status': withFields(CREATE, { Status: null }),
  'it is created without a reference': withFields(CREATE, { MerchantTransactionID: undefined }),
  'it is created as one of another amount': withFields(CREATE, { Amount: '1' }),
  'it is created with its amount as a number': having(CREATE, (one) => ({
    ...one,
    Amount: Number(one['Amount']),
  })),
  'it is created with a megabyte in every text': withFields(CREATE, {
    ...{ Description: HUGE, MethodTransactionID: HUGE, RedirectURL: `https://pay.example/${HUGE}` },
    ReferenceDetails: { QRCodeURL: HUGE },
  }),
  'it is created with ten thousand reasons': withFields(CREATE, { Status: { ID: 1, Reasons: REASONS } }),
  'it is created with a reason that is no object': withFields(CREATE, { Status: { ID: 1, Reasons: 'none' } }),
  'it is created on a day written otherwise': withFields(CREATE, { Created: '2026-11-23T10:00:00+08:00' }),
  'it is created on a day that is a number': withFields(CREATE, { Created: 20_261_123_100_000 }),
  'it is created with an ID of twenty digits and more': withFields(CREATE, { ID: '9'.repeat(25) }),
};

const oddRow =
  (change: object): PaymentShape =>
  (rows, page, size) => ({
    body: pageOf(
      rows.map((row) => ({ ...row, ...change })),
      page,
      size,
    ),
  });

/** How the list shows a payment whose creation was not answered, before it is asked for by its ID. */
export const ROWS_OF_UNANSWERED: Readonly<Record<string, PaymentShape>> = {
  'without a status': oddRow({ Status: null }),
  'without an amount': oddRow({ Amount: null }),
  'with its currency as a number': oddRow({ Currency: 156 }),
};

export const TYPES_WITHOUT_DEMANDS: Readonly<Record<string, OtherShape>> = {
  'as texts': answering(TYPES, () => ({
    body: { RefundTypes: [{ ID: '1', AllowsPartialRefund: 'true', Customer: null }] },
  })),
  'with empty texts for fields that none has to send': answering(TYPES, () => ({
    body: { RefundTypes: [{ ID: 1, AllowsPartialRefund: true, Customer: { Email: '' }, Details: {} }] },
  })),
};

/** The refund of another payment, with the same amount, as if a page of it had been kept on the way. */
export const anotherRefund = (amount: number): OtherShape =>
  having(GET_REFUND, (one) => ({
    ...one,
    ...{ ID: 991, MerchantTransactionID: 'R-OF-ANOTHER', Amount: String(amount) },
    Status: { ID: 2, Info: 'Success', Reasons: null },
  }));

export const rowsOfAllPayments = (all: readonly Row[]) => () => ({ body: { Refunds: all } });
