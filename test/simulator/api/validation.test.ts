import { describe, expect, it } from 'vitest';
import { codesIn, openShop, order, paymentIn } from '../kit/shop.ts';
import type { Body } from '../kit/shop.ts';

const details = (changes: Body) => ({ Details: { ...(order().Payment.Details as Body), ...changes } });
const name = 'x'.repeat(51);

/** What is wrong, the change that makes it so, and the code and field in the answer. */
const WRONG: [string, Body, number, string][] = [
  ['a country by its name', { BillingAddress: { Country: 'Germany' } }, 147, '(BillingAddress)Country'],
  ['a city that is too long', { ShippingAddress: { City: 'x'.repeat(41) } }, 147, '(ShippingAddress)City'],
  ['nothing to pay', { Amount: 0 }, 118, '(Payment)Amount'],
  ['a negative amount', { Amount: -5 }, 118, '(Payment)Amount'],
  ['half a cent', { Amount: 10.5 }, 118, '(Payment)Amount'],
  ['an amount of thirteen digits', { Amount: '1000000000000' }, 118, '(Payment)Amount'],
  ['an amount in words', { Amount: true }, 118, '(Payment)Amount'],
  ['a currency by its sign', { Currency: '€' }, 100, '(Payment)Currency'],
  ['a currency the method does not support', { Currency: 'XTS' }, 100, '(Payment)Currency'],
  ['an email without a domain', { Customer: { Email: 'till@shop' } }, 102, '(Customer)Email'],
  ['a name that is too long', { Customer: { FirstName: 'x'.repeat(66) } }, 126, '(Customer)FirstName'],
  ['a phone in words', { Customer: { Phone: 'none' } }, 117, '(Customer)Phone'],
  ['another method', { MethodID: 1066 }, 5, '(Payment)MethodID'],
  ['a method option in words', { MethodOptionID: 'one' }, 10, '(Payment)MethodOptionID'],
  ['a language by its name', { Language: 'English' }, 8, '(Payment)Language'],
  ['a reference with a space', { MerchantTransactionID: 'till 1' }, 2, '(Payment)MerchantTransactionID'],
  ['a reference that is too long', { MerchantTransactionID: name }, 2, '(Payment)MerchantTransactionID'],
  ['a reference that is a number', { MerchantTransactionID: 77 }, 2, '(Payment)MerchantTransactionID'],
  ['an order number with a slash', { OriginatorTransactionID: 'a/b' }, 2, '(Payment)OriginatorTransactionID'],
  ['an invalid return address', { ReturnURL: 'shop.example' }, 2, '(Payment)ReturnURL'],
  ['a lifetime in words', { TokenLifetime: 'ten' }, 2, '(Payment)TokenLifetime'],
  ['not marked as paid in the shop', details({ IsOffline: false }), 2, '(Details)IsOffline'],
  ['a flag in words', details({ IsOffline: 'true' }), 2, '(Details)IsOffline'],
  ['an empty reference', { MerchantTransactionID: '' }, 2, '(Payment)MerchantTransactionID'],
  ['an empty amount', { Amount: '' }, 118, '(Payment)Amount'],
  ['a shop name that is too long', details({ StoreName: name }), 2, '(Details)StoreName'],
  ['a shop number that is too long', details({ StoreId: 'x'.repeat(33) }), 2, '(Details)StoreId'],
  ['an empty terminal', details({ TerminalID: '' }), 2, '(Details)TerminalID'],
  ['no reference', { MerchantTransactionID: undefined }, 1, '(Payment)MerchantTransactionID'],
  ['no amount', { Amount: null }, 1, '(Payment)Amount'],
  ['no currency', { Currency: undefined }, 1, '(Payment)Currency'],
  ['no method', { MethodID: undefined }, 1, '(Payment)MethodID'],
  ['no return address', { ReturnURL: undefined }, 1, '(Payment)ReturnURL'],
  ['the shop number misspelt', details({ StoreId: undefined, StoreID: 'TH-01' }), 1, '(Details)StoreId'],
  ['a shop without a name that was never verified', details({ StoreName: null }), 1, '(Details)StoreName'],
];

describe('A payment with a mistake is refused', () => {
  it.each(WRONG)('%s', async (_title, changes, code, field) => {
    const shop = await openShop();
    const answer = await shop.create(changes);
    const payment = paymentIn(answer);
    expect(answer.status).toBe(400);
    expect(payment).toMatchObject({ ID: 6000001, RedirectURL: null, Status: { ID: 4, Info: 'Failed' } });
    expect(codesIn(payment)).toEqual([code]);
    expect(payment.Status.Reasons?.[0]?.Info).toContain(field);
  });

  it('all mistakes are reported at once', async () => {
    const shop = await openShop();
    const answer = await shop.create({
      Amount: 0,
      Currency: '1',
      Details: undefined,
      BillingAddress: { Country: 'Germany' },
    });
    expect(codesIn(paymentIn(answer))).toEqual([118, 100, 147, 1, 1, 1, 1]);
  });

  it('a refused payment is stored and uses up its reference', async () => {
    const shop = await openShop();
    const { ID } = paymentIn(await shop.create({ Currency: '1' }));
    expect((await shop.lookUp(ID)).Status.ID).toBe(4);
    expect(codesIn(paymentIn(await shop.create()))).toEqual([20]);
  });

  it.each([
    ['no JSON', '{"Payment":'],
    ['no Payment', '{}'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('a body with %s gets a plain message', async (_title, body) => {
    const shop = await openShop();
    const answer = await shop.send('POST', '/v1/payments', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ Message: expect.any(String) as string });
  });

  it('a verified shop may omit its name', async () => {
    const shop = await openShop();
    await shop.control('settings', { storeVerified: true });
    expect((await shop.create(details({ StoreName: null }))).status).toBe(201);
  });
});

describe('A reference used twice', () => {
  it('is refused with code 20, and a look-up still finds the first payment', async () => {
    const shop = await openShop();
    const first = paymentIn(await shop.create());
    const second = await shop.create();
    expect(second.status).toBe(400);
    expect(codesIn(paymentIn(second))).toEqual([20]);
    expect(paymentIn(second).ID).not.toBe(first.ID);
    const list = await shop.send('GET', '/v1/payments?merchantTransactionID=till-1-0001');
    expect(list.body).toMatchObject({ TotalCount: 1, Payments: [{ ID: first.ID, Status: { ID: 1 } }] });
  });

  it('may also be answered without a payment ID', async () => {
    const shop = await openShop();
    await shop.control('settings', { duplicateAnswer: 'invalid-request' });
    await shop.create();
    const { ID, InvalidRequestID, Status } = paymentIn(await shop.create());
    expect({ ID, Status }).toMatchObject({
      ID: null,
      Status: { ID: null, Info: null, Reasons: [{ Code: 20 }] },
    });
    expect(InvalidRequestID).toBe(6000002);
  });

  it('may also be answered as a conflict', async () => {
    const shop = await openShop();
    await shop.control('settings', { duplicateAnswer: 'conflict' });
    await shop.create();
    const answer = await shop.create();
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({ Message: expect.any(String) as string });
  });
});

describe('A request sent twice with one RequestId', () => {
  it('is an ordinary duplicate while replay is off', async () => {
    const shop = await openShop();
    await shop.create({}, { RequestId: 'r-1' });
    expect((await shop.create({}, { RequestId: 'r-1' })).status).toBe(400);
  });

  it('gets the first answer again while replay is on, and a conflict when the body changed', async () => {
    const shop = await openShop();
    await shop.control('settings', { replayRequestId: true });
    const first = await shop.create({}, { RequestId: 'r-1' });
    shop.sim.act('latest', 'pay');
    shop.advance(1_000);
    const again = await shop.create({}, { RequestId: 'r-1' });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect((await shop.create({ Amount: 1300 }, { RequestId: 'r-1' })).status).toBe(409);
    expect(shop.sim.store().payments).toHaveLength(1);
  });
});

const OPTIONAL = {
  root: [
    'OriginatorTransactionID',
    'TokenLifetime',
    'Description',
    'SkinID',
    'Language',
    'ClientIP',
    'Articles',
  ],
  customer: ['MerchantCustomerID', 'Email', 'FirstName', 'LastName', 'Phone', 'Company', 'DateOfBirth'],
  address: ['Country', 'City', 'ZipCode', 'State', 'Street', 'StreetNumber', 'HouseNumber', 'HouseExtension'],
};
const blank = (names: readonly string[]): Body => Object.fromEntries(names.map((name) => [name, '']));

describe('An empty text in an optional field counts as absent', () => {
  it('in every field of a payment, whose answer is that of a payment without them', async () => {
    const absent = { TokenLifetime: undefined, Customer: {}, BillingAddress: {}, ShippingAddress: {} };
    const changes = {
      ...blank(OPTIONAL.root),
      Customer: blank(OPTIONAL.customer),
      BillingAddress: blank(OPTIONAL.address),
      ShippingAddress: blank(OPTIONAL.address),
    };
    const [sentEmpty, leftOut] = [await openShop(), await openShop()];
    const answer = await sentEmpty.create(changes);
    expect(answer.status).toBe(201);
    const own = { RedirectURL: '', ReferenceDetails: {}, Created: '' };
    expect({ ...paymentIn(answer), ...own }).toEqual({ ...paymentIn(await leftOut.create(absent)), ...own });
  });

  it('in an object that may be left out, and in the name of a verified shop', async () => {
    const shop = await openShop();
    await shop.control('settings', { storeVerified: true });
    const changes = { ...details({ StoreName: '' }), Customer: '', BillingAddress: '', ShippingAddress: '' };
    expect((await shop.create(changes)).status).toBe(201);
  });

  it('in the filter of the methods, and in the request’s own ID', async () => {
    const shop = await openShop();
    const { body } = await shop.send('GET', '/v1/methods?country=');
    expect(body).toMatchObject({ Methods: [{ ID: 24 }] });
    await shop.control('settings', { replayRequestId: true });
    for (const MerchantTransactionID of ['first', 'second'])
      expect((await shop.create({ MerchantTransactionID }, { RequestId: '' })).status).toBe(201);
  });
});
