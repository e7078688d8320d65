import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPayment } from '#globalpay/wire/reading.ts';
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

  it('an id keeps every digit, as a number or a text, and no zero before them', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 9_223_372_036_854_775_807n }), (id) => {
        for (const written of [`${id}`, `"${id}"`, `"0${id}"`].filter((text) => text.length <= 21)) {
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

  it('one reason may come without a list around it, and reasons beside the status count', () => {
    const duplicate = { Code: 20, Info: 'duplicated' };
    for (const odd of [
      { Status: { ID: 4, Reasons: duplicate } },
      { Status: { ID: 4, Reasons: null }, Reasons: [duplicate] },
      { Status: { ID: 4 }, Reasons: duplicate },
    ])
      expect(payment(odd)).toMatchObject({ value: { reasons: [{ code: 20, info: 'duplicated' }] } });
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
    ['Created', ['20240321085116']],
    ['Created', -1],
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

  it('a time and a wallet number are read where they are numbers, too', () => {
    expect(payment({ Created: 20240321085116, MethodTransactionID: 2024032122001 })).toMatchObject({
      kind: 'ok',
      value: { createdAt: Date.UTC(2024, 2, 21, 8, 51, 16), methodTransactionId: '2024032122001' },
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
