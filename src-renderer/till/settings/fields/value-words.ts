import type { PaperWidth, ScreenField, SettingsInput } from '#contract';
import { NATIVE_NAMES, PAPER, STANDINGS, text } from '#contract';
import { valueOf } from '../../../state/settings/field-value.ts';

/** A roll of paper as a printer's box names it; two of a width differ in the characters of a line. */
export const paperWords = (paper: PaperWidth): string => {
  const { millimetres: width, columns } = PAPER[paper];
  return paper === width
    ? text('receipts.width.mm', { width })
    : text('receipts.width.columns', { width, columns });
};

const onOrOff = (isOn: boolean): string => text(isOn ? 'settings.value.on' : 'settings.value.off');

/** The fields whose value is not what people call it. */
const SPOKEN: Partial<Record<ScreenField, (typed: SettingsInput) => string>> = {
  environment: ({ environment }) => text(`environment.${environment}`),
  'receipts.printer': ({ receipts }) => text(`receipts.printer.${receipts.printer}`),
  'receipts.mode': ({ receipts }) => text(`receipts.mode.${receipts.mode}`),
  'receipts.width': ({ receipts }) => paperWords(receipts.width),
  'receipts.language': ({ receipts }) => NATIVE_NAMES[receipts.language],
  parkingAllowed: ({ parkingAllowed }) => onOrOff(parkingAllowed),
  asksAfterPaid: ({ asksAfterPaid }) => onOrOff(asksAfterPaid),
  trainingPhone: ({ trainingPhone }) => onOrOff(trainingPhone),
  trainingNetwork: ({ trainingNetwork }) => trainingNetwork || text('settings.trainingNetwork.any'),
  showsGatewayPage: ({ showsGatewayPage }) => onOrOff(showsGatewayPage),
  kiosk: ({ kiosk }) => onOrOff(kiosk),
  startsWithComputer: ({ startsWithComputer }) => onOrOff(startsWithComputer),
  apiKey: () => text('settings.value.new'),
};

/** What is typed in a field, as a person would say it. */
export const valueWords = (field: ScreenField, typed: SettingsInput): string =>
  SPOKEN[field]?.(typed) ?? (String(valueOf(typed, field)) || text('settings.value.none'));

/** What a field is called. */
export const labelOf = (field: ScreenField, { receipts }: SettingsInput): string => {
  const { printer } = receipts;
  return text(
    field === 'receipts.address' && printer !== 'none'
      ? `receipts.address.${printer}`
      : STANDINGS[field].label,
  );
};
