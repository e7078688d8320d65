import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bitmap, PageSize, PaperText, Slip } from '#contract';
import { describeReceipt } from '#domain/print/receipt.ts';
import { madeUpDay } from '../../support/made-up/made-up-day.ts';
import { readQr } from '../../support/read-qr.ts';
import { inLanguage, ofPayment, ofRefund, PAYMENTS, REFUNDS } from '../../support/print/receipts.ts';
import { zSlip } from '#words/report-slip.ts';
import type { TillWindow } from '../harness/till-window.ts';
import { openTillWindow } from '../harness/till-window.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';

const pictures = join(import.meta.dirname, '..', '..', '..', 'out', 'receipts');

interface Offered {
  readonly show: (slip: Slip, size: PageSize) => number;
  readonly rasterise: (lines: readonly PaperText[], dots: number) => Bitmap[];
}
type PageOfSlips = typeof globalThis & { readonly slipPage: Offered };

let window: TillWindow;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  window = await openTillWindow();
  await window.open();
  await window.page.goto('app://till/slip.html');
});
afterAll(async () => window.close());

const MM_ACROSS = { 58: 58, 80: 80, a4: 210 } as const satisfies Record<PageSize, number>;

const show = async (slip: Slip, size: PageSize): Promise<number> => {
  const across = Math.ceil((MM_ACROSS[size] / 25.4) * 96) + 1;
  await window.size(across, 100);
  const height = await window.page.evaluate(
    ([shown, on]) => (globalThis as PageOfSlips).slipPage.show(shown, on),
    [slip, size] as const,
  );
  await window.size(across, height);
  return height;
};

const long = {
  ...PAYMENTS.paid,
  terminal: { ...PAYMENTS.paid.terminal, storeName: '花园咖啡馆 Garden Café & Bakery ¥' },
};
const SHEETS = {
  'page-english-80': [describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('en', 2)), 80],
  'page-chinese-58': [
    describeReceipt({ ...ofPayment(long, 'training'), terminal: long.terminal }, inLanguage('zh-CN')),
    58,
  ],
  'page-refund-58': [describeReceipt(ofRefund(REFUNDS.requested), inLanguage('en')), 58],
  'page-z-80': [zSlip(madeUpDay, 2, 'live', fingerprint), 80],
  'page-z-a4': [zSlip(madeUpDay, 1, 'live', fingerprint), 'a4'],
} as const satisfies Record<string, readonly [Slip, PageSize]>;

describe('the page that system printers and PDF files are made of', () => {
  test.each(Object.entries(SHEETS))(
    '%s fits on the paper, and a code on it can be read',
    async (name, [slip, size]) => {
      await show(slip, size);
      const outside = await window.page.evaluate(() => {
        const paper = document.querySelector('article')!.getBoundingClientRect();
        return [...document.querySelectorAll('article *')].filter((one) => {
          const box = one.getBoundingClientRect();
          return box.left < paper.left || box.right > paper.right + 0.5;
        }).length;
      });
      expect(outside).toBe(0);
      const words = await window.page.locator('article').innerText();
      for (const block of slip.blocks) {
        if ('text' in block) expect(words).toContain(block.text);
        if (block.kind === 'fact') expect(words).toContain(block.value);
        if (block.kind === 'figure') expect(words).toContain(block.sum);
      }
      const png = await window.page.screenshot();
      writeFileSync(join(pictures, `${name}.png`), png);
      const code = slip.blocks.find((block) => block.kind === 'code');
      if (code) expect(readQr(png)).toBe(code.payload);
    },
  );

  test('a second receipt replaces the first', async () => {
    await show(SHEETS['page-english-80'][0], 80);
    await show(SHEETS['page-refund-58'][0], 58);
    expect(await window.page.locator('article').count()).toBe(1);
  });
});

describe('lines drawn for printers that lack the characters', () => {
  const draw = (lines: readonly PaperText[]): Promise<Bitmap[]> =>
    window.page.evaluate((given) => (globalThis as PageOfSlips).slipPage.rasterise(given, 384), [...lines]);
  const inkIn = ({ bytes, width }: Bitmap, from: number, to: number): number =>
    bytes.filter((byte, place) => {
      const dot = (place % (width / 8)) * 8;
      return byte !== 0 && dot >= from && dot < to;
    }).length;

  test('a pair is set at both edges, and a large line is larger', async () => {
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

  test('a value never runs over its label, however wide the font draws it', async () => {
    const value = '①'.repeat(16);
    const [alone, both] = await draw([
      { kind: 'pair', left: '', right: value },
      { kind: 'pair', left: '参考', right: value },
    ]);
    /** Which dots from the left have ink, for the width of the label and a little more. */
    const inked = ({ bytes, width }: Bitmap): string =>
      Array.from({ length: 64 }, (_, dot) => {
        const isInked = bytes.some(
          (byte, place) => place % (width / 8) === dot >> 3 && (byte & (0x80 >> (dot & 7))) !== 0,
        );
        return isInked ? 'x' : ' ';
      }).join('');
    // Twice as wide as its cells, the value alone reaches to where the label stands.
    expect(inked(alone!).trimStart()).not.toMatch(/ {8}/);
    expect(inked(both!)).toMatch(/x {8,16}x/);
  });

  test('¥ is not drawn as another character', async () => {
    const [yen, backslash] = await draw([
      { kind: 'pair', left: '¥', right: '' },
      { kind: 'pair', left: '\\', right: '' },
    ]);
    expect(inkIn(yen!, 0, 24)).toBeGreaterThan(0);
    expect(yen?.bytes).not.toEqual(backslash?.bytes);
  });
});
