import jsQR from 'jsqr';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { openShop, order } from '../kit/shop.ts';
import type { Body, Payment, Shop } from '../kit/shop.ts';

const pathOf = (shop: Shop, payment: Payment, page: string) =>
  payment.RedirectURL.replace(shop.sim.url, '').replace('/Home', page);
const open = (shop: Shop, payment: Payment, page: string) => shop.send('GET', pathOf(shop, payment, page));
const press = (shop: Shop, payment: Payment, page: string) => shop.send('POST', pathOf(shop, payment, page));
const back = (headers: Headers) => new URL(headers.get('location') ?? 'about:blank');

describe('The pages the customer sees', () => {
  it('lead from the code to the confirmation and back to the shop', async () => {
    const shop = await openShop();
    const payment = await shop.sell({ ReturnURL: 'https://shop.example/back?till=1' });

    const first = await open(shop, payment, '/Home');
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toBe(shop.sim.url + pathOf(shop, payment, '/Home/Alipay'));
    expect((await shop.lookUp(payment.ID)).Status.ID).toBe(1);

    const wallet = await open(shop, payment, '/Home/Alipay');
    expect(wallet.text).toContain('<svg');
    expect(wallet.text).toContain('Open in app');
    expect((await shop.lookUp(payment.ID)).Status).toMatchObject({ ID: 6, Info: 'PendingOnCustomer' });

    const confirmation = await open(shop, payment, '/Home/Confirm');
    expect(confirmation.text).toContain('12.50 EUR');
    expect(confirmation.text).toContain('Tea House');

    const confirmed = await press(shop, payment, '/Home/Confirm');
    expect(confirmed.status).toBe(302);
    expect(back(confirmed.headers).href).toBe(
      `https://shop.example/back?till=1&data=7&MerchantTransactionID=${payment.MerchantTransactionID}` +
        '&StatusID=7&StatusName=PendingOnProvider',
    );
    expect((await shop.lookUp(payment.ID)).Status.ID).toBe(7);
    shop.advance(1_000);
    expect((await shop.lookUp(payment.ID)).Status.ID).toBe(2);
  });

  it('start by choosing a currency when no email was sent', async () => {
    const shop = await openShop();
    const payment = await shop.sell({ Customer: undefined });
    const first = await open(shop, payment, '/Home');
    expect(first.status).toBe(200);
    expect(first.text).toContain('<option>EUR</option>');
    expect(first.text).toContain('/Home/Alipay');
  });

  it('show a code that leads to the confirmation', async () => {
    const shop = await openShop();
    const payment = await shop.sell();
    const { text } = await open(shop, payment, '/Home/Alipay');
    const target = shop.sim.url + pathOf(shop, payment, '/Home/Confirm');
    const modules = QRCode.create(target, { errorCorrectionLevel: 'M' }).modules;
    expect(text).toContain(`viewBox="0 0 ${modules.size + 4} ${modules.size + 4}"`);
    expect(text).toContain(
      await QRCode.toString(target, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
    );
    expect(scan(modules)).toBe(target);
  });

  it.each([
    ['/Home/Decline', '4', 4],
    ['/Home/Cancel', '3', 3],
  ])('%s sends the customer back with data=%s', async (page, data, status) => {
    const shop = await openShop();
    const payment = await shop.sell();
    await open(shop, payment, '/Home/Alipay');
    const left = await press(shop, payment, page);
    expect([...back(left.headers).searchParams]).toEqual([
      ['data', data],
      ['MerchantTransactionID', payment.MerchantTransactionID],
    ]);
    expect((await shop.lookUp(payment.ID)).Status.ID).toBe(status);
  });

  it('return from the screen in the shop once the customer has paid on the phone', async () => {
    const shop = await openShop();
    const payment = await shop.sell();
    expect((await open(shop, payment, '/Home/Alipay')).text).toContain('http-equiv="refresh"');
    shop.sim.act('latest', 'pay');
    const reloaded = await open(shop, payment, '/Home/Alipay');
    expect(back(reloaded.headers).searchParams.get('data')).toBe('2');
  });

  it('say that a payment has expired and change nothing about it', async () => {
    const shop = await openShop();
    const payment = await shop.sell();
    shop.sim.act('latest', 'walk-away');
    for (const answer of [
      await open(shop, payment, '/Home'),
      await open(shop, payment, '/Home/Confirm'),
      await press(shop, payment, '/Home/Confirm'),
    ]) {
      expect([answer.status, answer.text.includes('expired')]).toEqual([200, true]);
    }
    expect((await shop.lookUp(payment.ID)).Status.ID).toBe(5);
  });

  it.each([
    ['de-DE', undefined, 'de', ['Währung wählen', 'Weiter', 'Abbrechen', '12,50 EUR']],
    ['zh-TW', 'de', 'zh-TW', ['請選擇幣別', '繼續', '取消']],
    [undefined, 'zh-CN,zh;q=0.9', 'zh-CN', ['请选择币种', '继续', '取消']],
    [undefined, 'fr-CH, en;q=0.5', 'fr', ['Choisissez votre devise', 'Continuer', 'Annuler']],
    ['it-IT', 'es', 'es', ['Elija su moneda', 'Continuar', 'Cancelar']],
    ['it-IT', undefined, 'en', ['Choose your currency', 'Continue', 'Cancel', '12.50 EUR']],
  ])(
    'speak the language that the payment names (%s), else one that the browser accepts (%s)',
    async (Language, accepted, tag, words) => {
      const shop = await openShop();
      const payment = await shop.sell({ Language, Customer: undefined });
      const headers: Record<string, string> = accepted === undefined ? {} : { 'accept-language': accepted };
      const { text } = await shop.send('GET', pathOf(shop, payment, '/Home'), undefined, headers);
      expect(text).toContain(`<html lang="${tag}">`);
      for (const word of words) expect(text).toContain(word);
    },
  );

  it('show a code that a phone in the shop can open, while phones may come in', async () => {
    const shop = await openShop();
    const payment = await shop.sell();
    await shop.sim.phones.open('127.0.0.2');
    const target = shop.sim.phones.linkTo({ merchantTransactionId: payment.MerchantTransactionID }) ?? '';
    expect((await open(shop, payment, '/Home/Alipay')).text).toContain(
      await QRCode.toString(target, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
    );
  });

  it('show nothing without the right token', async () => {
    const shop = await openShop();
    const payment = await shop.sell();
    const guessed = `/Home/Confirm?PaymentToken=${'0'.repeat(32)}.${payment.ID}`;
    expect((await shop.send('POST', guessed)).status).toBe(404);
    expect((await shop.send('GET', '/Home')).status).toBe(404);
    expect((await shop.lookUp(payment.ID)).Status.ID).toBe(1);
  });

  it('say that they are a simulation, need no script and cannot be made to run one', async () => {
    const shop = await openShop();
    const Details = { ...(order().Payment.Details as Body), StoreName: `<script>"Tea" & 'Co'</script>` };
    const payment = await shop.sell({ Details, Customer: undefined });
    for (const page of ['/Home', '/Home/Alipay', '/Home/Confirm']) {
      const { text, headers } = await open(shop, payment, page);
      expect(text).toContain('Countertop’s simulator');
      expect(text).not.toContain('<script');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const { text } = await open(shop, payment, '/Home/Confirm');
    expect(text).toContain('&lt;script&gt;&quot;Tea&quot; &amp; &#39;Co&#39;&lt;/script&gt;');
  });
});

/** Paints the modules, four pixels each with a quiet zone, and reads them as a phone would. */
function scan(modules: { size: number; get(row: number, column: number): number }): string | undefined {
  const side = (modules.size + 8) * 4;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [row, column] = [Math.floor(y / 4) - 4, Math.floor(x / 4) - 4];
      const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
      if (inside && modules.get(row, column) === 1)
        pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return jsQR(pixels, side, side)?.data;
}
