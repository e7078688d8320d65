import { RECEIPT_WORDS } from '#words/receipt-words.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { ReceiptSettings } from '#domain/shop/settings/settings.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { PrintQueue } from '#services/print/print-queue.ts';
import { Changes } from '#services/changes.ts';
import type { ReceiptDeskPorts } from '#services/print/receipt-desk.ts';
import { ReceiptDesk } from '#services/print/receipt-desk.ts';
import type { ReceiptStatus } from '#services/print/receipt-status.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { newJournalFile, NOON, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { silentLog } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { scriptedPrinter } from '../../support/print/scripted-printer.ts';

export const cashier = { id: 'p-1', name: 'Lin', role: 'cashier' } as const;
export const network: ReceiptSettings = {
  mode: 'ask',
  printer: 'tcp',
  address: 'p',
  width: 80,
  language: 'en',
};

/** A journal, a desk of receipts, and a printer that does what the test says. */
export const receiptKit = (
  settings: Partial<ReceiptSettings> = {},
  journal: OpenJournal = openForTest(newJournalFile()),
) => {
  const clock = new HandClock(NOON + 3_600_000);
  const printer = scriptedPrinter();
  const changes = new Changes(silentLog);
  const shown: ReceiptStatus[] = [];
  changes.on('receipt', (reference) => shown.push(desk.status(reference)));
  const files = new Map<string, Uint8Array>();
  const { printers } = printer;
  const queueOver = (journal: Pick<OpenJournal, 'record'>): PrintQueue =>
    new PrintQueue({ journal, printers, clock, log: silentLog, signedIn: () => cashier });
  const queue = queueOver(journal);
  const ports: ReceiptDeskPorts = {
    queue,
    journal: journal,
    environment: 'live',
    terminal: trainingTerminal,
    settings: { ...network, ...settings },
    storeAddress: '',
    pdf: (slip) => Promise.resolve(Buffer.from(JSON.stringify(slip))),
    saveFile: (stem, bytes) => {
      files.set(stem, bytes);
      return { fileName: `${stem}.pdf` };
    },
    words: RECEIPT_WORDS,
    localTime: (at) => new Date(at).toISOString().replace('Z', '+00:00'),
    customerFile: { read: () => null, save: () => undefined },
    clock,
    changes,
  };
  const records = (): readonly RecordOf<'receipt-printed'>[] =>
    journal.records(['receipt-printed'], 0).map(({ record }) => record);
  const paid = (reference: string) => {
    sell(journal, reference);
    return journal.payment(reference)!;
  };
  const desk = new ReceiptDesk(ports);
  return { clock, journal, printer, shown, files, records, paid, ports, queue, queueOver, desk };
};

/** Requests a refund of CNY 5.00 of payment T1-1, as R1. */
export const askRefund = (journal: OpenJournal): void => {
  journal.appendRefund(
    'R1',
    {
      type: 'refund-intended',
      intent: {
        reference: 'R1',
        requestId: 'request-r1',
        paymentReference: 'T1-1',
        paymentId: '9007199254740993',
        amount: 500,
        currency: 'CNY',
        reason: 'goods-returned',
        note: '',
        askedBy: cashier,
        approvedBy: cashier,
      },
    },
    NOON + 9_000,
  );
};
