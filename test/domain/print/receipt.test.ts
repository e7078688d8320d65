import { describe, expect, test } from 'vitest';
import type { PaperLine } from '#domain/print/paper.ts';
import { PAPER, PAPER_WIDTHS } from '#domain/print/paper-width.ts';
import { layOut } from '#domain/print/paper.ts';
import { describeReceipt } from '#domain/print/receipt.ts';
import type { ReceiptSubject } from '#domain/print/receipt-facts.ts';
import type { FactName } from '#domain/print/receipt-options.ts';
import { describeTestPage } from '#domain/print/test-page.ts';
import { formatMoney } from '#domain/money.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { Slip } from '#domain/print/slip.ts';
import { isScan } from '../../../src-renderer/state/scan/is-scan.ts';
import { NO_RUN, withKeyDown } from '../../../src-renderer/state/scan/key-run.ts';
import { inLanguage, ofPayment, ofRefund, PAYMENTS, REFUNDS } from '../../support/print/receipts.ts';

const payments = Object.values(PAYMENTS).map((payment) => ofPayment(payment));
const refunds = Object.values(REFUNDS).map(ofRefund);
const nameOf = (subject: ReceiptSubject): string =>
  subject.kind === 'payment' ? `payment ${subject.payment.state}` : `refund ${subject.refund.state}`;
const all = [...payments, ...refunds].flatMap((subject) =>
  LANGUAGE_NAMES.map((language) => [nameOf(subject), language, subject] as const),
);

const textOf = (receipt: Slip): string =>
  receipt.blocks.map((block) => ('text' in block ? block.text : '')).join('\n');
const factsOf = ({ blocks, language }: Slip): Partial<Record<FactName, string>> => {
  const names = new Map(Object.entries(inLanguage(language).words).map(([name, word]) => [word, name]));
  return Object.fromEntries(
    blocks.flatMap((block) => (block.kind === 'fact' ? [[names.get(block.label), block.value]] : [])),
  ) as Partial<Record<FactName, string>>;
};

const ALWAYS: readonly FactName[] = ['storeId', 'terminalId', 'time', 'wallet', 'reference', 'journal'];
const OF_PAYMENTS: readonly FactName[] = ['number', 'cashier', 'gatewayPayment', 'walletNumber', 'order'];
const OF_REFUNDS: readonly FactName[] = [
  'refundNumber',
  'gatewayPayment',
  'gatewayRefund',
  'originalNumber',
  'originalReference',
  'requestedBy',
  'approvedBy',
];

describe('what every receipt must carry', () => {
  test.each(all)('%s in %s: nothing that must be there is missing or empty', (_name, language, subject) => {
    const receipt = describeReceipt(subject, inLanguage(language));
    const { blocks } = receipt;
    const facts = factsOf(receipt);
    for (const name of [...ALWAYS, ...(subject.kind === 'payment' ? OF_PAYMENTS : OF_REFUNDS)])
      expect(facts[name], name).toMatch(/\S/);
    expect(facts.time).toBe('2026-11-23 20:00:02 +08:00');
    expect(facts.wallet).toBe('Alipay 支付宝');
    const about = subject.kind === 'payment' ? subject.payment : subject.refund;
    expect(blocks).toContainEqual({ kind: 'store', text: 'Garden Cafe' });
    expect(blocks).toContainEqual({ kind: 'code', payload: about.reference });
    expect(blocks.filter(({ kind }) => kind === 'title')).toHaveLength(1);
    const amount = subject.kind === 'payment' ? 1250 : 500;
    const written = formatMoney({ amount, currency: 'CNY' }, language);
    expect(blocks).toContainEqual({ kind: 'amount', text: written });
  });

  test.each(LANGUAGE_NAMES)('a sale without a cashier shows a dash, in %s', (language) => {
    const receipt = describeReceipt(ofPayment({ ...PAYMENTS.paid, cashier: null }), inLanguage(language));
    expect(factsOf(receipt).cashier).toBe('-');
  });

  test('the amount is what was taken, even if another amount was charged', () => {
    const paid = { ...PAYMENTS.paid, gateway: { ...PAYMENTS.paid.gateway, amount: 9_999 } };
    const { blocks } = describeReceipt(ofPayment(paid), inLanguage('en'));
    expect(blocks).toContainEqual({ kind: 'amount', text: 'CNY 99.99' });
  });

  test.each([
    ['en', 'CNY 1,299.99'],
    ['zh-CN', 'CNY 1,299.99'],
    ['zh-TW', 'CNY 1,299.99'],
    ['de', 'CNY 1.299,99'],
    ['fr', 'CNY 1\u202f299,99'],
    ['es', 'CNY 1299,99'],
  ] as const)('its money is written as people of its language write it: in %s', (language, words) => {
    const paid = { ...PAYMENTS.paid, gateway: { ...PAYMENTS.paid.gateway, amount: 129_999 } };
    const subject = { ...ofPayment(paid), refundedSoFar: 129_999 } as ReceiptSubject;
    const receipt = describeReceipt(subject, inLanguage(language));
    expect(receipt.blocks).toContainEqual({ kind: 'amount', text: words });
    expect(factsOf(receipt).refundedSoFar).toBe(words);
  });

  test('it says how much has been refunded already', () => {
    const subject = { ...ofPayment(PAYMENTS.paid), refundedSoFar: 500 } as ReceiptSubject;
    expect(factsOf(describeReceipt(subject, inLanguage('en'))).refundedSoFar).toBe('CNY 5.00');
  });

  test('what has been refunded is in the currency that was taken', () => {
    const paid = { ...PAYMENTS.paid, gateway: { ...PAYMENTS.paid.gateway, currency: 'EUR' } };
    const subject = { ...ofPayment(paid), refundedSoFar: 500 } as ReceiptSubject;
    expect(factsOf(describeReceipt(subject, inLanguage('en'))).refundedSoFar).toBe('EUR 5.00');
  });
});

describe('what no receipt says', () => {
  const settled = new Set(['payment paid', 'refund refunded']);
  test.each(all.filter(([name]) => !settled.has(name)))('%s in %s never reads as paid', (...given) => {
    const [, language, subject] = given;
    const { words } = inLanguage(language);
    const lines = textOf(describeReceipt(subject, inLanguage(language))).split('\n');
    expect(lines).not.toContain(words.paid);
    expect(lines).not.toContain(words.refunded);
  });

  test.each([
    ['sending', 'checked'],
    ['unknown', 'checked'],
    ['open', 'checked'],
    ['pending', 'checked'],
  ] as const)('a payment that is %s is not called a receipt: it is being %s', (state, word) => {
    const text = textOf(describeReceipt(ofPayment(PAYMENTS[state]), inLanguage('en')));
    expect(text).toContain('NOT A RECEIPT');
    expect(text).toContain(`This payment is being ${word}`);
  });

  test('a requested refund is not called refunded', () => {
    const text = textOf(describeReceipt(ofRefund(REFUNDS.requested), inLanguage('en')));
    expect(text).toContain('REFUND REQUESTED');
    expect(text).toContain('on its way back');
  });
});

describe('marks across the paper', () => {
  test.each([
    ['en', 'TRAINING'],
    ['zh-CN', 'TRAINING 培训'],
    ['zh-TW', 'TRAINING 訓練'],
    ['de', 'TRAINING'],
    ['fr', 'FORMATION'],
    ['es', 'FORMACIÓN'],
  ] as const)('a training sale says so first and last, in %s: %s', (language, word) => {
    const { blocks } = describeReceipt(ofPayment(PAYMENTS.paid, 'training'), inLanguage(language));
    expect(blocks.at(0)).toMatchObject({ kind: 'banner' });
    expect(blocks.at(-1)).toEqual(blocks.at(0));
    expect((blocks[0] as { text: string }).text).toContain(word);
  });

  test.each(LANGUAGE_NAMES)('a sale on the bench says BENCH first and last, in %s', (language) => {
    const { blocks } = describeReceipt(ofPayment(PAYMENTS.paid, 'bench'), inLanguage(language));
    expect(blocks.at(0)).toMatchObject({ kind: 'banner', text: expect.stringMatching(/^BENCH/) as string });
    expect(blocks.at(-1)).toEqual(blocks.at(0));
  });

  test('from the second print on, a receipt says DUPLICATE and its number', () => {
    const marks = [1, 2, 3].map((copy) => {
      const { blocks } = describeReceipt(ofPayment(PAYMENTS.paid), inLanguage('en', copy));
      return blocks[0];
    });
    expect(marks).toEqual([
      { kind: 'store', text: 'Garden Cafe' },
      { kind: 'banner', text: 'DUPLICATE 1' },
      { kind: 'banner', text: 'DUPLICATE 2' },
    ]);
  });
});

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;
const cells = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);
const cellsIn = (line: PaperLine): number => {
  switch (line.kind) {
    case 'centred':
      return cells(line.text) * (line.large ? 2 : 1);
    case 'pair':
      return cells(line.left) + cells(line.right);
    case 'code':
      return 0;
    default:
      return line satisfies never;
  }
};

describe.each(PAPER_WIDTHS)('on a roll of %s', (width) => {
  test.each(all)(
    '%s in %s: no line is wider than the paper and no word is lost',
    (_name, language, subject) => {
      const long = { ...subject.terminal, storeName: '花园咖啡馆 Garden Café & Bakery at the River ¥ 🧾' };
      const receipt = describeReceipt({ ...subject, terminal: long }, inLanguage(language, 2));
      const lines = layOut(receipt, width);
      for (const line of lines) expect(cellsIn(line)).toBeLessThanOrEqual(PAPER[width].columns);
      const together = lines.map((line) => ('text' in line ? line.text : '')).join('');
      expect(together.replaceAll(' ', '')).toContain(long.storeName.replaceAll(' ', ''));
    },
  );
});

describe('the shop’s address', () => {
  const ENGLISH = '12 Garden Road, Huangpu District\nShanghai 200001';
  const CHINESE = '上海市黄浦区花园路十二号花园商场一层东侧一百零三号铺\n邮编 200001';
  const underName = ({ blocks }: Slip, lines: number) => {
    const name = blocks.findIndex(({ kind }) => kind === 'store');
    return blocks.slice(name + 1, name + 1 + lines);
  };

  test.each([
    ['English', ENGLISH, 'en'],
    ['Chinese', CHINESE, 'zh-CN'],
    ['Chinese, whatever the customer reads,', CHINESE, 'en'],
  ] as const)('in %s is under its name on every receipt and on the test page', (_, address, language) => {
    const terms = { ...inLanguage(language), storeAddress: address };
    const receipts = [...payments, ...refunds].map((subject) => describeReceipt(subject, terms));
    for (const receipt of [...receipts, describeTestPage(trainingTerminal, 0, terms)])
      expect(underName(receipt, 3)).toMatchObject([
        ...address.split('\n').map((text) => ({ kind: 'note', text })),
        { kind: 'title' },
      ]);
  });

  test.each(PAPER_WIDTHS)('loses no character on a roll of %s, however it is broken', (width) => {
    for (const storeAddress of [ENGLISH, CHINESE]) {
      const receipt = describeReceipt(ofPayment(PAYMENTS.paid), { ...inLanguage('zh-CN'), storeAddress });
      const printed = layOut(receipt, width).flatMap((line) => (line.kind === 'centred' ? [line.text] : []));
      expect(printed.join('').replaceAll(' ', '')).toContain(storeAddress.replaceAll(/\s/g, ''));
    }
  });

  test('takes no space if there is none', () => {
    for (const subject of [...payments, ...refunds])
      expect(underName(describeReceipt(subject, inLanguage('en')), 1)).toMatchObject([{ kind: 'title' }]);
  });
});

test('the code of a test page, scanned at the keypad, is recognised as a scan and never charged', () => {
  const { blocks } = describeTestPage({ ...trainingTerminal, terminalId: '1' }, 0, inLanguage('en'));
  const [payload] = blocks.flatMap((block) => (block.kind === 'code' ? [block.payload] : []));
  const run = Array.from(payload!).reduce(
    (before, character) => withKeyDown(before, { character, code: character, downAt: 5 }),
    NO_RUN,
  );
  expect(isScan(run, 5)).toBe(true);
});
