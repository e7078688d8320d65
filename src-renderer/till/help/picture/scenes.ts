import type { HelpTopicName } from '#contract';
import type { FigureName } from './figures.ts';

/** The picture of each topic: cause and effect, from left to right. */
export const SCENES: Readonly<Record<HelpTopicName, readonly FigureName[]>> = {
  charge: ['till', 'display', 'phone', 'tillPaid'],
  cancel: ['till', 'gateway', 'tillStopped'],
  states: [],
  unknown: ['tillUnknown', 'gateway', 'tillPaid'],
  refund: ['receipt', 'till', 'pin', 'phone'],
  find: ['receipt', 'scanner', 'tillPaid'],
  customer: ['display', 'phone', 'displayPaid'],
  receipt: ['tillPaid', 'printer', 'receipt'],
  'sign-in': ['person', 'pin', 'till'],
  shift: ['person', 'clock', 'table'],
  day: ['sheetX', 'checked', 'sheetZ'],
  check: ['till', 'gateway', 'checked'],
  settle: ['tillUnknown', 'table', 'person', 'checked'],
  export: ['till', 'table', 'folder'],
  staff: ['person', 'pin', 'checked'],
  phone: ['till', 'display', 'phone', 'tillPaid'],
  'set-up': ['key', 'gateway', 'till'],
  connection: ['till', 'lock', 'gateway'],
  proxy: ['till', 'wall', 'gateway'],
  office: ['key', 'till', 'lock', 'table'],
  displays: ['till', 'display'],
  'full-screen': ['person', 'pin', 'till'],
  printer: ['till', 'printer', 'receipt'],
  files: ['till', 'folder', 'file'],
  backup: ['till', 'disk', 'folder'],
  keys: ['key', 'lock', 'till'],
  'roll-out': ['file', 'folder', 'till'],
};
