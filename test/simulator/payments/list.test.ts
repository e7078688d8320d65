import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openShop } from '../kit/shop.ts';
import type { Payment, Shop } from '../kit/shop.ts';

type Page = {
  Payments: Payment[];
  TotalPages: number;
  PageSize: number;
  PageIndex: number;
  Count: number;
  TotalCount: number;
  Error?: string;
};

const list = async (shop: Shop, query = ''): Promise<Page> =>
  (await shop.send('GET', `/v1/payments${query}`)).body as Page;
const references = (page: Page) => page.Payments.map((payment) => payment.MerchantTransactionID);

/** Three payments, a minute apart: a small open one, a paid one, a large one in another currency. */
async function busyShop(): Promise<Shop> {
  const shop = await openShop();
  await shop.sell({ MerchantTransactionID: 'b-cheap', Amount: 500, BillingAddress: { Country: 'CN' } });
  shop.advance(60_000);
  await shop.sell({ MerchantTransactionID: 'c-paid', Amount: 1000, BillingAddress: undefined });
  shop.sim.act('latest', 'pay');
  shop.advance(60_000);
  await shop.sell({ MerchantTransactionID: 'a-dear', Amount: 2000, Currency: 'CNY' });
  return shop;
}

describe('The list of payments', () => {
  it.each([
    ['newest first by default', '', ['a-dear', 'c-paid', 'b-cheap']],
    ['oldest first on request', '?sortdirection=asc', ['b-cheap', 'c-paid', 'a-dear']],
    ['by amount', '?sortBy=amount&sortDirection=asc', ['b-cheap', 'c-paid', 'a-dear']],
    ['by reference', '?sortBy=MerchantTransactionID&sortDirection=ASC', ['a-dear', 'b-cheap', 'c-paid']],
    ['by time', '?sortBy=inputdatetime', ['a-dear', 'c-paid', 'b-cheap']],
    ['from a time on', '?startDate=20260301102130', ['a-dear', 'c-paid']],
    ['up to a time', '?ENDDATE=20260301102130', ['c-paid', 'b-cheap']],
    ['of a method', '?methodID=24', ['a-dear', 'c-paid', 'b-cheap']],
    ['of another method', '?methodID=1066', []],
    ['of a status', '?statusid=2', ['c-paid']],
    ['of a country', '?country=cn', ['b-cheap']],
    ['of a currency', '?Currency=cny', ['a-dear']],
    ['from a minimum amount', '?minimumAmount=1000', ['a-dear', 'c-paid']],
    ['up to a maximum amount', '?maximumAmount=1000', ['c-paid', 'b-cheap']],
    ['of one reference', '?merchantTransactionID=c-paid', ['c-paid']],
    ['of an unknown reference', '?merchantTransactionID=C-PAID', []],
    ['recurring ones', '?typeID=2', []],
    ['ordinary ones', '?typeID=1&country=', ['a-dear', 'c-paid', 'b-cheap']],
    ['two filters together', '?statusID=1&currency=EUR', ['b-cheap']],
    ['unknown parameters are ignored', '?limit=1', ['a-dear', 'c-paid', 'b-cheap']],
  ])('%s', async (_title, query, expected) => {
    expect(references(await list(await busyShop(), query))).toEqual(expected);
  });

  it('sorts the newer of two equal amounts first when the largest come first', async () => {
    const shop = await openShop();
    for (const reference of ['older', 'newer'])
      await shop.sell({ MerchantTransactionID: reference, Amount: 500 });
    expect(references(await list(shop, '?sortBy=amount'))).toEqual(['newer', 'older']);
    expect(references(await list(shop, '?sortBy=amount&sortDirection=asc'))).toEqual(['older', 'newer']);
  });

  it('finds a payment by the provider’s ID', async () => {
    const shop = await busyShop();
    const { MethodTransactionID } = (await list(shop, '?statusID=2')).Payments[0]!;
    expect(MethodTransactionID).toMatch(/^\d{28}$/);
    expect(references(await list(shop, `?methodTransactionID=${String(MethodTransactionID)}`))).toEqual([
      'c-paid',
    ]);
  });

  it('has fewer fields than the payment itself', async () => {
    const { Payments } = await list(await busyShop(), '?merchantTransactionID=b-cheap');
    expect(Payments[0]).toMatchObject({
      SiteID: 4711,
      Status: { ID: 1 },
      BillingAddress: null,
      ReferenceDetails: null,
      RedirectURL: null,
      TokenLifetime: null,
    });
  });

  it('numbers pages from one and says how many there are', async () => {
    const shop = await busyShop();
    const { Payments, ...counts } = await list(shop, '?pagesize=2&pageindex=2');
    expect(Payments).toHaveLength(1);
    expect(counts).toEqual({ TotalPages: 2, PageSize: 2, PageIndex: 2, Count: 1, TotalCount: 3 });
  });

  it('has fifty rows a page by default, and none when nothing was sold', async () => {
    const shop = await openShop();
    expect(await list(shop)).toEqual({
      Payments: [],
      TotalPages: 0,
      PageSize: 50,
      PageIndex: 1,
      Count: 0,
      TotalCount: 0,
    });
    await shop.control('settings', { pageSize: 10 });
    expect((await list(shop)).PageSize).toBe(10);
  });

  it.each([
    'pageSize=0',
    'pageIndex=-1',
    'startDate=2026-03-01',
    'sortDirection=up',
    'sortBy=id',
    'country=CHN',
  ])('says what is wrong with %s', async (query) => {
    const shop = await openShop();
    const answer = await shop.send('GET', `/v1/payments?${query}&currency=EUR`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ Payments: [], TotalCount: 0 });
    expect((answer.body as Page).Error).toContain(query.split('=')[0]!.toLowerCase());
  });

  it('all pages together are the whole list, whatever their size and order', async () => {
    const shop = await openShop();
    for (const Amount of [300, 500, 300, 900, 500, 300, 700]) await shop.sell({ Amount });
    const sorting = fc.record({
      by: fc.constantFrom('', 'amount', 'inputdatetime', 'merchanttransactionid'),
      direction: fc.constantFrom('', 'asc', 'desc'),
      size: fc.integer({ min: 1, max: 9 }),
      atLeast: fc.constantFrom('', '400', '800'),
    });
    await fc.assert(
      fc.asyncProperty(sorting, async ({ by, direction, size, atLeast }) => {
        const query = `?sortBy=${by}&sortDirection=${direction}&minimumAmount=${atLeast}`;
        const whole = await list(shop, query);
        const rows: Payment[] = [];
        const { TotalPages } = await list(shop, `${query}&pageSize=${size}`);
        for (let index = 1; index <= TotalPages; index += 1) {
          rows.push(...(await list(shop, `${query}&pageSize=${size}&pageIndex=${index}`)).Payments);
        }
        expect(rows).toEqual(whole.Payments);
        expect(rows).toHaveLength(whole.TotalCount);
        expect((await list(shop, `${query}&pageSize=${size}&pageIndex=${TotalPages + 1}`)).Payments).toEqual(
          [],
        );
      }),
      { numRuns: 25 },
    );
  });
});
