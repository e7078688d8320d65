import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bitmap, PaperText, PaperWidth, Receipt } from '#contract';
import { describeReceipt } from '#domain/receipt.ts';
import { readQr } from '../../support/read-qr.ts';
import { inLanguage, ofPayment, ofRefund, PAYMENTS, REFUNDS } from '../../support/receipts.ts';
import type { TillWindow } from '../harness/till-window.ts';
import { openTillWindow } from '../harness/till-window.ts';

const pictures = join(import.meta.dirname, '..', '..', '..', 'out', 'receipts');

interface Offered {
  readonly show: (receipt: Receipt, width: PaperWidth) => number;
  readonly rasterise: (lines: readonly PaperText[], dots: number) => Bitmap[];
}
type PageOfReceipts = typeof globalThis & { readonly receiptPage: Offered };

let window: TillWindow;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  window = await openTillWindow();
  await window.open();
  await window.page.goto('app://till/receipt.html');
});
afterAll(async () => window.close());

const show = async (receipt: Receipt, width: PaperWidth): Promise<number> => {
  const height = await window.page.evaluate(
    ([shown, wide]) => (globalThis as PageOfReceipts).receiptPage.show(shown, wide),
    [receipt, width] as const,
  );
  await window.size(Math.ceil((width / 25.4) * 96) + 1, height);
  return height;
};

const long = {
  ...PAYMENTS.paid,
  terminal: { ...PAYMENTS.paid.terminal, storeName: '花园咖啡馆 Garden Café & Bakery ¥' },
};
const SHEETS = {
  'page-english-80': [describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('en', 2)), 80],
  'page-chinese-58': [
    describeReceipt({ ...ofPayment(long, 'training'), terminal: long.terminal }, inLanguage('zh')),
    58,
  ],
  'page-refund-58': [describeReceipt(ofRefund(REFUNDS.requested), inLanguage('en')), 58],
} as const satisfies Record<string, readonly [Receipt, PaperWidth]>;

describe('the page that system printers and PDF files are made of', () => {
  test.each(Object.entries(SHEETS))(
    '%s shows everything within the paper, and its code can be read',
    async (name, [receipt, width]) => {
      await show(receipt, width);
      const outside = await window.page.evaluate(() => {
        const paper = document.querySelector('article')!.getBoundingClientRect();
        return [...document.querySelectorAll('article *')].filter((one) => {
          const box = one.getBoundingClientRect();
          return box.left < paper.left || box.right > paper.right + 0.5;
        }).length;
      });
      expect(outside).toBe(0);
      const words = await window.page.locator('article').innerText();
      for (const block of receipt.blocks) {
        if ('text' in block) expect(words).toContain(block.text);
        if (block.kind === 'fact') expect(words).toContain(block.value);
      }
      const png = await window.page.screenshot();
      writeFileSync(join(pictures, `${name}.png`), png);
      const code = receipt.blocks.find(({ kind }) => kind === 'code');
      expect(readQr(png)).toBe(code && 'payload' in code && code.payload);
    },
  );

  test('a second receipt takes the place of the first', async () => {
    await show(SHEETS['page-english-80'][0], 80);
    await show(SHEETS['page-refund-58'][0], 58);
    expect(await window.page.locator('article').count()).toBe(1);
  });
});

describe('lines drawn for printers without the letters', () => {
  const draw = (lines: readonly PaperText[]): Promise<Bitmap[]> =>
    window.page.evaluate(
      (given) => (globalThis as PageOfReceipts).receiptPage.rasterise(given, 384),
      [...lines],
    );
  const inkIn = ({ bytes, width }: Bitmap, from: number, to: number): number =>
    bytes.filter((byte, place) => {
      const dot = (place % (width / 8)) * 8;
      return byte !== 0 && dot >= from && dot < to;
    }).length;

  test('a pair stands at both edges, and a large line is larger', async () => {
    const [pair, large] = await draw([
      { kind: 'pair', left: '金额', right: '¥12.50' },
      { kind: 'centred', text: '已付款', large: true, strong: true },
    ]);
    expect([pair?.width, pair?.height, large?.height]).toEqual([384, 32, 56]);
    expect(inkIn(pair!, 0, 48)).toBeGreaterThan(0);
    expect(inkIn(pair!, 128, 256)).toBe(0);
    expect(inkIn(pair!, 312, 384)).toBeGreaterThan(0);
    expect(inkIn(large!, 0, 96)).toBe(0);
    expect(inkIn(large!, 128, 256)).toBeGreaterThan(inkIn(pair!, 0, 48));
  });

  test('¥ is not drawn as another sign', async () => {
    const [yen, backslash] = await draw([
      { kind: 'pair', left: '¥', right: '' },
      { kind: 'pair', left: '\\', right: '' },
    ]);
    expect(inkIn(yen!, 0, 24)).toBeGreaterThan(0);
    expect(yen?.bytes).not.toEqual(backslash?.bytes);
  });
});
