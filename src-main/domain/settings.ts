import type { Terminal } from './terminal.ts';

/** `bench` is set from outside only (another GlobalPay-like server on loopback); nobody can choose it on a screen. */
export type Environment = 'training' | 'test' | 'live' | 'bench';
export type ChosenEnvironment = Exclude<Environment, 'bench'>;

export interface Settings {
  readonly environment: ChosenEnvironment;
  /** The merchant's site number; '' until the shop has entered it. The ApiKey is not here: the vault keeps it. */
  readonly siteId: string;
  readonly terminal: Terminal;
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
  ceiling: DEFAULT_CEILING,
  enabledCurrencies: [],
  parkingAllowed: false,
  cutOff: '00:00',
  timeZone: '',
};
