import type { PaperWidth } from '#domain/print/paper.ts';

export type PrinterKind = 'system' | 'tcp' | 'device';
export type PrinterChoice = PrinterKind | 'none';

export interface Printer {
  readonly kind: PrinterKind;
  /** The printer's name in the system ('' for its default), `host` or `host:port`, or the path of a device file. */
  readonly address: string;
  readonly width: PaperWidth;
}

/** Host names and IPv4 addresses, with a port or without. */
const HOST = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?(?::\d{1,5})?$/;
/** A Unix path, or a Windows device such as \\.\COM3. */
const DEVICE = /^(?:\/[^\p{Cc}]{1,255}|\\\\[^\p{Cc}]{1,255})$/u;
const PRINTER_NAME = /^[^\p{Cc}]{0,255}$/u;
const MOST_PORT = 65_535;

/** Whether a printer of that kind can have this address. */
export const isPrinterAddressValid = (printer: PrinterChoice, address: string): boolean => {
  switch (printer) {
    case 'none':
      return true;
    case 'system':
      return PRINTER_NAME.test(address);
    case 'tcp':
      return HOST.test(address) && Number(address.split(':')[1] ?? 1) <= MOST_PORT;
    case 'device':
      return DEVICE.test(address);
    default:
      return printer satisfies never;
  }
};
