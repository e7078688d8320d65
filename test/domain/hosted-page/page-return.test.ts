import { describe, expect, test } from 'vitest';
import { isReturn, returnOf } from '#domain/hosted-page/page-return.ts';

const HOME = 'https://shop.example/thanks';
const back = (query: string): ReturnType<typeof returnOf> => returnOf(`${HOME}?${query}`, HOME, 'T1-7');

describe('a customer who comes back from the gateway’s page sees', () => {
  test.each([
    ['2', 'confirming'],
    ['3', 'cancelling'],
    ['4', 'cancelling'],
    ['7', 'confirming'],
    ['9', 'confirming'],
    ['5', 'confirming'],
    ['', 'confirming'],
  ] as const)('with data=%s only the picture “%s”', (data, picture) => {
    expect(back(`data=${data}&MerchantTransactionID=T1-7`)).toEqual({ kind: 'returned', picture });
  });
});

test.each([
  'data=2&MerchantTransactionID=T1-8',
  'data=2',
  'data=2&MerchantTransactionID=',
  'data=2&MerchantTransactionID=T1-8&MerchantTransactionID=T1-7',
])('a return that does not name this payment alone belongs to another payment: %s', (query) => {
  expect(back(query)).toEqual({ kind: 'another-payment' });
});

test('any other address is not a return, even with the right payment in it', () => {
  const query = '?data=2&MerchantTransactionID=T1-7';
  for (const address of [
    'https://shop.example/',
    'http://shop.example/thanks',
    'https://evil.example/thanks',
  ])
    expect(returnOf(`${address}${query}`, HOME, 'T1-7')).toEqual({ kind: 'elsewhere' });
});

test('the shop’s address is recognised with a query of its own, and where it cannot be read nothing is', () => {
  expect(isReturn(`${HOME}?shop=1&data=2`, `${HOME}?shop=1`)).toBe(true);
  expect(isReturn(HOME, 'https://')).toBe(false);
  expect(isReturn('not an address', HOME)).toBe(false);
});
