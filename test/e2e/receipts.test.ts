import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAPER } from '#domain/print/paper-width.ts';
import { openJournal } from '../sqlite/kit/open-journal.ts';
import { lettersOn, printOnPaper } from '../support/print/escpos.ts';
import type { NetworkPrinter } from '../support/print/network-printer.ts';
import { openPrinter } from '../support/print/network-printer.ts';
import { pictureOf } from '../support/print/paper-picture.ts';
import { readQr } from '../support/read-qr.ts';
import type { Station } from '../support/station.ts';
import { charge, freshHome, openStation, referenceOn, removeHome, tillState } from '../support/station.ts';

const pictures = join(import.meta.dirname, '..', '..', 'out', 'receipts');
mkdirSync(pictures, { recursive: true });

let station: Station;
let printer: NetworkPrinter;
const home = freshHome();

const at = (testid: string) => station.till.getByTestId(testid);
const receiptIs = (state: string) =>
  station.till.locator(`[data-testid="receipt-state"][data-state="${state}"]`).waitFor();

/** Fills in Settings as a shop would, and saves. */
const setUp = async (address: string, width: 58 | 80): Promise<void> => {
  await at('rail-settings').click();
  await at('printer-kind-tcp').check({ force: true });
  await at('printer-address').fill(address);
  await at(`receipt-width-${width}`).check({ force: true });
  await at('receipt-mode-auto').check({ force: true });
  await at('settings-save').click();
  await at('settings-saved').waitFor();
};

const backToSale = async (): Promise<void> => {
  await at('rail-sale').click();
  await at('amount').waitFor();
};

const sell = async (hundredths: number): Promise<string> => {
  await charge(station.till, hundredths);
  await tillState(station.till, 'open');
  await at('training-pay').click();
  await tillState(station.till, 'paid');
  return referenceOn(station.till);
};

const look = async (name: string, bytes: Buffer, width: 58 | 80) => {
  const { dots } = PAPER[width];
  const paper = printOnPaper(bytes, dots);
  const png = await pictureOf(paper, dots, station.customer);
  writeFileSync(join(pictures, `${name}.png`), png);
  return { paper, png, letters: lettersOn(paper) };
};

beforeAll(async () => {
  printer = await openPrinter();
  station = await openStation({ home });
});
afterAll(async () => {
  await station.close();
  printer.close();
  removeHome(home);
});

test('a test page prints on a printer that is typed but not saved yet', async () => {
  await at('rail-settings').click();
  await at('printer-kind-tcp').check({ force: true });
  await at('printer-address').fill(printer.address);
  const out = printer.next();
  await at('printer-test').click();
  await out;
  await at('printer-tested').waitFor();
  const { paper, letters } = await look('test-page', printer.papers.at(-1)!, 80);
  expect(letters).toContain('TEST PAGE');
  expect(paper.isCut).toBe(true);
});

test('a paid sale prints automatically, in English, and its code carries the reference', async () => {
  await setUp(printer.address, 80);
  await backToSale();
  const out = printer.next();
  const reference = await sell(1250);
  await out;
  await receiptIs('printed');
  const { letters, png } = await look('paid-english-80', printer.papers.at(-1)!, 80);
  expect(letters).toContain('PAID');
  expect(letters).toContain('CNY 12.50');
  expect(letters).toContain('TRAINING');
  expect(letters).not.toContain('DUPLICATE');
  expect(readQr(png)).toBe(reference);
});

/** Notes what would be opened, instead of opening it in programs that the tests' computer may not have. */
const handedToTheSystem = async ({ app }: Station): Promise<() => Promise<readonly string[]>> => {
  const paths = await app.evaluateHandle(({ shell }) => {
    const opened: string[] = [];
    shell.openPath = (path) => {
      opened.push(path);
      return Promise.resolve('');
    };
    return opened;
  });
  return () => paths.evaluate((opened) => opened);
};

test('a copy printed from the payment’s details is a duplicate, is in the journal, and is opened on request', async () => {
  const reference = await referenceOn(station.till);
  await at('history-row').first().click();
  const out = printer.next();
  await at('receipt-print').click();
  await out;
  await receiptIs('printed');
  const { letters } = await look('duplicate-80', printer.papers.at(-1)!, 80);
  expect(letters).toContain('DUPLICATE 1');
  await at('receipt-pdf').click();
  await at('receipt-state').getByText(`receipt-${reference}-duplicate-2.pdf`).waitFor();
  const folder = join(home, 'training', 'receipts');
  expect(readdirSync(folder)).toEqual([`receipt-${reference}-duplicate-2.pdf`]);
  const pdf = readFileSync(join(folder, readdirSync(folder)[0]!));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  // 80 mm in points; Chromium rounds to the next.
  expect(/\/MediaBox\s*\[0 0 22[67](?:\.\d+)? /.test(pdf.toString('latin1'))).toBe(true);
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  writeFileSync(join(pictures, 'duplicate.pdf'), pdf);
  const opened = await handedToTheSystem(station);
  await at('receipt-open').click();
  await expect.poll(opened).toEqual([join(folder, readdirSync(folder)[0]!)]);
  await station.till.keyboard.press('Escape');
});

test('a customer who reads Chinese gets a Chinese receipt, on narrow paper too', async () => {
  await at('rail-settings').click();
  await at('field-storeAddress').fill('上海市黄浦区花园路十二号花园商场一层\n12 Garden Road, Shanghai');
  await setUp(printer.address, 58);
  await backToSale();
  await station.customer.getByTestId('customer-language-zh-CN').click();
  const out = printer.next();
  const reference = await sell(8_800);
  await out;
  await receiptIs('printed');
  const { paper, letters, png } = await look('paid-chinese-58', printer.papers.at(-1)!, 58);
  expect(letters).toContain('CNY 88.00');
  expect(letters).toContain('12 Garden Road, Shanghai');
  expect(letters).not.toContain('PAID');
  const drawn = paper.ink.filter(({ kind }) => kind === 'bitmap');
  expect(drawn.length).toBeGreaterThan(10);
  for (const ink of drawn) expect('bytes' in ink && ink.bytes.some((byte) => byte !== 0)).toBe(true);
  expect(readQr(png)).toBe(reference);
});

test('a refund has its own receipt, in the language of its sale', async () => {
  await at('history-row').first().click();
  await at('refund').click();
  await at('refund-amount').fill('8.00');
  await at('refund-confirm').click();
  await station.till.locator('[data-testid="refund-state"][data-state="refunded"]').waitFor();
  const out = printer.next();
  await at('refund-receipt-print').click();
  await out;
  await station.till.locator('[data-testid="refund-receipt-state"][data-state="printed"]').waitFor();
  const { letters, paper, png } = await look('refund-chinese-58', printer.papers.at(-1)!, 58);
  expect(letters).toContain('CNY 8.00');
  expect(letters).not.toContain('REFUNDED');
  expect(paper.ink.some(({ kind }) => kind === 'bitmap')).toBe(true);
  expect(readQr(png)).toMatch(/-R00001-/);
  await station.till.keyboard.press('Escape');
});

test('a printer that is off does not hold up the sale, and the till says what to do', async () => {
  await setUp('127.0.0.1:9', 80);
  await backToSale();
  await sell(500);
  await receiptIs('failed');
  expect(await at('receipt-state').innerText()).toContain('The receipt was not printed: the payment stands');
  expect(await at('receipt-print').innerText()).toBe('Print receipt');
  await at('new-sale').click();
  await tillState(station.till, 'idle');
});

test('a missing system printer is reported', async () => {
  await at('rail-settings').click();
  await at('printer-kind-system').check({ force: true });
  await at('printer-address').fill('No such printer');
  await at('system-printers')
    .getByText(/This computer has no printer/)
    .waitFor();
  await at('printer-test').click();
  await at('problem').getByText('The printer cannot be reached').waitFor();
});

test('every copy that may have been printed is in the journal', async () => {
  await station.close();
  const journal = openJournal(join(home, 'training', 'journal.db'));
  const copies = journal
    .records(['receipt-printed'], 0)
    .map(({ record }) => [record.copy, record.printer, record.language]);
  journal.close();
  expect(copies).toEqual([
    [1, 'tcp', 'en'],
    [2, 'tcp', 'en'],
    [1, 'tcp', 'zh-CN'],
    [1, 'tcp', 'zh-CN'],
  ]);
});
