import { describe, expect, test } from 'vitest';
import { ReceiptDesk } from '#services/print/receipt-desk.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { marks } from '../../support/print/scripted-printer.ts';
import { askRefund, cashier, network, receiptKit } from './receipt-kit.ts';

describe('printing a receipt', () => {
  test('is journaled before the first byte, with who, what and which copy', async () => {
    const { desk, printer, records, paid } = receiptKit();
    paid('T1-1');
    printer.script.behave = () => {
      expect(records()).toEqual([]);
      return { printed: true };
    };
    expect(await desk.print('T1-1')).toEqual({ printed: true, copies: 1 });
    expect(records()).toEqual([
      { type: 'receipt-printed', by: cashier, reference: 'T1-1', copy: 1, printer: 'tcp', language: 'en' },
    ]);
  });

  test('again says DUPLICATE and continues the count, over restarts and saved files', async () => {
    const first = receiptKit();
    first.paid('T1-1');
    await first.desk.print('T1-1');
    await first.desk.print('T1-1');
    const second = receiptKit({}, first.journal);
    expect(second.desk.status('T1-1')).toMatchObject({ state: 'printed', copies: 2 });
    expect(await second.desk.savePdf('T1-1')).toMatchObject({ fileName: 'receipt-T1-1-duplicate-2.pdf' });
    await second.desk.print('T1-1');
    expect(marks([...first.printer.printed, ...second.printer.printed])).toEqual([
      '',
      'DUPLICATE 1DUPLICATE 1',
      'DUPLICATE 2DUPLICATE 2',
    ]);
    expect(second.records().map(({ copy }) => copy)).toEqual([1, 2, 3]);
  });

  test('of a refund shows the payment’s reference and has its own count', async () => {
    const { desk, journal, printer, paid } = receiptKit();
    paid('T1-1');
    await desk.print('T1-1');
    askRefund(journal);
    expect(await desk.print('R1')).toEqual({ printed: true, copies: 1 });
    expect(printer.printed[1]?.blocks).toContainEqual({
      kind: 'fact',
      label: 'Original number',
      value: '1',
    });
  });

  test('of an unknown payment, or without a printer, says so', async () => {
    const none = receiptKit({ printer: 'none' });
    none.paid('T1-1');
    expect(await none.desk.print('T1-1')).toEqual({ printed: false, why: 'no-printer' });
    expect(await receiptKit().desk.print('house')).toEqual({ printed: false, why: 'not-found' });
  });
});

describe('a printer in trouble', () => {
  test('that is off leaves no copy behind: the next print is the first', async () => {
    const { desk, printer, records, paid, shown } = receiptKit();
    paid('T1-1');
    printer.script.behave = () => ({ printed: false, why: 'unreachable', detail: '' });
    expect(await desk.print('T1-1')).toEqual({ printed: false, why: 'unreachable' });
    expect(records()).toEqual([]);
    expect(shown.map(({ state }) => state)).toEqual(['printing', 'failed']);
    printer.script.behave = () => ({ printed: true });
    await desk.print('T1-1');
    expect(marks(printer.printed)).toEqual(['']);
  });

  test('that accepts and hangs is abandoned in time; what may have been printed counts as a copy', async () => {
    const { desk, printer, records, paid, clock } = receiptKit();
    paid('T1-1');
    printer.script.behave = async ({ onReached }) => {
      onReached();
      return new Promise(() => undefined);
    };
    const answer = desk.print('T1-1');
    await clock.pass(14_999);
    expect(desk.status('T1-1').state).toBe('printing');
    await clock.pass(1);
    expect(await answer).toEqual({ printed: false, why: 'silent' });
    expect(records()).toHaveLength(1);
    printer.script.behave = () => ({ printed: true });
    await desk.print('T1-1');
    expect(marks(printer.printed)).toEqual(['DUPLICATE 1DUPLICATE 1']);
  });

  test('that is reached only after it was abandoned prints nothing', async () => {
    const { desk, printer, records, paid, clock } = receiptKit();
    paid('T1-1');
    let reachAtLast = (): void => undefined;
    printer.script.behave = async () =>
      new Promise((resolve) => (reachAtLast = () => resolve({ printed: true })));
    const answer = desk.print('T1-1');
    await clock.pass(15_000);
    await answer;
    reachAtLast();
    await settle();
    expect(records()).toEqual([]);
    expect(printer.printed).toEqual([]);
  });

  test('lets one receipt wait its turn; a third is refused at once', async () => {
    const { desk, printer, paid, clock } = receiptKit();
    for (const reference of ['T1-1', 'T1-2', 'T1-3']) paid(reference);
    printer.script.behave = async () => new Promise(() => undefined);
    const [first, second] = [desk.print('T1-1'), desk.print('T1-2')];
    expect(await desk.print('T1-3')).toEqual({ printed: false, why: 'busy' });
    expect(desk.status('T1-3')).toMatchObject({ state: 'failed', why: 'busy' });
    expect(await desk.print('T1-1')).toEqual({ printed: false, why: 'busy' });
    expect(desk.status('T1-1').state).toBe('printing');
    await clock.pass(15_000);
    expect(await first).toMatchObject({ why: 'silent' });
    await clock.pass(15_000);
    expect(await second).toMatchObject({ why: 'silent' });
  });

  test('gets no copy that cannot be journaled', async () => {
    const { ports, printer, paid, queueOver } = receiptKit();
    paid('T1-1');
    const record = (): never => {
      throw new Error('disk full');
    };
    const desk = new ReceiptDesk({ ...ports, queue: queueOver({ record }) });
    expect(await desk.print('T1-1')).toEqual({ printed: false, why: 'not-recorded' });
    expect(printer.printed).toEqual([]);
  });

  test('does not hold up closing the till', async () => {
    const { desk, queue, printer, paid } = receiptKit();
    paid('T1-1');
    printer.script.behave = async () => new Promise(() => undefined);
    const answer = desk.print('T1-1');
    await settle();
    await queue.stop();
    expect(await answer).toEqual({ printed: false, why: 'silent' });
  });
});

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

test('a test page prints on the printer as typed and counts as no receipt', async () => {
  const { desk, printer, records } = receiptKit({ printer: 'none' });
  expect(await desk.test({ ...network, language: 'zh-CN' }, '花园路 12 号')).toBeUndefined();
  expect(printer.printed[0]?.blocks).toContainEqual({ kind: 'note', text: '花园路 12 号' });
  expect(printer.printed[0]?.blocks).toContainEqual({ kind: 'title', text: '测试页' });
  expect(records()).toEqual([]);
});
