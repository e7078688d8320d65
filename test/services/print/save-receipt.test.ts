import { describe, expect, test } from 'vitest';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import { ReceiptDesk } from '#services/print/receipt-desk.ts';
import { NOON } from '../../sqlite/kit/new-journal.ts';
import { marks } from '../../support/print/scripted-printer.ts';
import { askRefund, cashier, receiptKit } from './receipt-kit.ts';

describe('a receipt', () => {
  test('is no copy when it is saved, which is audited as saved, and the first print is the original', async () => {
    const { desk, journal, printer, paid, records, shown } = receiptKit();
    paid('T1-1');
    expect(await desk.savePdf('T1-1')).toEqual({ saved: true, fileName: 'receipt-T1-1.pdf' });
    expect(await desk.savePdf('T1-1')).toMatchObject({ saved: true });
    expect(desk.status('T1-1')).toMatchObject({ state: 'none', copies: 0 });
    expect([records(), shown]).toEqual([[], []]);
    const saved = { type: 'receipt-saved', by: cashier, reference: 'T1-1', language: 'en' };
    expect(journal.records(['receipt-saved'], 0).map(({ record }) => record)).toEqual([saved, saved]);
    expect(await desk.print('T1-1')).toEqual({ printed: true, copies: 1 });
    expect(marks(printer.printed)).toEqual(['']);
  });

  test('of a refund is no copy when it is saved either', async () => {
    const { desk, journal, printer, paid, records } = receiptKit();
    paid('T1-1');
    await desk.print('T1-1');
    askRefund(journal);
    expect(await desk.savePdf('R1')).toEqual({ saved: true, fileName: 'receipt-R1.pdf' });
    expect(desk.status('R1')).toMatchObject({ state: 'none', copies: 0 });
    expect(records().map(({ reference }) => reference)).toEqual(['T1-1']);
    expect(await desk.print('R1')).toEqual({ printed: true, copies: 1 });
    expect(await desk.savePdf('R1')).toMatchObject({ fileName: 'receipt-R1-duplicate-1.pdf' });
    expect(marks(printer.printed)).toEqual(['', '']);
  });

  test('is not saved where that cannot be journaled', async () => {
    const { ports, paid, queueOver } = receiptKit();
    paid('T1-1');
    const record = (): never => {
      throw new Error('disk full');
    };
    const saveFile = (): never => expect.unreachable();
    const desk = new ReceiptDesk({ ...ports, saveFile, queue: queueOver({ record }) });
    expect(await desk.savePdf('T1-1')).toEqual({ saved: false, why: 'not-recorded' });
  });

  test('that an earlier version saved and counted stays readable, and counts no more', async () => {
    const { desk, journal, printer, paid } = receiptKit();
    paid('T1-1');
    const before = {
      type: 'receipt-printed',
      by: cashier,
      reference: 'T1-1',
      copy: 1,
      printer: 'pdf',
      language: 'zh-CN',
    };
    journal.record(before as RecordOf<'receipt-printed'>, NOON);
    expect(await desk.print('T1-1')).toEqual({ printed: true, copies: 1 });
    expect(marks(printer.printed)).toEqual(['']);
  });
});
