import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAPER } from '#domain/print/paper-width.ts';
import { typeByHand } from '../support/cashier.ts';
import { lettersOn, printOnPaper } from '../support/print/escpos.ts';
import type { NetworkPrinter } from '../support/print/network-printer.ts';
import { openPrinter } from '../support/print/network-printer.ts';
import { drawn, fitWindows } from '../support/print/pictures.ts';
import type { GatewayBench, Station } from '../support/station.ts';
import { freshHome, openGatewayBench, openStation, removeHome, tillState } from '../support/station.ts';
import type { ZRecord } from './day/journal.ts';
import { add, csvRows, csvSum, gatewayRecords, journalTotals, sumUp, zRecords } from './day/journal.ts';
import { overviewNets, shownNet, todayNet } from './day/nets.ts';
import { addCashier, approve, makeFirstManager, signIn, takeOver } from './day/people.ts';
import { nextReference, referenceNow, sell, typeAndCharge } from './day/sales.ts';
import {
  PAID_LATE,
  REFUNDED_WHOLE,
  REFUNDED_IN_PARTS,
  ASKED_TWICE,
  REFUND_FAILS,
  LINS_SALES,
  MEIS_SALES,
  TAOS_SALES,
} from './day/planned-day.ts';
import { stable, zoneAmidAnHour } from './day/stable.ts';

const CHEN = { name: 'Chen', pin: '830219' };
const LIN = { name: 'Lin', pin: '47110' };
const MEI = { name: 'Mei', pin: '62958' };
const TAO = { name: 'Tao', pin: '90473' };

const NEVER_ARRIVED = sumUp([7770, 2660]);

const pictures = join(import.meta.dirname, '..', '..', 'out', 'day');
mkdirSync(pictures, { recursive: true });

let bench: GatewayBench;
let printer: NetworkPrinter;
let station: Station;
const home = freshHome();
const journalFile = join(home, 'bench', 'journal.db');
const at = (testid: string) => station.till.getByTestId(testid);
const picture = (name: string): Promise<void> => drawn(station.till, join(pictures, `${name}.png`));
const row = (amount: number) => at('history-row').filter({ hasText: (amount / 100).toFixed(2) });

beforeAll(async () => {
  bench = await openGatewayBench();
  await bench.control('settings', { refundDelayMs: 500 });
  printer = await openPrinter();
  const receipts = { mode: 'ask', printer: 'tcp', address: printer.address, width: 80 };
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ receipts, asksAfterPaid: true }));
  const env = { TZ: zoneAmidAnHour(new Date()) };
  station = await openStation({ home, gateway: bench.gateway, staffed: true, env });
  await fitWindows(station, { width: 1024, height: 600 });
});
afterAll(async () => {
  await station.close();
  await bench.simulator.close();
  printer.close();
  removeHome(home);
});

/** Net sales wherever the till shows them, in hundredths. */
const nets: Record<string, number> = {};

/** Refunds what the form offers, or less, up to the amount that needs an approver. */
const refundFromForm = async (amount: number, part?: string): Promise<void> => {
  await row(amount).click();
  await at('refund').click();
  await at('refund-amount').waitFor();
  if (part !== undefined) await typeByHand(station.till, part);
  await picture('06-refund-form');
  await at('refund-confirm').click();
};

/** Waits until this many refunds of the open payment have this state, and closes it. */
const refundsAre = async (state: string, count: number): Promise<void> => {
  const ended = station.till.locator(`[data-testid="refund-state"][data-state="${state}"]`);
  await ended.nth(count - 1).waitFor();
  await at('story-back').click();
};

test('the shop’s first manager adds three cashiers', async () => {
  await picture('01-first-manager');
  await makeFirstManager(station.till, CHEN);
  await at('rail-staff').click();
  for (const cashier of [LIN, MEI, TAO]) await addCashier(station.till, cashier);
  await picture('02-staff');
  expect(await at('staff-row').count()).toBe(4);
  await at('hand-over').click();
});

test('the first cashier sells, is asked about the same amount, and refunds with the manager’s PIN', async () => {
  const { till } = station;
  await at('sign-in').waitFor();
  await picture('03-sign-in');
  await takeOver(till, LIN, '');
  await sell(till, bench, LINS_SALES);
  await picture('04-sale');

  await typeAndCharge(till, ASKED_TWICE);
  await at('same-amount').waitFor();
  await picture('05-same-amount');
  await at('same-amount-back').click();
  const earlier = await referenceNow(till);
  await till.keyboard.press('Enter');
  await at('same-amount-charge').click();
  const reference = await nextReference(till, earlier);
  await tillState(till, 'open');
  bench.simulator.act({ merchantTransactionId: reference }, 'pay');
  await tillState(till, 'paid');

  await refundFromForm(REFUNDED_WHOLE);
  await at('approval').waitFor();
  await picture('06-approval');
  await approve(till, CHEN);
  await picture('07-story-refund');
  await at('story-back').click();
  await refundFromForm(REFUNDED_IN_PARTS, '300.00');
  await approve(till, CHEN);
  await at('story-back').click();
  await refundFromForm(REFUNDED_IN_PARTS, '99.50');
  await approve(till, CHEN);
  await refundsAre('refunded', 2);
  await row(REFUNDED_WHOLE).click();
  await refundsAre('refunded', 1);

  await row(REFUNDED_IN_PARTS).click();
  const out = printer.next();
  await at('receipt-print').click();
  await out;
  await at('story-back').click();
  const paper = printOnPaper(printer.papers[0]!, PAPER[80].dots);
  await expect(stable(lettersOn(paper))).toMatchFileSnapshot('golden/whole-day-receipt.txt');
  await at('hand-over').click();
});

test('the second cashier takes over and sells despite every fault; a refund fails', async () => {
  const { till } = station;
  await takeOver(till, MEI, '1204.44');
  await sell(till, bench, MEIS_SALES);
  await refundFromForm(REFUND_FAILS);
  await approve(till, CHEN);
  await refundsAre('failed', 1);
  await at('hand-over').click();
});

test('the third cashier sells, settles a late payment, and counts without seeing the totals', async () => {
  const { till } = station;
  await takeOver(till, TAO, '410');
  await sell(till, bench, TAOS_SALES);
  await picture('08-in-doubt');
  await at('late-alert').waitFor();
  await picture('09-late-alert');
  await at('late-accept').click();
  await approve(till, CHEN);
  await at('late-alert').waitFor({ state: 'detached' });

  await at('rail-day').click();
  await at('shift-declared').fill('471.93');
  await at('shift-close').click();
  await at('shift-closed').waitFor();
  await picture('10-blind-close');
  expect(await at('shift-closed').innerText()).not.toMatch(/\d\.\d\d/);
  await at('sign-out').click();
});

test('the manager reads the X, reconciles with the gateway, signs off what is unresolved and closes the day', async () => {
  const { till } = station;
  await signIn(till, CHEN);
  nets['Today'] = await todayNet(till);
  Object.assign(nets, await overviewNets(till, join(home, 'bench', 'exports')));
  await picture('11-overview');
  await at('rail-audit').click();
  await at('audit-row').first().waitFor();
  await picture('11-audit');
  await at('rail-day').click();
  nets['Day'] = await shownNet(till, 'day-net');
  await at('x-report').click();
  await at('x-sheet').waitFor();
  nets['X'] = await shownNet(till, 'report-net');
  await picture('12-x');
  await at('day-back').click();
  await at('reconcile').click();
  await at('reconcile-state').waitFor();
  await picture('13-reconciled');
  expect(await at('reconcile-state').getAttribute('data-state')).toBe('different');
  expect(await at('reconcile-line').count()).toBe(1);
  expect(await at('reconcile-line').innerText()).toContain('¥710.13');
  await at('day-back').click();
  await at('close-day').click();
  await at('sign-off-note').fill('The customer paid with cash');
  await picture('14-close-unresolved');
  await at('close-confirm').click();
  await at('z-number').waitFor();
  await picture('15-z');
  nets['Z'] = await shownNet(till, 'report-net');
  for (const folded of await till.locator('article summary').all()) await folded.click();
  const z = await till
    .locator('article')
    .filter({ has: at('z-number') })
    .innerText();
  await expect(stable(z)).toMatchFileSnapshot('golden/whole-day-z.txt');
});

test('journal, Z and CSV agree with the gateway’s own records, to the cent', async () => {
  await at('rail-sale').click();
  await at('export-csv').click();
  await at('export-result').waitFor();
  await picture('16-exported');
  const csv = readFileSync(join(home, 'bench', 'exports', await at('export-result').innerText()), 'utf8');
  await expect(stable(csv)).toMatchFileSnapshot('golden/whole-day.csv');

  const gateway = gatewayRecords(bench.simulator);
  const late = sumUp([PAID_LATE[0]]);
  const failed = add(gateway.payments.failed, NEVER_ARRIVED);
  expect(gateway.stored + NEVER_ARRIVED.count).toBe(40);

  const journal = await journalTotals(journalFile);
  expect(journal.payments).toEqual({
    paid: { CNY: gateway.payments.paid },
    cancelled: { CNY: gateway.payments.cancelled },
    expired: { CNY: gateway.payments.expired },
    failed: { CNY: failed },
    unknown: { CNY: gateway.payments.open },
  });
  expect(journal.refunds).toEqual({
    refunded: { CNY: gateway.refunds.refunded },
    failed: { CNY: gateway.refunds.failed },
  });
  expect(journal).toMatchObject({
    late: [{ accepted: true }],
    unresolved: [{ amount: 71_013 }],
    zNumbers: [1],
  });

  const zs = zRecords(journalFile);
  expect(zs).toHaveLength(1);
  const { report } = zs[0] as ZRecord;
  expect(report.payments).toEqual({
    started: { CNY: add(...Object.values(gateway.payments), NEVER_ARRIVED) },
    paid: { CNY: gateway.payments.paid },
    // The late payment was cancelled first, and each ending is counted.
    cancelled: { CNY: add(gateway.payments.cancelled, late) },
    expired: { CNY: gateway.payments.expired },
    failed: { CNY: failed },
  });
  expect(report.refunds).toEqual({
    asked: { CNY: gateway.refunds.asked },
    refunded: { CNY: gateway.refunds.refunded },
    failed: { CNY: gateway.refunds.failed },
  });
  const net = gateway.payments.paid.sum - gateway.refunds.refunded.sum;
  expect(report.net).toEqual({ CNY: net });
  expect(nets).toEqual({ Today: net, Overview: net, 'Overview CSV': net, Day: net, X: net, Z: net });
  expect(report.grandTotal.after).toEqual({
    CNY: { paid: gateway.payments.paid.sum, refunded: gateway.refunds.refunded.sum },
  });
  expect(report.cashiers.map(({ cashier }) => cashier?.name).sort()).toEqual(['Lin', 'Mei', 'Tao']);
  expect(add(...report.cashiers.flatMap(({ paid }) => Object.values(paid)))).toEqual(gateway.payments.paid);
  expect(add(...report.cashiers.flatMap(({ refunded }) => Object.values(refunded)))).toEqual(
    gateway.refunds.refunded,
  );

  const records = csvRows(csv);
  const refunds = records.filter(({ record }) => record === 'refund');
  expect(csvSum(refunds, 'refunded')).toEqual(gateway.refunds.refunded);
  expect(csvSum(refunds, 'failed')).toEqual(gateway.refunds.failed);
  const rows = records.filter(({ record }) => record === 'payment');
  for (const state of ['paid', 'cancelled', 'expired'] as const)
    expect(csvSum(rows, state)).toEqual(gateway.payments[state]);
  expect(csvSum(rows, 'failed')).toEqual(failed);
  expect(csvSum(rows, 'unknown')).toEqual(gateway.payments.open);
  const paid = rows.filter((one) => one['state'] === 'paid');
  expect(Object.fromEntries(paid.map((one) => [one['reference'], Number(one['taken_hundredths'])]))).toEqual(
    gateway.paidByReference,
  );
  expect(paid.filter((one) => one['late'] === 'yes')).toHaveLength(1);
});
