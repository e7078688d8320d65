import { describe, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import { Place } from '../../../../src-renderer/state/place.svelte.ts';
import { ReceiptScan } from '../../../../src-renderer/state/sale/receipt-scan.ts';
import { historyPage, paymentRow, refundRow } from '../../harness/history-views.ts';
import { payment } from '../../harness/views.ts';
import { openSale, type } from './open-sale.ts';

const sold = payment({ reference: 'T1-20261101-000007-C0FFEE42', state: 'paid' });

const page = (...payments: readonly PaymentView[]) => historyPage(payments.map(paymentRow));

const openScan = async (view: Parameters<typeof openSale>[0] = {}) => {
  const opened = await openSale(view);
  const place = new Place(() => undefined);
  const signedIn = { away: false };
  const scan = new ReceiptScan(opened.bridge, opened.sale, place, () => signedIn.away);
  return { ...opened, place, scan, signedIn };
};

describe('the code of a receipt, scanned at the keypad', () => {
  test('opens its payment in History with its details, and keeps the typed amount', async () => {
    const { bridge, place, sale, scan } = await openScan();
    bridge.answer('history.page', page(sold));
    type(sale, '730');
    await scan.open(sold.reference);
    expect(place.screen).toBe('history');
    expect(place.story).toBe(sold.reference);
    expect(place.found?.text).toBe(sold.reference);
    expect(sale.amount).toBe(730);
    expect(bridge.made('history.page')).toMatchObject([{ text: sold.reference }]);
    expect(bridge.made('payments.start')).toEqual([]);
  });

  test('opens its payment with its details, refunded or not', async () => {
    const { bridge, place, scan } = await openScan();
    bridge.answer('history.page', historyPage([refundRow(sold), paymentRow(sold)]));
    await scan.open(sold.reference);
    expect(place.story).toBe(sold.reference);
  });

  test('shows every match, and opens none, when it is one of the shop’s own numbers', async () => {
    const { bridge, place, scan } = await openScan();
    bridge.answer('history.page', page(payment({ reference: 'T1-20261102-000008-C0FFEE43' }), sold));
    await scan.open('TABLE-0007');
    expect(place.screen).toBe('history');
    expect(place.story).toBeNull();
    expect(place.found?.page.rows).toHaveLength(2);
  });

  test('is found under another keyboard layout; if it is not, the till mentions the layout', async () => {
    const { bridge, place, sale, scan } = await openScan();
    bridge.answer('history.page', page());
    await scan.open('T1ß20261101ß000007ßC0FFEE42');
    expect(sale.notice.current).toEqual({ kind: 'scan', why: 'other-layout' });
    bridge.answer('history.page', page(sold));
    await scan.open('T1ß20261101ß000007ßC0FFEE42');
    expect(place.story).toBe(sold.reference);
  });

  test('does not interrupt a payment in progress, and searches nothing', async () => {
    const { bridge, place, sale, scan } = await openScan({ current: payment({ state: 'open' }) });
    await scan.open(sold.reference);
    expect(sale.notice.current).toEqual({ kind: 'scan', why: 'busy' });
    expect(place.screen).toBe('sale');
    expect(bridge.made('history.page')).toEqual([]);
  });

  test('opens nothing when the cashier has pressed Charge meanwhile', async () => {
    const { bridge, place, sale, scan } = await openScan();
    const searching = bridge.hold('history.page');
    const opening = scan.open(sold.reference);
    bridge.answer('payments.start', { answer: 'same-amount', earlier: sold });
    type(sale, '730');
    await sale.charge();
    await searching.answer(page(sold));
    await opening;
    expect(place.screen).toBe('sale');
    expect(sale.question).toEqual(sold);
    expect(sale.notice.current).toEqual({ kind: 'scan', why: 'busy' });
  });

  test('opens nothing when the cashier has gone to another screen or signed out meanwhile', async () => {
    const { bridge, place, scan, signedIn } = await openScan();
    const elsewhere = bridge.hold('history.page');
    const first = scan.open(sold.reference);
    place.go('day');
    await elsewhere.answer(page(sold));
    await first;
    expect(place.screen).toBe('day');
    place.go('sale');
    const away = bridge.hold('history.page');
    const second = scan.open(sold.reference);
    signedIn.away = true;
    await away.answer(page(sold));
    await second;
    expect(place.screen).toBe('sale');
  });

  test('says why nothing opens to people who may not see it', async () => {
    const { bridge, place, sale, scan } = await openScan();
    bridge.refuse('history.page', 'not-permitted', { permission: 'see-history' });
    await scan.open(sold.reference);
    expect(sale.notice.current).toMatchObject({ kind: 'problem', problem: { code: 'not-permitted' } });
    expect(place.screen).toBe('sale');
  });

  test('of another till is unknown here', async () => {
    const { bridge, place, sale, scan } = await openScan();
    bridge.answer('history.page', page());
    await scan.open(sold.reference);
    expect(sale.notice.current).toEqual({ kind: 'scan', why: 'unknown' });
    expect(place.screen).toBe('sale');
  });
});

test('a product’s barcode is not searched for', async () => {
  const { bridge, sale, scan } = await openScan();
  await scan.open('4006381333931');
  expect(sale.notice.current).toEqual({ kind: 'scan', why: 'unknown' });
  expect(bridge.made('history.page')).toEqual([]);
});

test.each([
  ['Alipay', '2847123456789012'],
  ['Alipay, at its longest', '301234567890123456789012'],
  ['WeChat', '134567890123456789'],
  ['UnionPay', '6212345678901234567'],
])('the code in a wallet of %s is not searched for, and who scans whose is said', async (_wallet, code) => {
  const { bridge, sale, scan } = await openScan();
  await scan.open(`]C0${code}`);
  expect(sale.notice.current).toEqual({ kind: 'scan', why: 'wallet-code' });
  expect(bridge.made('history.page')).toEqual([]);
});

test.each([
  '40063813',
  '036000291452',
  '4006381333931',
  '340123450000000018',
  '0104006381333931102611232126112921',
])('a code of goods or parcels, %s, is not taken for one of a wallet', async (code) => {
  const { sale, scan } = await openScan();
  await scan.open(code);
  expect(sale.notice.current).toEqual({ kind: 'scan', why: 'unknown' });
});

test('of two receipts scanned one after the other, the second opens', async () => {
  const { bridge, place, scan } = await openScan();
  const second = payment({ reference: 'T1-20261102-000008-C0FFEE43', state: 'paid' });
  const [slow, quick] = [bridge.hold('history.page'), bridge.hold('history.page')];
  const scans = [scan.open(sold.reference), scan.open(second.reference)];
  await slow.answer(page(sold));
  expect(place.screen).toBe('sale');
  await quick.answer(page(second));
  await Promise.all(scans);
  expect(place.story).toBe(second.reference);
});
