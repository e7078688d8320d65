import type { ReceiptView } from '#contract';
import { text } from '#contract';
import { problemWords, titled } from '../problem-words.ts';

/**
 * The label of the print button. After a failure that left nothing on paper, the next print is not a copy.
 */
export const printWords = (view: ReceiptView | undefined): string =>
  text(view && view.copies > 0 ? 'receipts.print.printed' : 'receipts.print.none');

/**
 * The state of a receipt, or ''. `fileName` is the file it was just saved as, or null; `brief` leaves out what
 * to do about a failure.
 */
export const stateWords = (view: ReceiptView | undefined, fileName: string | null, brief = false): string => {
  if (!view) return '';
  switch (view.state) {
    case 'printing':
      return text('receipts.state.printing');
    case 'none':
    case 'printed':
      if (fileName !== null) return text('receipts.saved', { fileName });
      return view.state === 'none' ? '' : text('receipts.state.printed', { copies: view.copies });
    case 'failed': {
      const { title, advice } = problemWords(view.problem ?? { code: 'unexpected', details: {} });
      return brief ? titled(title) : titled(title, advice);
    }
    default:
      return view.state satisfies never;
  }
};
