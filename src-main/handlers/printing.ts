/** What goes onto paper: receipts, X and Z; receipts as files; trying a printer. */
import type { Problem, Reply } from '#contract/problem.ts';
import { problem, refuse } from '#contract/problem.ts';
import type { ReceiptView } from '#contract/receipt-views.ts';
import { isPrinterAddressValid } from '#domain/shop/printer.ts';
import { SHOP_SETTINGS } from '#domain/shop/setting-tables.ts';
import type { ListPrinters } from '#services/print/print-ports.ts';
import type { Unprinted } from '#services/print/print-queue.ts';
import type { ReceiptStanding } from '#services/print/print-receipt.ts';
import type { GuardedHandlers } from './guard.ts';
import type { Printing } from '#station/open-printing.ts';
import { done } from './ports.ts';

const CODES = {
  'not-found': 'payment-not-found',
  'no-printer': 'printer-none',
  busy: 'printer-busy',
  unreachable: 'printer-unreachable',
  silent: 'printer-silent',
  'broke-off': 'printer-broke-off',
  'not-recorded': 'receipt-not-recorded',
} as const satisfies Record<Unprinted, Problem['code']>;

export const receiptView = ({ why, ...standing }: ReceiptStanding): ReceiptView => ({
  ...standing,
  problem: why && problem(CODES[why]),
});

const reportPrinted = (why: Unprinted | undefined): Reply<Record<string, never>> => {
  if (why === undefined) return done;
  return why === 'not-found' ? refuse('z-not-found') : refuse(CODES[why], { slip: 'report' });
};

const receiptHandlers = (desk: () => Printing['receipts'], listPrinters: ListPrinters) =>
  ({
    'customer.language': ({ language }) => {
      desk().chooseLanguage(language);
      return done;
    },
    'receipts.read': ({ reference }) => ({ ok: true, value: receiptView(desk().standing(reference)) }),
    'receipts.print': async ({ reference }) => {
      const answer = await desk().print(reference);
      if (!answer.printed) return refuse(CODES[answer.why]);
      return { ok: true, value: receiptView(desk().standing(reference)) };
    },
    'receipts.savePdf': async ({ reference }) => {
      const answer = await desk().savePdf(reference);
      if (answer.saved) return { ok: true, value: { fileName: answer.fileName } };
      const isFault = answer.why === 'broke-off' || answer.why === 'silent';
      return refuse(isFault ? 'receipt-not-saved' : CODES[answer.why]);
    },
    'receipts.printers': async () => ({ ok: true, value: await listPrinters() }),
    'receipts.test': async (typed) => {
      const address = typed.address.trim();
      if (!isPrinterAddressValid(typed.printer, address))
        return refuse('settings-invalid', { field: 'receipts.address' });
      const storeAddress = SHOP_SETTINGS.storeAddress.tidy(typed.storeAddress);
      if (!SHOP_SETTINGS.storeAddress.accepts(storeAddress))
        return refuse('settings-invalid', { field: 'storeAddress' });
      const why = await desk().test({ ...typed, address }, storeAddress);
      return why === undefined ? done : refuse(CODES[why]);
    },
  }) satisfies Partial<GuardedHandlers>;

export const printingHandlers = (printing: () => Printing, listPrinters: ListPrinters) =>
  ({
    ...receiptHandlers(() => printing().receipts, listPrinters),
    'day.xPrint': async () => reportPrinted(await printing().reports.printX()),
    'day.zPrint': async ({ number }) => reportPrinted(await printing().reports.printZ(number)),
  }) satisfies Partial<GuardedHandlers>;
