/** `UPDATE_GOLDEN=1 npm test -- test/printer/golden.test.ts` writes the files anew; read the difference before it is kept. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Receipt, ReceiptBlock } from '#domain/receipt.ts';
import { describeReceipt } from '#domain/receipt.ts';
import { encodeReceipt } from '#printer/escpos.ts';
import { inLanguage, ofPayment, ofRefund, PAYMENTS, REFUNDS, writtenInDots } from '../support/receipts.ts';

const folder = join(import.meta.dirname, 'golden');

const receipts: Readonly<Record<string, Receipt>> = {
  paid: describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('en')),
  'paid-chinese': describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('zh')),
  refunded: describeReceipt(ofRefund(REFUNDS.refunded), inLanguage('en')),
  duplicate: describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('en', 2)),
  training: describeReceipt(ofPayment(PAYMENTS.paid, 'training'), inLanguage('en')),
  unknown: describeReceipt(ofPayment(PAYMENTS.unknown), inLanguage('en')),
};

const blockLine = (block: ReceiptBlock): string => {
  switch (block.kind) {
    case 'rule':
      return 'rule';
    case 'fact':
      return `fact   ${block.label}: ${block.value}`;
    case 'code':
      return `code   ${block.payload}`;
    case 'store':
    case 'banner':
    case 'title':
    case 'amount':
    case 'note':
      return `${block.kind.padEnd(6)} ${block.text}`;
    default:
      return block satisfies never;
  }
};

const asText = ({ language, blocks }: Receipt): string =>
  [`language ${language}`, ...blocks.map(blockLine), ''].join('\n');

const asHex = (bytes: Uint8Array): string =>
  `${Buffer.from(bytes)
    .toString('hex')
    .replaceAll(/(?<=^(?:..)*)0a/g, '0a\n')
    .trimEnd()}\n`;

const golden = (name: string, told: string): string => {
  const file = join(folder, name);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, told);
  }
  return readFileSync(file, 'utf8');
};

test.each(Object.entries(receipts))('the receipt %s says what it has always said', (name, receipt) => {
  const told = asText(receipt);
  expect(told).toBe(golden(`${name}.txt`, told));
});

test.each(
  Object.entries(receipts).flatMap(([name, receipt]) =>
    [58, 80].map((width) => [name, width, receipt] as const),
  ),
)('the receipt %s on %i mm is the same bytes as ever', async (name, width, receipt) => {
  const told = asHex(await encodeReceipt(receipt, width === 58 ? 58 : 80, writtenInDots));
  expect(told).toBe(golden(`${name}-${width}.hex`, told));
});
