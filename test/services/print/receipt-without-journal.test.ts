import { expect, test } from 'vitest';
import { ReceiptDesk } from '#services/print/receipt-desk.ts';
import { receiptKit } from './receipt-kit.ts';

test('a receipt is not printed while the journal cannot be read, which the till says', async () => {
  const { ports, journal, printer, paid } = receiptKit();
  const desk = new ReceiptDesk({
    ...ports,
    journal: {
      ...journal,
      receiptsOf: () => {
        throw new Error('SQLITE_IOERR');
      },
    },
  });
  paid('T1-1');
  expect(await desk.print('T1-1')).toEqual({ printed: false, why: 'broke-off' });
  expect(printer.printed).toEqual([]);
});

test('the till remembers the languages of the last thousand customers, and of no more', async () => {
  const { desk, printer, paid } = receiptKit();
  desk.chooseLanguage('zh-CN');
  const [first, second] = [paid('T1-1'), paid('T1-2')];
  desk.notice(first);
  desk.notice(second);
  for (let n = 3; n <= 1_001; n += 1) desk.notice({ ...first, reference: `T1-${n}` });
  await desk.print('T1-1');
  await desk.print('T1-2');
  expect(printer.printed.map(({ language }) => language)).toEqual(['en', 'zh-CN']);
});
