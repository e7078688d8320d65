/** What the answers to calls need of the station around them. */
import type { Reply } from '#contract/problem.ts';
import type { SettingsView } from '#contract/views.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { SettingsPorts } from '#services/settings/change-settings.ts';
import type { ListPrinters } from '#services/print/print-ports.ts';
import type { Station } from '#station/station.ts';
import type { ExportHandlerPorts } from './export.ts';
import type { StaffHandlerPorts } from './staff.ts';

export interface HandlerPorts extends SettingsPorts, Omit<StaffHandlerPorts, 'counter'>, ExportHandlerPorts {
  readonly station: () => Station;
  readonly settings: () => Settings;
  /** Closes this environment and opens the one the new settings name; false when that failed and the old one goes on. */
  readonly reopen: (settings: Settings) => Promise<boolean>;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly listPrinters: ListPrinters;
  /** Something other than a payment changed what the till shows. */
  readonly showTill: () => void;
}

/** Shut to sales while settings change. */
export interface SettingsLock {
  changing: boolean;
}

/** The answer of a call that has nothing to tell. */
export const done: Reply<Record<string, never>> = { ok: true, value: {} };
