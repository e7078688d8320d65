/** What is printed, as text and as bytes, that somebody has reviewed. */
import { expect, test } from 'vitest';
import { describeReceipt } from '#domain/print/receipt.ts';
import type { Slip, SlipBlock } from '#domain/print/slip.ts';
import { PAPER, PAPER_WIDTHS } from '#domain/print/paper-width.ts';
import { encodeSlip } from '#printer/escpos.ts';
import { xSlip, zSlip } from '#words/report-slip.ts';
import { printOnPaper } from '../support/print/escpos.ts';
import { madeUpDay } from '../support/made-up/made-up-day.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';
import {
  inLanguage,
  ofPayment,
  ofRefund,
  PAYMENTS,
  REFUNDS,
  writtenInDots,
} from '../support/print/receipts.ts';

const inLive = { environment: 'live', localTime: inLanguage('en').localTime } as const;

const slips: Readonly<Record<string, Slip>> = {
  paid: describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('en')),
  'paid-chinese': describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('zh-CN')),
  refunded: describeReceipt(ofRefund(REFUNDS.refunded), inLanguage('en')),
  duplicate: describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('en', 2)),
  training: describeReceipt(ofPayment(PAYMENTS.paid, 'training'), inLanguage('en')),
  z: zSlip(madeUpDay, 1, 'live', fingerprint),
  'z-duplicate-training': zSlip(madeUpDay, 2, 'training', fingerprint),
  x: xSlip(madeUpDay.record.report, madeUpDay.record, inLive),
  unknown: describeReceipt(ofPayment(PAYMENTS.unknown), inLanguage('en')),
};

const blockLine = (block: SlipBlock): string => {
  switch (block.kind) {
    case 'rule':
      return 'rule';
    case 'fact':
      return `fact   ${block.label}: ${block.value}`;
    case 'figure':
      return ['figure', block.name, block.note, block.count, block.sum].join(' | ');
    case 'code':
      return `code   ${block.payload}`;
    case 'store':
    case 'banner':
    case 'title':
    case 'amount':
    case 'heading':
    case 'note':
      return `${block.kind.padEnd(6)} ${block.text}`;
    default:
      return block satisfies never;
  }
};

const asText = ({ language, blocks }: Slip): string =>
  [`language ${language}`, ...blocks.map(blockLine), ''].join('\n');

const asHex = (bytes: Uint8Array): string =>
  `${Buffer.from(bytes)
    .toString('hex')
    .replaceAll(/(?<=^(?:..)*)0a/g, '0a\n')
    .trimEnd()}\n`;

test.each(Object.entries(slips))('the slip %s still has the reviewed text', async (name, slip) => {
  await expect(asText(slip)).toMatchFileSnapshot(`golden/${name}/slip.txt`);
});

test.each(
  Object.entries(slips).flatMap(([name, slip]) => PAPER_WIDTHS.map((width) => [name, width, slip] as const)),
)('the slip %s on a roll of %s still has the reviewed bytes', async (name, width, slip) => {
  const printed = asHex(await encodeSlip(slip, width, writtenInDots));
  await expect(printed).toMatchFileSnapshot(`golden/${name}/${width}.hex`);
});

test.each(PAPER_WIDTHS)(
  'on a roll of %s everything prints alike, however the printer was configured before',
  async (width) => {
    for (const slip of Object.values(slips)) {
      const { ink, isCut } = printOnPaper(await encodeSlip(slip, width, writtenInDots), PAPER[width].dots);
      expect(ink.length).toBeGreaterThan(0);
      expect(isCut).toBe(true);
    }
  },
);
