import type { LanguageName } from './language.ts';
import type { PaperWidth } from '#domain/print/paper.ts';
import type { Terminal } from './terminal.ts';

/** `bench` is set from outside only (another GlobalPay-like server on loopback); nobody can choose it on a screen. */
export type Environment = 'training' | 'test' | 'live' | 'bench';
export type ChosenEnvironment = Exclude<Environment, 'bench'>;

export type PrinterKind = 'system' | 'tcp' | 'device';

export interface Printer {
  readonly kind: PrinterKind;
  /** The printer's name in the system ('' for its usual one), `host` or `host:port`, or the path of a device file. */
  readonly address: string;
  readonly width: PaperWidth;
}

export interface ReceiptSettings extends Omit<Printer, 'kind'> {
  /** Whether a paid sale prints by itself, offers to, or leaves receipts alone. */
  readonly mode: 'auto' | 'ask' | 'off';
  readonly printer: PrinterKind | 'none';
  /** For customers who have not chosen one on their display. */
  readonly language: LanguageName;
}

/** Where exports go; changed where one exports. */
export interface ExportSettings {
  /** The folder that people chose; '' is the till's own. */
  readonly exportFolder: string;
  /** Whether closing a day also writes its files. */
  readonly exportAtClose: boolean;
}

export interface Settings extends ExportSettings {
  readonly environment: ChosenEnvironment;
  /** The merchant's site number; '' until the shop has entered it. The ApiKey is not here: the vault keeps it. */
  readonly siteId: string;
  readonly terminal: Terminal;
  /** Stands on receipts under the store's name: up to three lines, '' for none. */
  readonly storeAddress: string;
  /** Largest single charge, in hundredths. */
  readonly ceiling: number;
  /** Currencies without two decimals that the shop has enabled on purpose. */
  readonly enabledCurrencies: readonly string[];
  /** Whether the next sale may begin while a payment that was set aside is still without an end. */
  readonly parkingAllowed: boolean;
  /** When the shop's day begins, 'HH:MM'. */
  readonly cutOff: string;
  /** The shop's time zone by its IANA name; '' is this computer's. */
  readonly timeZone: string;
  readonly receipts: ReceiptSettings;
}

/** Alipay's own ceiling for one payment is CNY 50,000. */
const DEFAULT_CEILING = 5_000_000;

export const trainingTerminal: Terminal = {
  storeName: 'Training Store',
  storeId: 'TRAIN-1',
  terminalId: 'T1',
  country: 'CN',
  currency: 'CNY',
  email: 'till@example.com',
  returnUrl: 'https://example.com/return',
  tokenLifetime: 10,
};

export const defaultSettings: Settings = {
  environment: 'training',
  siteId: '',
  terminal: trainingTerminal,
  storeAddress: '',
  ceiling: DEFAULT_CEILING,
  enabledCurrencies: [],
  parkingAllowed: false,
  cutOff: '00:00',
  timeZone: '',
  receipts: { mode: 'ask', printer: 'none', address: '', width: 80, language: 'en' },
  exportFolder: '',
  exportAtClose: false,
};

/** Names of computers and IPv4 addresses, with a port or without. */
const HOST = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?(?::\d{1,5})?$/;
/** A Unix path, or a Windows device such as \\.\COM3. */
const DEVICE = /^(?:\/[^\p{Cc}]{1,255}|\\\\[^\p{Cc}]{1,255})$/u;
const PRINTER_NAME = /^[^\p{Cc}]{0,255}$/u;

/** Whether the text can be where a printer of that kind is. */
export const isPrinterAddressValid = (printer: ReceiptSettings['printer'], address: string): boolean => {
  switch (printer) {
    case 'none':
      return true;
    case 'system':
      return PRINTER_NAME.test(address);
    case 'tcp':
      return HOST.test(address) && Number(address.split(':')[1] ?? 1) <= 65_535;
    case 'device':
      return DEVICE.test(address);
    default:
      return printer satisfies never;
  }
};
