import { expect, test } from 'vitest';
import { order } from '../kit/shop.ts';
import { openPhoneShop, press, send } from './phone-kit.ts';

test('a customer scans, reads who takes how much and that no money moves, presses Pay, and the gateway has it paid', async () => {
  const shop = await openPhoneShop();
  const { payment, page } = await shop.sellTo();
  expect(page).toMatch(/^http:\/\/127\.0\.0\.2:\d+\/pay\/[0-9A-F]{32}$/);
  const seen = await send(page);
  expect(seen.status).toBe(200);
  for (const words of ['Tea House', '€12.50', 'EUR', 'Practice – no money moves', 'Pay', 'Decline'])
    expect(seen.text).toContain(words);
  expect(seen.text).toContain(payment.MerchantTransactionID);
  expect((await shop.lookUp(payment.ID)).Status.Info).toBe('PendingOnCustomer');

  expect((await press(page, 'pay')).text).toContain('Processing');
  shop.advance(1_000);
  expect((await send(`${page}/done`)).text).toContain('Paid');
  expect((await shop.lookUp(payment.ID)).Status.Info).toBe('Success');
});

test('a second phone reads that the payment is already paid, and pressing Pay there charges nothing again', async () => {
  const shop = await openPhoneShop();
  const { payment, page } = await shop.sellTo();
  await press(page, 'pay');
  shop.advance(1_000);
  const before = shop.sim.store().payments;
  expect((await send(page)).text).toContain('Already paid');
  expect((await press(page, 'pay')).text).toContain('Already paid');
  expect((await press(page, 'decline')).text).toContain('Already paid');
  expect(shop.sim.store().payments).toEqual(before);
  expect((await shop.lookUp(payment.ID)).Status.Info).toBe('Success');
});

test.each([
  ['declines', 'Declined', async (page: string) => press(page, 'decline')],
  ['comes after the time has run out', 'This payment has expired', null],
  ['comes after the till has cancelled', 'Cancelled', null],
])('a customer who %s reads so, and that nothing was taken', async (_, words, act) => {
  const shop = await openPhoneShop();
  const { payment, page } = await shop.sellTo();
  if (words === 'Cancelled') await shop.send('POST', `/v1/payments/${payment.ID}/cancel`);
  if (words.includes('expired')) shop.advance(5 * 60_000);
  const seen = act ? await act(page) : await send(page);
  expect(seen.text).toContain(words);
  expect(seen.text).toContain('Nothing was taken.');
  expect(seen.text).not.toContain('<button');
  expect((await press(page, 'pay')).text).toContain(words);
});

test('the page of a waiting payment looks again once its time has run out', async () => {
  const shop = await openPhoneShop();
  const { page } = await shop.sellTo();
  expect((await send(page)).text).toContain('http-equiv="refresh" content="301"');
});

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN', '练习：不会真实扣款'],
  ['zh-Hant-HK, en', 'zh-TW', '練習：不會真實扣款'],
  ['de-AT', 'de', 'Übung – es fließt kein Geld'],
  ['it, fr-CH;q=0.8, en;q=0.3', 'fr', 'Exercice – aucun argent ne circule'],
  ['en;q=0.1, es-MX', 'es', 'Práctica: no se mueve dinero'],
  ['de;q=0, en', 'en', 'Practice – no money moves'],
  ['it, *;q=0.5', 'en', 'Practice – no money moves'],
  ['__proto__, constructor;q=x', 'en', 'Practice – no money moves'],
])('a phone that wants %s reads the page in %s', async (wanted, tag, words) => {
  const shop = await openPhoneShop();
  const { page } = await shop.sellTo();
  const { text } = await send(page, { headers: { 'accept-language': wanted } });
  expect(text).toContain(`<html lang="${tag}">`);
  expect(text).toContain(words);
});

test('amounts are written as the phone’s language and the currency require', async () => {
  const shop = await openPhoneShop();
  const priceIn = async (language: string, Amount: number, Currency: string): Promise<string> => {
    const { page } = await shop.sellTo({ Amount, Currency });
    const { text } = await send(page, { headers: { 'accept-language': language } });
    return (/class="amount[^>]*>([^<]*)</.exec(text)?.[1] ?? '').trim().replaceAll(/\s/g, ' ');
  };
  expect(await priceIn('zh-CN', 123_450, 'CNY')).toBe('¥1,234.50');
  expect(await priceIn('de', 123_450, 'EUR')).toBe('1.234,50 €');
  expect(await priceIn('en', 50_000, 'JPY')).toBe('¥500');
  expect(await priceIn('en', 999_999_999_999, 'EUR')).toBe('€9,999,999,999.99');
});

test('nothing but shop, amount, currency and reference is told, and no name of a shop can become a script', async () => {
  const shop = await openPhoneShop();
  const Details = { ...(order().Payment.Details as object), StoreName: '<script>"$&"</script>' };
  const { page } = await shop.sellTo({ Details, Description: 'secret note' });
  const { text } = await send(page);
  expect(text).toContain('&lt;script&gt;&quot;$&amp;&quot;&lt;/script&gt;');
  for (const secret of ['<script', 'secret note', 'till@shop.example', 'TH-01', 'TILL-1', 'shop.example'])
    expect(text).not.toContain(secret);
});

test('once the door is closed no phone gets in, and payments have no page', async () => {
  const shop = await openPhoneShop();
  const { payment, page } = await shop.sellTo();
  await shop.sim.phones.shut();
  await expect(send(page)).rejects.toThrow(/ECONNREFUSED/);
  expect(shop.sim.phones.linkTo({ merchantTransactionId: payment.MerchantTransactionID })).toBeUndefined();
});

test('a door that opens at another address is shut at the one before, and leads there', async () => {
  const shop = await openPhoneShop();
  const { payment, page } = await shop.sellTo();
  expect(await shop.sim.phones.open('127.0.0.3')).toMatch(/^http:\/\/127\.0\.0\.3:/);
  await expect(send(page)).rejects.toThrow(/ECONNREFUSED/);
  const moved = shop.sim.phones.linkTo({ merchantTransactionId: payment.MerchantTransactionID }) ?? '';
  expect((await send(moved)).status).toBe(200);
});
