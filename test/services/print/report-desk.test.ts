import { describe, expect, test } from 'vitest';
import type { ReceiptSettings } from '#domain/shop/settings/settings.ts';
import { defaultSettings, trainingTerminal } from '#domain/shop/settings/settings.ts';
import { PrintQueue } from '#services/print/print-queue.ts';
import { ReportDesk } from '#services/print/report-desk.ts';
import { readReport } from '#services/day/report.ts';
import { xSlip, zSlip } from '#words/report-slip.ts';
import { silentLog } from '../../support/station-kit.ts';
import { marks, scriptedPrinter } from '../../support/print/scripted-printer.ts';
import { addNewerEvent } from '../../sqlite/kit/shop-journal.ts';
import { byChen, chen, dayKit, lin, pay } from '../day/day-kit.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';

const network: ReceiptSettings = { ...defaultSettings.receipts, printer: 'tcp', address: 'p', width: 80 };
const PAID = 2;

/** A till on which one payment of CNY 12.50 was paid, with a printer. */
const kit = (settings: ReceiptSettings = network) => {
  const day = dayKit();
  const { journal, clock, ports } = day;
  pay(day, 'T1-1', [PAID], { amount: 1_250, cashier: lin });
  const printer = scriptedPrinter();
  const { printers } = printer;
  const sizes: unknown[] = [];
  const terms = { environment: 'live', localTime: (at: number) => new Date(at).toISOString() } as const;
  const newDesk = (): ReportDesk =>
    new ReportDesk({
      queue: new PrintQueue({ journal, printers, clock, log: silentLog, signedIn: () => chen }),
      settings,
      journal,
      pdf: (slip, size) => {
        sizes.push(size);
        return Promise.resolve(Buffer.from(JSON.stringify(slip)));
      },
      readReport: () => readReport(ports),
      describeX: (report) => xSlip(report, trainingTerminal, terms),
      describeZ: (z, copy) => zSlip(z, copy, 'live', fingerprint),
    });
  const records = () => journal.records(['z-printed'], 0).map(({ record }) => record);
  return { ...day, printer, sizes, records, newDesk, reports: newDesk() };
};

const paidOn = (slip: { readonly blocks: readonly unknown[] } | undefined) =>
  slip?.blocks.find((block) => (block as { name?: string }).name === 'Paid');
const CNY_12_50 = { kind: 'figure', count: '1', sum: 'CNY 12.50' };

describe('printing a Z', () => {
  test('counts a copy of which a newer version recorded what this one cannot read', async () => {
    const { desk, reports, file, printer } = kit();
    await desk.close(byChen);
    addNewerEvent(file, 'house', 'z-printed');
    await reports.printZ(1);
    expect(marks(printer.printed)).toEqual(['DUPLICATE 1DUPLICATE 1']);
  });

  test('is journaled before the first byte; from the second on it says DUPLICATE, even over a restart', async () => {
    const { desk, reports, newDesk, printer, records } = kit();
    await desk.close(byChen);
    printer.script.behave = () => {
      expect(records()).toEqual([]);
      return { printed: true };
    };
    expect(await reports.printZ(1)).toBeUndefined();
    printer.script.behave = () => ({ printed: true });
    await newDesk().printZ(1);
    expect(marks(printer.printed)).toEqual(['', 'DUPLICATE 1DUPLICATE 1']);
    expect(paidOn(printer.printed[0])).toMatchObject(CNY_12_50);
    expect(records()).toEqual([
      { type: 'z-printed', by: chen, number: 1, copy: 1, printer: 'tcp' },
      { type: 'z-printed', by: chen, number: 1, copy: 2, printer: 'tcp' },
    ]);
  });

  test('counts the copies of each Z separately', async () => {
    const { desk, reports, printer, records } = kit();
    await desk.close(byChen);
    await desk.close(byChen);
    await reports.printZ(2);
    await reports.printZ(1);
    expect(marks(printer.printed)).toEqual(['', '']);
    expect(records().map(({ number, copy }) => [number, copy])).toEqual([
      [2, 1],
      [1, 1],
    ]);
  });

  test('that fails counts as no copy, and says why', async () => {
    const { desk, reports, printer, records } = kit();
    await desk.close(byChen);
    printer.script.behave = () => ({ printed: false, why: 'unreachable', detail: '' });
    expect(await reports.printZ(1)).toBe('unreachable');
    expect(await reports.printZ(2)).toBe('not-found');
    expect(records()).toEqual([]);
    expect(await kit(defaultSettings.receipts).reports.printZ(1)).toBe('no-printer');
  });
});

describe('printing an X', () => {
  test('shows the figures so far and writes nothing to the journal', async () => {
    const { journal, reports, printer } = kit();
    const before = journal.rowsAfter(0, 100).length;
    expect(await reports.printX()).toBeUndefined();
    expect(paidOn(printer.printed[0])).toMatchObject(CNY_12_50);
    expect(journal.rowsAfter(0, 100)).toHaveLength(before);
  });
});

describe('a Z as PDF', () => {
  test('is laid out in pages, without DUPLICATE, and counts as no copy', async () => {
    const { desk, reports, sizes, records } = kit();
    await desk.close(byChen);
    await reports.printZ(1);
    const pdf = await reports.pdfOfZ(1);
    expect(marks([JSON.parse(Buffer.from(pdf!).toString())])).toEqual(['']);
    expect(sizes).toEqual(['a4']);
    expect(records()).toHaveLength(1);
    expect(await reports.pdfOfZ(2)).toBeUndefined();
  });
});
