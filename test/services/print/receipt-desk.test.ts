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

test('a test page prints on the printer as typed and counts as no receipt', async () => {
  const { desk, printer, records } = receiptKit({ printer: 'none' });
  expect(await desk.test({ ...network, language: 'zh-CN' }, '花园路 12 号')).toBeUndefined();
  expect(printer.printed[0]?.blocks).toContainEqual({ kind: 'note', text: '花园路 12 号' });
  expect(printer.printed[0]?.blocks).toContainEqual({ kind: 'title', text: '测试页' });
  expect(records()).toEqual([]);
});
