import { describe, expect, it } from 'vitest';
import { SCENARIO_NAMES, scenarioForAmount, SCENARIOS } from '#simulator/scenarios.ts';
import type { ScenarioName } from '#simulator/scenarios.ts';
import { amountOf } from './kit/amount-of.ts';
import { codesIn, openShop, paymentIn, refundIn } from './kit/shop.ts';

/** What happens without a person, as "second:status" from the creation on. */
const TIMELINES: [ScenarioName, string][] = [
  ['waits', '0:1 299:1 300:5'],
  ['pays-soon', '0:1 2:2 400:2'],
  ['pays-late', '19:1 20:2'],
  ['declines', '1:1 2:4'],
  ['expires-early', '2:1 3:5'],
  ['customer-cancels', '1:1 2:3'],
  ['late-success', '2:1 3:5 7:5 8:2 400:2'],
  ['unknown-status', '1:1 2:99 6:99 7:2'],
  ['goes-backwards', '1:1 2:7 4:1 8:2'],
  ['empty-reasons', '1:1 2:2'],
  ['null-customer', '1:1 2:2'],
  ['pending-for-long', '1:1 2:7 59:7 60:2'],
  ['paid-after-decline', '1:1 2:4 6:4 7:2'],
  ['refunds-fail', '1:1 2:2'],
];

describe('The last two digits of the amount choose the scenario', () => {
  it.each(TIMELINES)('%s: %s', async (name, timeline) => {
    const shop = await openShop();
    const { ID } = await shop.sell({ Amount: amountOf(name) });
    let passed = 0;
    const seen: string[] = [];
    for (const second of timeline.split(' ').map(Number.parseFloat)) {
      shop.advance((second - passed) * 1000);
      passed = second;
      seen.push(`${second}:${(await shop.lookUp(ID)).Status.ID}`);
    }
    expect(seen.join(' ')).toBe(timeline);
  });

  it('an amount of one digit counts as if it had a leading zero', () => {
    expect(scenarioForAmount('1')).toBe('pays-soon');
  });

  it('the documented sample’s amount and round prices are ordinary', () => {
    for (const amount of ['11', '1211', '100', '250', '999'])
      expect(scenarioForAmount(amount)).toBeUndefined();
  });

  it('no two scenarios share an ending', () => {
    const withEnding = SCENARIO_NAMES.filter((name) => SCENARIOS[name].ending !== undefined);
    const chosen = withEnding.map((name) => scenarioForAmount(String(amountOf(name))));
    expect(chosen).toEqual(withEnding);
  });
});

describe('Answers that differ from the documents', () => {
  it('another amount than requested', async () => {
    const shop = await openShop();
    const { ID, Amount } = await shop.sell({ Amount: amountOf('wrong-amount') });
    expect([Amount, (await shop.lookUp(ID)).Amount]).toEqual(['4313', '4313']);
  });

  it('another currency than requested', async () => {
    const shop = await openShop();
    const Amount = amountOf('wrong-currency');
    expect((await shop.sell({ Amount })).Currency).toBe('CNY');
    expect((await shop.sell({ Amount, Currency: 'CNY' })).Currency).toBe('USD');
  });

  it('numbers instead of texts and texts instead of numbers', async () => {
    const shop = await openShop();
    const { ID, Amount } = await shop.sell({ Amount: amountOf('number-types') });
    shop.advance(2_000);
    expect([Amount, codesIn(await shop.lookUp(ID))]).toEqual([4218, ['15']]);
  });

  it('a code no table lists', async () => {
    const shop = await openShop();
    const answer = await shop.create({ Amount: amountOf('unknown-return-code') });
    expect([answer.status, codesIn(paymentIn(answer))]).toEqual([400, [149]]);
  });

  it('an empty list of reasons, no customer, a code to scan', async () => {
    const shop = await openShop();
    expect((await shop.sell({ Amount: amountOf('empty-reasons') })).Status.Reasons).toEqual([]);
    expect((await shop.sell({ Amount: amountOf('null-customer') })).Customer).toBeNull();
    const given = {
      ReferenceDetails: { QRCodeURL: expect.stringContaining('/Home/Confirm?PaymentToken=') as string },
    };
    expect(await shop.sell({ Amount: amountOf('qr-code-given') })).toMatchObject(given);
    await shop.control('settings', { qrCodeGiven: true });
    expect(await shop.sell()).toMatchObject(given);
  });
});

describe('Scenarios that wait for a person', () => {
  it('declined-after-scan: fails two seconds after the scan', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ Amount: amountOf('declined-after-scan') });
    shop.advance(10_000);
    shop.sim.act('latest', 'scan');
    expect((await shop.lookUp(ID)).Status.ID).toBe(6);
    shop.advance(2_000);
    expect((await shop.lookUp(ID)).Status.ID).toBe(4);
  });

  it('cancel-refused: the shop cannot cancel although nobody scanned', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ Amount: amountOf('cancel-refused') });
    const answer = await shop.send('POST', `/v1/payments/${ID}/cancel`);
    expect([answer.status, codesIn(paymentIn(answer))]).toEqual([400, [122]]);
    expect((await shop.lookUp(ID)).Status.ID).toBe(1);
  });

  it.each([
    ['paid-after-cancel', 3, 5_000, 2],
    ['cancel-requested', 15, 2_000, 3],
  ] as const)('%s: the cancellation is not final', async (name, first, ms, last) => {
    const shop = await openShop();
    const { ID } = await shop.sell({ Amount: amountOf(name) });
    const answer = await shop.send('POST', `/v1/payments/${ID}/cancel`);
    expect([answer.status, paymentIn(answer).Status.ID]).toEqual([200, first]);
    shop.advance(ms);
    expect((await shop.lookUp(ID)).Status.ID).toBe(last);
  });

  it('refunds-fail: a refund fails', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell({ Amount: amountOf('refunds-fail') });
    shop.advance(2_000);
    const path = `/v1/payments/${ID}/refunds`;
    const refund = refundIn(
      await shop.send('POST', path, { Refund: { MerchantTransactionID: 'r', Amount: 1 } }),
    );
    expect(refund.Status.ID).toBe(1);
    shop.advance(2_000);
    expect(refundIn(await shop.send('GET', `${path}/${refund.ID}`)).Status).toMatchObject({
      ID: 4,
      Reasons: [{}],
    });
  });
});
