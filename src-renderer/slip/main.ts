/**
 * An invisible page that lays out slips for printing and PDF, and draws lines for printers that lack the
 * characters.
 */
import { flushSync, mount, unmount } from 'svelte';
import type { PageSize, Slip } from '#contract';
import { rasterise } from './rasterise.ts';
import SlipSheet from './SlipSheet.svelte';

let sheet: ReturnType<typeof mount> | undefined;

const show = (slip: Slip, size: PageSize): number => {
  if (sheet) void unmount(sheet);
  sheet = mount(SlipSheet, { target: document.body, props: { slip, size } });
  // A PDF states its language for screen readers.
  document.documentElement.lang = slip.language;
  flushSync();
  return Math.ceil(document.body.getBoundingClientRect().height);
};

Object.assign(window, { slipPage: { show, rasterise } });
