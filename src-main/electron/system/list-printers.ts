import type { WebContents } from 'electron';
import type { ListPrinters } from '#services/print/print-ports.ts';

/** Only a page can ask the system for its printers; without one, nobody could choose from them. */
export const listPrinters =
  (page: () => WebContents | undefined): ListPrinters =>
  async () => {
    const printers = (await page()?.getPrintersAsync()) ?? [];
    return printers.map(({ name }) => name);
  };
