import type { ScreenField } from '#contract';

const SWITCH_FIELDS = [
  'parkingAllowed',
  'asksAfterPaid',
  'showsGatewayPage',
  'trainingPhone',
  'kiosk',
  'startsWithComputer',
] as const satisfies readonly ScreenField[];

/** A setting that is on or off. */
export type SwitchFieldName = (typeof SWITCH_FIELDS)[number];

export const isSwitch = (field: ScreenField): field is SwitchFieldName =>
  SWITCH_FIELDS.some((name) => name === field);
