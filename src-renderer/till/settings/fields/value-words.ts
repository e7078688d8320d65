import type { PaperWidth, ScreenField, SettingsInput } from '#contract';
import { NATIVE_NAMES, PAPER, STANDINGS, text } from '#contract';
import { valueOf } from '../../../state/settings/field-value.ts';

/** A paper roll as a printer's box names it; two rolls of the same width differ in characters per line. */
export const paperWords = (paper: PaperWidth): string => {
  const { millimetres: width, columns } = PAPER[paper];
  return paper === width
    ? text('receipts.width.mm', { width })
    : text('receipts.width.columns', { width, columns });
};

/** The fields whose values have names of their own for people. */
const SPOKEN: Partial<Record<ScreenField, (typed: SettingsInput) => string>> = {
  environment: ({ environment }) => text(`environment.${environment}`),
  'receipts.printer': ({ receipts }) => text(`receipts.printer.${receipts.printer}`),
  'receipts.mode': ({ receipts }) => text(`receipts.mode.${receipts.mode}`),
  'receipts.width': ({ receipts }) => paperWords(receipts.width),
  'receipts.language': ({ receipts }) => NATIVE_NAMES[receipts.language],
  trainingNetwork: ({ trainingNetwork }) => trainingNetwork || text('settings.trainingNetwork.any'),
  apiKey: () => text('settings.value.new'),
};

/** A field's value in a person's words. */
export const valueWords = (field: ScreenField, typed: SettingsInput): string => {
  const value = valueOf(typed, field);
  if (typeof value === 'boolean') return text(value ? 'settings.value.on' : 'settings.value.off');
  return SPOKEN[field]?.(typed) ?? (String(value) || text('settings.value.none'));
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
