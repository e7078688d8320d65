import type { Terminal } from '#domain/shop/terminal.ts';
import { timeOf, WALLET } from './receipt-facts.ts';
import type { ReceiptOptions } from './receipt-options.ts';
import type { Slip } from './slip.ts';
import { shopOf } from './slip-frame.ts';

/** Makes the code of a test page long enough to be recognised as a scan; a short one would be typed into the amount. */
const TEST_CODE = 'TEST-PAGE-';

/** A page that shows whether a printer prints everything a receipt needs; it has no amount. */
export const describeTestPage = (
  terminal: Terminal,
  at: number,
  { language, words, localTime, storeAddress }: Omit<ReceiptOptions, 'copy'>,
): Slip => ({
  language,
  blocks: [
    ...shopOf(terminal, { storeAddress }),
    { kind: 'title', text: words.testPage },
    { kind: 'rule' },
    { kind: 'fact', label: words.terminalId, value: terminal.terminalId },
    { kind: 'fact', label: words.time, value: timeOf(at, { localTime }) },
    { kind: 'fact', label: words.wallet, value: WALLET },
    { kind: 'note', text: words.testPageSigns },
    { kind: 'rule' },
    { kind: 'code', payload: `${TEST_CODE}${terminal.terminalId}` },
    { kind: 'note', text: words.testPageWorks },
  ],
});
