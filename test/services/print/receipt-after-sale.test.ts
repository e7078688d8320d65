import { describe, expect, test } from 'vitest';
import { ReceiptDesk } from '#services/print/receipt-desk.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { askRefund, receiptKit } from './receipt-kit.ts';

describe('the language that a customer chose', () => {
  test('ends with their sale, even if their display is missing and says nothing', () => {
    const { desk } = receiptKit();
    desk.follow('T1-1');
    desk.chooseLanguage('zh-CN');
    desk.follow('T1-1');
    expect(desk.chosenLanguage).toBe('zh-CN');
    desk.follow(null);
    expect(desk.chosenLanguage).toBeNull();
    desk.follow('T1-2');
    desk.chooseLanguage('fr');
    desk.follow('T1-3');
    expect(desk.chosenLanguage).toBeNull();
  });

  test('before the sale is theirs during it', () => {
    const { desk } = receiptKit();
    desk.chooseLanguage('zh-CN');
    desk.follow('T1-1');
    expect(desk.chosenLanguage).toBe('zh-CN');
  });

  test('once the former customer has left is the next one’s, and changes nothing about the former receipt', async () => {
    const { desk, printer, paid } = receiptKit();
    desk.follow('T1-1');
    desk.notice(paid('T1-1'));
    desk.chooseLanguage(null);
    desk.chooseLanguage('fr');
    desk.follow(null);
    desk.follow('T1-2');
    expect(desk.chosenLanguage).toBe('fr');
    await desk.print('T1-1');
    expect(printer.printed[0]?.language).toBe('en');
  });

  test('is saved when it changes, and not again at every sale', () => {
    const { ports } = receiptKit();
    const saved: unknown[] = [];
    const customerFile = { read: () => null, save: (language: unknown) => void saved.push(language) };
    const desk = new ReceiptDesk({ ...ports, customerFile });
    desk.chooseLanguage(null);
    desk.chooseLanguage('fr');
    desk.chooseLanguage(null);
    desk.chooseLanguage(null);
    expect(saved).toEqual(['fr', null]);
  });
});

describe('after a paid sale', () => {
  test('the receipt prints by itself, once, in the language the customer chose', async () => {
    const { desk, printer, records, paid } = receiptKit({ mode: 'auto' });
    desk.chooseLanguage('zh-CN');
    const payment = paid('T1-1');
    desk.notice(payment);
    desk.notice(payment);
    desk.chooseLanguage(null);
    await settle();
    expect(records()).toHaveLength(1);
    expect(printer.printed[0]?.language).toBe('zh-CN');
    await desk.print('T1-1');
    expect(printer.printed[1]?.language).toBe('zh-CN');
  });

  test('the language that the customer chose before a restart of the till is that of their receipt', async () => {
    const kept = { read: () => 'zh-CN' as const, save: () => undefined };
    const { ports, printer, paid } = receiptKit({ mode: 'auto' });
    const desk = new ReceiptDesk({ ...ports, customerFile: kept });
    desk.notice(paid('T1-1'));
    await settle();
    expect(printer.printed[0]?.language).toBe('zh-CN');
  });

  test('the receipt to take along is in the language that the customer reads now', () => {
    const { desk, paid } = receiptKit({ language: 'de' });
    desk.notice(paid('T1-1'));
    expect(desk.textOf('T1-1')).toContain('BEZAHLT CNY');
    desk.chooseLanguage('zh-CN');
    expect(desk.textOf('T1-1')).toContain('已付款 CNY');
    expect(desk.textOf('no such payment')).toBeNull();
  });

  test('a receipt that is printed after the customer chose another language on the thanks is in that one', async () => {
    const { desk, printer, paid } = receiptKit();
    desk.follow('T1-1');
    desk.notice(paid('T1-1'));
    desk.chooseLanguage('fr');
    desk.chooseLanguage(null);
    await desk.print('T1-1');
    expect(printer.printed[0]?.language).toBe('fr');
  });

  test('a copy after a restart has the language of the first', async () => {
    const first = receiptKit();
    first.desk.chooseLanguage('zh-CN');
    first.desk.notice(first.paid('T1-1'));
    await first.desk.print('T1-1');
    const second = receiptKit({}, first.journal);
    await second.desk.print('T1-1');
    expect(second.printer.printed[0]?.language).toBe('zh-CN');
  });

  test('a refund’s receipt has the language of its sale, even after a restart', async () => {
    const first = receiptKit();
    first.desk.chooseLanguage('zh-CN');
    first.desk.notice(first.paid('T1-1'));
    await first.desk.print('T1-1');
    askRefund(first.journal);
    const second = receiptKit({}, first.journal);
    await second.desk.print('R1');
    expect(second.printer.printed[0]?.language).toBe('zh-CN');
  });

  test('a customer who chose no language gets the shop’s language', async () => {
    const { desk, printer, paid } = receiptKit({ mode: 'auto', language: 'zh-CN' });
    desk.notice(paid('T1-1'));
    await settle();
    expect(printer.printed[0]?.language).toBe('zh-CN');
  });

  test.each([
    ['the till only offers it', { mode: 'ask' }],
    ['receipts are off', { mode: 'off' }],
    ['there is no printer', { mode: 'auto', printer: 'none' }],
  ] as const)('nothing prints by itself when %s', async (_why, settings) => {
    const { desk, printer, paid } = receiptKit(settings);
    desk.notice(paid('T1-1'));
    await settle();
    expect(printer.printed).toEqual([]);
  });

  test('a late payment prints nothing: its customer is gone', async () => {
    const { desk, printer, paid } = receiptKit({ mode: 'auto' });
    const payment = paid('T1-1');
    if (payment.state !== 'paid') throw new Error('not paid');
    desk.notice({ ...payment, late: true });
    await settle();
    expect(printer.printed).toEqual([]);
  });
});
