import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList, readPayment, readRefunds, readRefundTypes } from '#globalpay/wire/reading.ts';
import { readJson } from '#globalpay/http/json.ts';
import { answer, answerWith, status } from '../support/sales.ts';

const payment = (changes: Record<string, unknown>) =>
  readPayment(answerWith('payment-created', 'Payment', changes), false);

/** Read from JSON text, as it arrives. */
const paymentFromText = (change: (text: string) => string) => {
  const json = readJson(change(JSON.stringify(answer('payment-created'))), (text) => text);
  return json.ok ? readPayment(json.value, false) : json;
};

describe('Answers that differ from the examples', () => {
  it('an amount may be a number or a text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (amount) => {
        for (const Amount of [amount, String(amount)]) {
          expect(payment({ Amount })).toMatchObject({ kind: 'ok', value: { amount } });
        }
      }),
    );
  });

  it.each([
    [12.5],
    ['12.5'],
    ['1,250'],
    [' 1250'],
    ['12e2'],
    [-1],
    ['-1'],
    [''],
    [null],
    [true],
    [9e15 + 0.5e15],
  ])('an amount of %j is malformed', (Amount) => {
    expect(payment({ Amount })).toEqual({ kind: 'malformed', detail: 'shape Payment.Amount' });
  });

  it('an id keeps every digit, as a number or a text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }), (id) => {
        for (const written of [`${id}`, `"${id}"`]) {
          expect(paymentFromText((text) => text.replace('"ID":7300451', `"ID":${written}`))).toMatchObject({
            kind: 'ok',
            value: { id: `${id}` },
          });
        }
      }),
    );
  });

  it.each([[null], [0], ['0'], [''], ['12a'], [-4], [1.5], ['7.3e6'], ['7300451.0'], [1e21], [undefined]])(
    'a payment with the id %j could not be looked up, so it is malformed',
    (ID) => {
      expect(payment({ ID })).toEqual({ kind: 'malformed', detail: 'shape Payment.ID' });
    },
  );

  it('unknown statuses are kept as they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (id) => {
        expect(payment({ Status: status(id) })).toMatchObject({ kind: 'ok', value: { statusId: id } });
        expect(payment({ Status: status(String(id)) })).toMatchObject({
          kind: 'ok',
          value: { statusId: id },
        });
      }),
    );
  });

  it.each([[null], [{}], [{ ID: null }], [{ ID: 'Open' }], [undefined], ['Open']])(
    'a payment with the status %j is malformed',
    (Status) => {
      expect(payment({ Status })).toMatchObject({ kind: 'malformed' });
    },
  );

  it.each([[null], [[]], [undefined], ['oops'], [{}], [[null, 7, 'x']]])(
    '%j as reasons means none',
    (Reasons) => {
      expect(payment({ Status: { ID: 1, Reasons } })).toMatchObject({ kind: 'ok', value: { reasons: [] } });
    },
  );

  it('reason codes may be numbers or texts; unknown ones are kept, and a bad one does not affect the rest', () => {
    const Reasons = [
      { Code: 147, Info: 'a' },
      { Code: '2206', Info: 'b' },
      { Code: 99_999, Info: null },
      { Code: 'E1', Info: 'd' },
      { Info: 'e' },
    ];
    expect(payment({ Status: { ID: 4, Reasons } })).toMatchObject({
      kind: 'ok',
      value: {
        reasons: [
          { code: 147, info: 'a' },
          { code: 2206, info: 'b' },
          { code: 99_999, info: '' },
          { code: null, info: 'd' },
          { code: null, info: 'e' },
        ],
      },
    });
  });

  it('the number of reasons is limited', () => {
    const Reasons = Array.from({ length: 5_000 }, () => ({ Code: 1, Info: 'x'.repeat(5_000) }));
    const read = payment({ Status: { ID: 4, Reasons } });
    expect(read).toMatchObject({ kind: 'ok' });
    expect(JSON.stringify(read).length).toBeLessThan(15_000);
  });

  it('a charge accepted with reasons has the state of its status', () => {
    const Status = status(1, [{ Code: 0, Info: 'not defined' }]);
    expect(payment({ Status })).toMatchObject({
      kind: 'ok',
      value: { statusId: 1, reasons: [{ code: 0, info: 'not defined' }] },
    });
  });

  it.each([
    ['Customer', 'a text'],
    ['BillingAddress', 7],
    ['ReferenceDetails', null],
    ['ReferenceDetails', 'a text'],
    ['ReferenceDetails', { QRCodeURL: 5 }],
    ['MethodTransactionID', {}],
    ['Created', 20240321085116],
    ['RedirectURL', ['x']],
    ['SomethingNew', { deep: [1] }],
  ])('%s of %j does not invalidate the payment', (key, value) => {
    expect(payment({ [key]: value })).toMatchObject({ kind: 'ok', value: { id: '7300451', amount: 1250 } });
  });

  it('only known fields are kept', () => {
    const read = payment({ SomethingNew: 1, Details: { PayerEmail: 'someone@example.com' } });
    expect(JSON.stringify(read)).not.toContain('someone@example.com');
    expect(Object.keys(read.kind === 'ok' ? read.value : {}).sort()).toEqual([
      'amount',
      'createdAt',
      'currency',
      'id',
      'methodTransactionId',
      'qrCodeUrl',
      'reasons',
      'redirectUrl',
      'reference',
      'statusId',
    ]);
  });

  it('an empty wallet number means none', () => {
    expect(payment({ MethodTransactionID: '' })).toMatchObject({
      kind: 'ok',
      value: { methodTransactionId: null },
    });
  });

  it.each([[' '], ['null'], ['undefined']])(
    'a code of %j leaves the hosted page to be scanned',
    (QRCodeURL) => {
      const RedirectURL = 'https://pay.example/1';
      expect(payment({ ReferenceDetails: { QRCodeURL }, RedirectURL })).toMatchObject({
        kind: 'ok',
        value: { qrCodeUrl: null, redirectUrl: RedirectURL },
      });
      expect(payment({ ReferenceDetails: { QRCodeURL }, RedirectURL: QRCodeURL })).toMatchObject({
        kind: 'ok',
        value: { qrCodeUrl: null, redirectUrl: null },
      });
    },
  );

  it('a currency may be in lower case', () => {
    expect(payment({ Currency: 'cny' })).toMatchObject({ kind: 'ok', value: { currency: 'CNY' } });
  });

  it('a mismatch is reported by its path, never by its content', () => {
    const read = readPayment(
      answerWith('payment-created', 'Payment', { Amount: 'someone@example.com' }),
      false,
    );
    expect(read).toEqual({ kind: 'malformed', detail: 'shape Payment.Amount' });
    expect(readPayment({}, false)).toEqual({ kind: 'malformed', detail: 'shape Payment' });
    expect(readPayment([], false)).toEqual({ kind: 'malformed', detail: 'shape' });
  });
});

describe('Lists that differ from the examples', () => {
  it('what an envelope does not say of its place in the whole is not made up', () => {
    const { Payments } = answer('payments-page') as { Payments: unknown[] };
    const unsaid = { pageIndex: null, totalPages: null, totalCount: null };
    expect(readList({ Payments }, false)).toMatchObject({ kind: 'ok', value: unsaid });
    expect(readList({ Payments, Count: 2 }, false)).toMatchObject({ kind: 'ok', value: unsaid });
    expect(readList({ Payments, TotalCount: 5, PageIndex: 'x' }, false)).toMatchObject({
      value: { ...unsaid, totalCount: 5 },
    });
  });

  it('counts may be texts', () => {
    expect(
      readList({ Payments: [], PageIndex: '4', TotalPages: '3', TotalCount: '41' }, false),
    ).toMatchObject({ kind: 'ok', value: { pageIndex: 4, totalPages: 3, totalCount: 41 } });
  });

  it('null payments count as none only where a number says so', () => {
    expect(readList({ Payments: null, TotalCount: 0 }, false)).toMatchObject({ kind: 'ok' });
    for (const named of [{ Count: 0 }, { TotalPages: 0, TotalCount: null }])
      expect(readList({ Payments: null, ...named }, false)).toMatchObject({ kind: 'ok' });
    const bodies = [
      { Payments: null, TotalCount: 2 },
      { Payments: null, TotalCount: 2, Count: 0 },
      { TotalCount: 0 },
    ];
    for (const body of bodies) {
      expect(readList(body, false)).toEqual({ kind: 'malformed', detail: 'shape Payments' });
    }
  });

  it('a list with fewer rows than it counts has lost some', () => {
    const { Payments } = answer('payments-page') as { Payments: unknown[] };
    expect(readList({ Payments, Count: Payments.length }, false)).toMatchObject({ kind: 'ok' });
    for (const list of [
      { Payments: [], Count: 1 },
      { Payments, Count: 3 },
      { Payments, Count: '3' },
    ])
      expect(readList(list, false)).toEqual({ kind: 'malformed', detail: 'shape Count' });
    expect(readRefunds('7300451')({ Refunds: [], Count: 1 }, false)).toMatchObject({ kind: 'malformed' });
  });

  it.each([[-1], ['-1'], [1.5], ['3e1'], [''], [true], [[]]])('a total of %j is no total', (TotalCount) => {
    expect(readList({ Payments: [], TotalCount }, false)).toMatchObject({ value: { totalCount: null } });
  });

  it.each([
    [null],
    [''],
    [[]],
    [{}],
    [{ Payments: null }],
    [{ Payments: null, TotalPages: null, TotalCount: null, Error: null }],
  ])('a list answered with %j is not there', (body) => {
    expect(readList(body, false)).toEqual({ kind: 'not-found' });
  });

  it.each([[null], [''], [[]], [{}], [{ Refund: null, Error: null }]])(
    'refunds answered with %j are not there',
    (body) => {
      expect(readRefunds('7300451')(body, false)).toEqual({ kind: 'not-found' });
    },
  );

  it('an unreadable row keeps its reference, so that no charge vanishes from the list', () => {
    const page = answer('payments-page') as { Payments: Record<string, unknown>[] };
    const Payments = [page.Payments[0], { ...page.Payments[1], Amount: null }, { ID: null }];
    expect(readList({ Payments }, false)).toMatchObject({
      kind: 'ok',
      value: { payments: [{ amount: 1250 }], unread: ['ST01-20240321-000006', ''] },
    });
  });

  const odd: readonly (readonly [unknown, string])[] = [
    [null, ''],
    ['oops', ''],
    [[], ''],
    [{ ID: null, MerchantTransactionID: 'R0', Amount: '100', Status: { ID: null, Reasons: null } }, 'R0'],
    [{ ID: 36_009, MerchantTransactionID: null, Amount: '1.00', Status: { ID: 1 } }, '36009'],
    [{ ID: 36_009, MerchantTransactionID: 'R0', Amount: '100' }, 'R0'],
  ];

  it.each(odd)('the row %j is passed over by name in a list of payments', (row, name) => {
    const { Payments } = answer('payments-page') as { Payments: unknown[] };
    expect(readList({ Payments: [row, ...Payments] }, false)).toMatchObject({
      kind: 'ok',
      value: { payments: [{ id: '7300451' }, { id: '7300449' }], unread: [name] },
    });
  });

  it.each(odd)('the row %j is passed over by name in a list of refunds', (row, name) => {
    const { Refund } = answer('refunds/opened') as { Refund: unknown };
    expect(readRefunds('7300451')({ Refunds: [row, Refund] }, false)).toMatchObject({
      kind: 'ok',
      value: { refunds: [{ id: '36001' }], unread: [name] },
    });
  });

  it('the IDs of refunds whose rows cannot be read are kept, so that they can be asked for', () => {
    const Refunds = odd.map(([row]) => row);
    expect(readRefunds('7300451')({ Refunds }, false)).toMatchObject({
      value: { unreadIds: ['36009', '36009'] },
    });
  });

  it('an odd type of refund is passed over', () => {
    const RefundTypes = [null, { ID: null }, { ID: 1, AllowsPartialRefund: true }];
    expect(readRefundTypes({ RefundTypes }, false)).toMatchObject({
      kind: 'ok',
      value: [{ allowsPartial: true }],
    });
  });

  it('a list of refunds that counts more than it has is not all there is', () => {
    const { Refund } = answer('refunds/opened') as { Refund: unknown };
    expect(readRefunds('7300451')({ Refunds: [Refund], TotalCount: 2 }, false)).toMatchObject({
      kind: 'malformed',
    });
  });

  it('a list refused with status 200 is refused', () => {
    expect(readList(answer('payments-refused'), false)).toEqual({
      kind: 'rejected',
      reasons: [{ code: null, info: 'startDate is not a date' }],
      payment: null,
    });
    expect(readList({ Payment: { Status: status(null, [{ Code: 2, Info: 'no' }]) } }, false)).toMatchObject({
      kind: 'rejected',
      reasons: [{ code: 2, info: 'no' }],
    });
  });
});
