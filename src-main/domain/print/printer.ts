import type { PaperWidth } from './paper-width.ts';
import { deviceAddress, networkAddress } from './printer-address.ts';

export type PrinterKind = 'system' | 'tcp' | 'device';
export type PrinterChoice = PrinterKind | 'none';

export interface Printer {
  readonly kind: PrinterKind;
  /**
   * By `kind`: the printer's name in the system ('' for its default); a host, with or without a port; or the path of a
   * device file, which may be followed by a comma and a serial line's speed: '/dev/ttyUSB0,19200'.
   */
  readonly address: string;
  readonly width: PaperWidth;
}

const PRINTER_NAME = /^[^\p{Cc}]{0,255}$/u;

/** Whether a printer of that kind can have this address. */
export const isPrinterAddressValid = (printer: PrinterChoice, address: string): boolean => {
  switch (printer) {
    case 'none':
      return true;
    case 'system':
      return PRINTER_NAME.test(address);
    case 'tcp':
      return networkAddress(address) !== undefined;
    case 'device':
      return deviceAddress(address) !== undefined;
    default:
      return printer satisfies never;
  }
};
