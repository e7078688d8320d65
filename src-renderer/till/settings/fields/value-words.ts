import type { PaperWidth, ScreenField, SettingsInput } from '#contract';
import { listWords, moneyWords, NATIVE_NAMES, PAPER, readAmount, STANDINGS, text } from '#contract';
import { valueOf } from '../../../state/settings/field-value.ts';
import { currencyIn } from '../../../state/settings/settings-check.ts';
import { countryWords, timeZoneWords } from '../../choosing/places.ts';
import { inLanguage } from './typed-decimals.ts';

/** A paper roll as a printer's box names it; two rolls of the same width differ in characters per line. */
export const paperWords = (paper: PaperWidth): string => {
  const { millimetres: width, columns } = PAPER[paper];
  return paper === width
    ? text('receipts.width.mm', { width })
    : text('receipts.width.columns', { width, columns });
};

/** Amounts as the till understands them; what it cannot read stays as it is typed. */
const amountsWords = (lines: string, typed: SettingsInput): string => {
  const currency = currencyIn(typed);
  const amounts = lines.split('\n').filter((line) => line.trim() !== '');
  return listWords(
    amounts.map((line) => {
      const read = readAmount(line, currency);
      return read.ok ? moneyWords({ amount: read.amount, currency }) : line;
    }),
  );
};

const printerWords = ({ printer, address }: SettingsInput['receipts']): string =>
  printer === 'system' && address === '' ? text('set-up.printer.usual') : address;

/** The fields whose values have names of their own for people. */
const SPOKEN: Partial<Record<ScreenField, (typed: SettingsInput, computerTimeZone: string) => string>> = {
  environment: ({ environment }) => text(`environment.${environment}`),
  'receipts.printer': ({ receipts }) => text(`receipts.printer.${receipts.printer}`),
  'receipts.address': ({ receipts }) => printerWords(receipts),
  country: ({ country }) => countryWords(country),
  timeZone: ({ timeZone }, ofComputer) => timeZoneWords(timeZone, ofComputer),
  ceiling: (typed) => amountsWords(typed.ceiling, typed),
  quickAmounts: (typed) => amountsWords(typed.quickAmounts, typed),
  displayInches: ({ displayInches }) => inLanguage(displayInches),
  displayDistance: ({ displayDistance }) => inLanguage(displayDistance),
  'receipts.mode': ({ receipts }) => text(`receipts.mode.${receipts.mode}`),
  'receipts.width': ({ receipts }) => paperWords(receipts.width),
  'receipts.language': ({ receipts }) => NATIVE_NAMES[receipts.language],
  trainingNetwork: ({ trainingNetwork }) => trainingNetwork || text('settings.trainingNetwork.any'),
  apiKey: () => text('settings.value.new'),
};

/** A field's value in a person's words. */
export const valueWords = (field: ScreenField, typed: SettingsInput, computerTimeZone: string): string => {
  const value = valueOf(typed, field);
  if (typeof value === 'boolean') return text(value ? 'settings.value.on' : 'settings.value.off');
  const spoken = SPOKEN[field]?.(typed, computerTimeZone) ?? String(value);
  return spoken || text('settings.value.none');
};

/** The name of a field. */
export const labelOf = (field: ScreenField, { receipts }: SettingsInput): string => {
  const { printer } = receipts;
  return text(
    field === 'receipts.address' && printer !== 'none'
      ? `receipts.address.${printer}`
      : STANDINGS[field].label,
  );
};
