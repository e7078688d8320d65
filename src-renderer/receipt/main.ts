/** A page that nobody sees: it sets receipts for printers and files, and draws lines for printers without the letters. */
import { flushSync, mount, unmount } from 'svelte';
import type { PaperWidth, Receipt } from '#contract';
import { rasterise } from './rasterise.ts';
import ReceiptSheet from './ReceiptSheet.svelte';

let sheet: ReturnType<typeof mount> | undefined;

const show = (receipt: Receipt, width: PaperWidth): number => {
  if (sheet) void unmount(sheet);
  sheet = mount(ReceiptSheet, { target: document.body, props: { receipt, width } });
  flushSync();
  return Math.ceil(document.body.getBoundingClientRect().height);
};

Object.assign(window, { receiptPage: { show, rasterise } });
