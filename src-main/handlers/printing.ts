/** Calls that print or save as PDF: receipts, X and Z reports, test pages. */
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import { isPrinterAddressValid } from '#domain/print/printer.ts';
import { RECEIPT_SETTINGS, SHOP_SETTINGS } from '#domain/shop/settings/setting-tables.ts';
import type { Emits } from '#services/changes.ts';
import type { ListPrinters } from '#services/print/print-ports.ts';
import type { Unprinted } from '#services/print/print-queue.ts';
import type { ReceiptDesk } from '#services/print/receipt-desk.ts';
import type { ReportDesk } from '#services/print/report-desk.ts';
import { receiptView, UNPRINTED_CODES } from '#handlers/views/receipt-view.ts';
import type { Handlers } from './handlers.ts';
import { done } from './handlers.ts';
import type { OpenSavedPorts } from './open-saved.ts';
import { openSaved } from './open-saved.ts';

export interface PrintingHandlerPorts extends OpenSavedPorts {
  readonly receipts: ReceiptDesk;
  readonly changes: Emits<'status'>;
  readonly reports: Pick<ReportDesk, 'printX' | 'printZ'>;
  readonly listPrinters: ListPrinters;
  /** Where receipts are saved. */
  readonly receiptsFolder: string;
  readonly showFolder: (folder: string) => boolean;
}

const reportPrinted = (why: Unprinted | undefined): Reply<Record<string, never>> => {
  if (why === undefined) return done;
  return why === 'not-found' ? refuse('z-not-found') : refuse(UNPRINTED_CODES[why], { slip: 'report' });
};

const receiptHandlers = ({ receipts, changes }: Pick<PrintingHandlerPorts, 'receipts' | 'changes'>) =>
  ({
    'customer.language': ({ language }) => {
      receipts.chooseLanguage(language);
      // The receipt on the customer's display changes its language too.
      changes.emit('status');
      return done;
    },
    'receipts.read': ({ reference }) => ({ ok: true, value: receiptView(receipts.status(reference)) }),
    'receipts.print': async ({ reference }) => {
      const answer = await receipts.print(reference);
      if (!answer.printed) return refuse(UNPRINTED_CODES[answer.why]);
      return { ok: true, value: receiptView(receipts.status(reference)) };
    },
    'receipts.savePdf': async ({ reference }) => {
      const answer = await receipts.savePdf(reference);
      if (answer.saved) return { ok: true, value: { fileName: answer.fileName } };
      const isFault = answer.why === 'broke-off' || answer.why === 'silent';
      return refuse(isFault ? 'receipt-not-saved' : UNPRINTED_CODES[answer.why]);
    },
    'receipts.test': async (typed) => {
      const address = RECEIPT_SETTINGS.address.tidy(typed.address);
      if (!isPrinterAddressValid(typed.printer, address))
        return refuse('settings-invalid', { field: 'receipts.address' });
      const storeAddress = SHOP_SETTINGS.storeAddress.tidy(typed.storeAddress);
      if (!SHOP_SETTINGS.storeAddress.accepts(storeAddress))
        return refuse('settings-invalid', { field: 'storeAddress' });
      const why = await receipts.test({ ...typed, address }, storeAddress);
      return why === undefined ? done : refuse(UNPRINTED_CODES[why], { slip: 'test' });
    },
  }) satisfies Partial<Handlers>;

export const printingHandlers = ({
  receipts,
  changes,
  reports,
  listPrinters,
  receiptsFolder,
  showFolder,
  ...opening
}: PrintingHandlerPorts) =>
  ({
    ...receiptHandlers({ receipts, changes }),
    'receipts.open': async ({ fileName }) => openSaved(opening, fileName),
    'receipts.showFolder': () => {
      showFolder(receiptsFolder);
      return done;
    },
    'receipts.printers': async () => ({ ok: true, value: await listPrinters() }),
    'day.xPrint': async () => reportPrinted(await reports.printX()),
    'day.zPrint': async ({ number }) => reportPrinted(await reports.printZ(number)),
  }) satisfies Partial<Handlers>;
