/** A page that nobody sees: it sets slips for printers and files, and draws lines for printers without the letters. */
import { flushSync, mount, unmount } from 'svelte';
import type { PageSize, Slip } from '#contract';
import { rasterise } from './rasterise.ts';
import SlipSheet from './SlipSheet.svelte';

let sheet: ReturnType<typeof mount> | undefined;

const show = (slip: Slip, size: PageSize): number => {
  if (sheet) void unmount(sheet);
  sheet = mount(SlipSheet, { target: document.body, props: { slip, size } });
  flushSync();
  return Math.ceil(document.body.getBoundingClientRect().height);
};

Object.assign(window, { slipPage: { show, rasterise } });
