/**
 * Declares every setting once: its standing and its rules. The tables are the sections of the settings file, in order.
 * A setting without a standing does not compile.
 */
import type { Hundredths } from '#domain/money.ts';
import { amountProblem, currencyProblem, decimalsOf, toDecimal } from '#domain/money.ts';
import type { AmountFault } from '#domain/typed-amount/amount-fault.ts';
import { readAmountLines } from '#domain/typed-amount/amount-lines.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';
import { isTimeZone } from '#domain/zone-name.ts';
import { PAPER_WIDTHS } from '#domain/print/paper-width.ts';
import { isCutOff, renewedCutOff } from '#domain/shop/business-day.ts';
import { isFeedAddress } from '#domain/update/feed-address.ts';
import type { FormContext, SettingFault, SettingGroup, SettingTable, Standing } from './setting.ts';
import type { ChosenEnvironment } from '#domain/shop/environment.ts';
import { CHOSEN_ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { FORMER_LANGUAGES, LANGUAGE_NAMES } from '#domain/shop/language.ts';
import type { PrinterChoice } from '#domain/print/printer.ts';
import { isPrinterAddressValid } from '#domain/print/printer.ts';
import {
  amounts,
  choice,
  wholeNumber,
  valid,
  numberAs,
  offScreenFolder,
  offScreenTexts,
  offScreenYesOrNo,
  onlyInTraining,
  strictText,
  text,
  tidyAscii,
  tidyCode,
  tidyText,
  faulty,
  idForOthers,
  lineForOthers,
  measure,
  nameForOthers,
  yesOrNo,
} from './setting-kinds.ts';
import { tidyShownLines } from '#domain/free-text/shown-line.ts';
import { MAX_ADDRESS, isStoreAddress } from '#domain/shop/store-address.ts';

/** So far one permission covers every setting, and every change is recorded. */
const MANAGED = { mayChange: 'change-settings', isRecorded: true } as const;

/** A typed setting in a group of the settings screen, whose words have its own name. */
const typedIn = <const Group extends SettingGroup, const Name extends string>(group: Group, name: Name) =>
  ({ ...MANAGED, group, label: `settings.${name}.label`, error: `settings.${name}.error` }) as const;

/** A setting in a group that is chosen or ticked rather than typed. */
const chosenIn = <const Group extends SettingGroup, const Label extends string>(group: Group, label: Label) =>
  ({ ...MANAGED, group, label }) as const;

const matches =
  (pattern: RegExp) =>
  (typed: string): boolean =>
    pattern.test(typed);

/**
 * What the gateway accepts in each field, here and in TERMINAL_SETTINGS. If the vendor's two SDKs differ, the stricter
 * one applies: SDK-NET ValidationRegexConstants.cs for lengths, SDK-PHP S2P_SDK_Meth_Payments.php for the e-mail
 * address.
 */
export const GATEWAY_SETTINGS = {
  environment: {
    ...chosenIn('environment', 'settings.environment'),
    ...choice<ChosenEnvironment>(CHOSEN_ENVIRONMENTS, 'training'),
  },
  /** The merchant's site number; '' until the shop has entered it. */
  siteId: {
    ...typedIn('gateway', 'siteId'),
    ...text('', matches(/^\d{1,10}$/), { tidy: tidyAscii, skippedInTraining: true }),
  },
} satisfies SettingTable;

/** Typed with the settings but sealed in the vault, one for each environment; the settings file never holds it. */
export const API_KEY = {
  ...typedIn('gateway', 'apiKey'),
  ...text('', matches(/^[\x21-\x7e]{8,256}$/), {
    tidy: tidyAscii,
    control: 'secret',
    skippedInTraining: true,
  }),
} satisfies Standing;

export const TERMINAL_SETTINGS = {
  storeName: {
    ...typedIn('shop', 'storeName'),
    ...nameForOthers('Training Store', 50, { control: 'long-line', refusedInLive: true }),
  },
  storeId: {
    ...typedIn('shop', 'storeId'),
    ...idForOthers('TRAIN-1', 32, { refusedInLive: true }),
  },
  terminalId: {
    ...typedIn('shop', 'terminalId'),
    ...idForOthers('T1', 50),
  },
  /** ISO 3166-1 alpha-2, upper case. */
  country: {
    ...typedIn('shop', 'country'),
    ...text('CN', matches(/^[A-Z]{2}$/), { control: 'country', tidy: tidyCode }),
  },
  /** ISO 4217, upper case. */
  currency: {
    ...typedIn('shop', 'currency'),
    error: 'problem.currency-malformed.advice' as const,
    ...text('CNY', matches(/^[A-Z]{3}$/), {
      control: 'currency',
      tidy: tidyCode,
      read: (typed, { unusualCurrencyConfirmed }) => {
        const currency = tidyCode(typed);
        const problem = currencyProblem(currency, unusualCurrencyConfirmed ? [currency] : []);
        return problem ? faulty(problem) : valid(currency);
      },
    }),
  },
  /** The shop's own e-mail address: the gateway requires one, and the till never asks the customer. */
  email: {
    ...typedIn('shop', 'email'),
    ...text('till@example.com', matches(/^[a-zA-Z0-9._%+-]{1,100}@[a-zA-Z0-9.-]{1,40}\.[a-zA-Z]{1,8}$/), {
      tidy: tidyAscii,
      control: 'long-line',
      refusedInLive: true,
    }),
  },
  returnUrl: {
    ...typedIn('gateway', 'returnUrl'),
    ...text('https://example.com/return', matches(/^https?:\/\/\S{1,512}$/), {
      control: 'long-line',
      refusedInLive: true,
    }),
  },
  /** Minutes for which the customer's code is valid. The unit is not documented; every known client means minutes. */
  tokenLifetime: { ...typedIn('gateway', 'tokenLifetime'), ...wholeNumber(10, matches(/^[1-9]\d{0,3}$/)) },
} satisfies SettingTable;

/** Alipay's own ceiling for one payment is CNY 50,000. */
const ALIPAY_CEILING: Hundredths = 5_000_000;

const MAX_QUICK_AMOUNTS = 6;

const ceilingIn = ({ ceiling, currency }: FormContext): Hundredths | undefined => {
  const read = readAmount(ceiling, tidyCode(currency));
  return read.ok ? read.amount : undefined;
};

const amountFault = (why: AmountFault, currency: string): SettingFault =>
  why === 'amount-too-precise' && decimalsOf(tidyCode(currency)) === 0 ? 'setting-too-precise' : 'invalid';

export const SHOP_SETTINGS = {
  /** Printed on receipts under the store's name: up to three lines, '' for none. */
  storeAddress: {
    ...typedIn('shop', 'storeAddress'),
    hint: 'settings.storeAddress.hint' as const,
    ...strictText('', isStoreAddress, {
      control: 'lines',
      most: MAX_ADDRESS.characters,
      anew: { tidy: tidyShownLines, accepts: isStoreAddress },
    }),
  },
  /** Largest single charge (Hundredths); typed in the currency, e.g. '50000' or '50,000.00'. */
  ceiling: {
    ...typedIn('gateway', 'ceiling'),
    ...numberAs(ALIPAY_CEILING, {
      read: (typed, { currency }) => {
        const read = readAmount(typed, tidyCode(currency));
        if (!read.ok) return faulty(amountFault(read.why, currency));
        return amountProblem(read.amount, Infinity) ? faulty('invalid') : valid(read.amount);
      },
      show: toDecimal,
    }),
  },
  /** Currencies without two decimals that the shop has enabled by a tick beside the currency. */
  enabledCurrencies: { ...chosenIn('shop', 'settings.currency.enable'), ...offScreenTexts([]) },
  /** Whether the next sale may begin while the outcome of a parked payment is still unknown. */
  parkingAllowed: {
    ...chosenIn('charging', 'settings.parkingAllowed.label'),
    hint: 'settings.parkingAllowed.advice' as const,
    ...yesOrNo(true),
  },
  /** Whether the till asks before it charges an amount that was paid only minutes ago. */
  asksAfterPaid: {
    ...chosenIn('charging', 'settings.asksAfterPaid.label'),
    hint: 'settings.asksAfterPaid.advice' as const,
    ...yesOrNo(false),
  },
  /** Whether customers pay on the gateway's own page instead of by the till's code. */
  showsGatewayPage: {
    ...chosenIn('charging', 'settings.showsGatewayPage.label'),
    hint: 'settings.showsGatewayPage.advice' as const,
    ...yesOrNo(false),
  },
  /** Amounts that one tap puts on the keypad, in their order on the screen. */
  quickAmounts: {
    ...typedIn('charging', 'quickAmounts'),
    hint: 'settings.quickAmounts.hint' as const,
    ...amounts(MAX_QUICK_AMOUNTS, {
      read: (typed, form) => {
        const read = readAmountLines(tidyText(typed), tidyCode(form.currency));
        if (!read.ok) return faulty(amountFault(read.why, form.currency));
        const most = ceilingIn(form) ?? Infinity;
        const fits =
          read.amounts.length <= MAX_QUICK_AMOUNTS && read.amounts.every((amount) => amount <= most);
        return fits ? valid(read.amounts) : faulty('invalid');
      },
      show: (all, currency) => all.map((amount) => toDecimal(amount, currency)).join('\n'),
    }),
  },
  /** Shown on the customer's display between sales; '' for none. */
  customerLine: {
    ...typedIn('display', 'customerLine'),
    ...lineForOthers(80),
  },
  /** The diagonal of the customer's display, inches; null if nobody measured it. */
  displayInches: { ...typedIn('display', 'displayInches'), ...measure(4, 100) },
  /** How far from it the customer stands, cm. */
  displayDistance: { ...typedIn('display', 'displayDistance'), ...measure(20, 300) },
  /** When the shop's day begins, 'HH:MM'. */
  cutOff: {
    ...typedIn('shop', 'cutOff'),
    ...strictText('00:00', isCutOff, { tidy: tidyAscii }),
    renew: renewedCutOff,
  },
  /**
   * The shop's time zone by its IANA name; '' is this computer's. A file may name one that this computer does not know.
   */
  timeZone: {
    ...typedIn('shop', 'timeZone'),
    ...text('', (name) => name === '' || isTimeZone(name), { control: 'time-zone' }),
  },
  /** Where updates are looked for; '' for nowhere. */
  updateFeed: {
    ...typedIn('updates', 'updateFeed'),
    hint: 'settings.updateFeed.hint' as const,
    ...text('', (address) => address === '' || isFeedAddress(address), { control: 'long-line' }),
  },
  /** Whether phones in the shop's network can open the page of a payment in training. No other environment reads it. */
  trainingPhone: {
    ...chosenIn('environment', 'settings.trainingPhone.label'),
    hint: 'settings.trainingPhone.advice' as const,
    ...onlyInTraining,
  },
  /** The network that those phones are in, by the name of this computer's adapter; '' is the likeliest. */
  trainingNetwork: {
    ...chosenIn('environment', 'settings.trainingNetwork.label'),
    ...text('', () => true, { control: 'choice' }),
  },
  /** Whether the till fills its display until somebody with permission leaves the full screen. */
  kiosk: {
    ...chosenIn('computer', 'settings.kiosk.label'),
    hint: 'settings.kiosk.advice' as const,
    ...yesOrNo(false),
  },
  startsWithComputer: {
    ...chosenIn('computer', 'settings.startsWithComputer.label'),
    hint: 'settings.startsWithComputer.advice' as const,
    ...yesOrNo(false),
  },
} satisfies SettingTable;

export const RECEIPT_SETTINGS = {
  /** Whether a paid sale prints its receipt, offers to, or does neither. */
  mode: { ...chosenIn('receipts', 'receipts.mode'), ...choice(['auto', 'ask', 'off'], 'ask') },
  printer: {
    ...chosenIn('receipts', 'receipts.printer'),
    ...choice<PrinterChoice>(['none', 'system', 'tcp', 'device'], 'none'),
  },
  /** Depends on the kind of printer; see Printer. */
  address: {
    ...chosenIn('receipts', 'receipts.address.tcp'),
    error: 'receipts.address.tcp.error' as const,
    ...text('', () => true, {
      read: (typed, { receipts }) => {
        const address = tidyText(typed);
        return isPrinterAddressValid(receipts.printer, address) ? valid(address) : faulty('invalid');
      },
    }),
  },
  width: { ...chosenIn('receipts', 'receipts.width'), ...choice(PAPER_WIDTHS, 80) },
  /** For customers who have not chosen one on their display. */
  language: {
    ...chosenIn('receipts', 'receipts.language'),
    ...choice<LanguageName>(LANGUAGE_NAMES, 'en', FORMER_LANGUAGES),
  },
} satisfies SettingTable;

/** Where exports go; set on the export screen, not with the other settings. */
export const EXPORT_SETTINGS = {
  /** The folder that people chose; '' is the till's own. */
  exportFolder: { ...chosenIn('exports', 'export.folder'), ...offScreenFolder('') },
  /** Whether closing a day also writes its files. */
  exportAtClose: { ...chosenIn('exports', 'export.at-close'), ...offScreenYesOrNo(false) },
} satisfies SettingTable;
