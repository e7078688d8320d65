/** What the answers to calls need of the station around them. */
import type { Reply } from '#contract/problem.ts';
import type { SettingsView } from '#contract/settings-views.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { ChangeSettingsPorts } from '#services/settings/change-settings.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import type { TestConnectionPorts } from '#services/settings/test-connection.ts';
import type { ListPrinters } from '#services/print/print-ports.ts';
import type { Station } from '#station/station.ts';
import type { ExportHandlerPorts } from './export.ts';
import type { StaffHandlerPorts } from './staff.ts';

export interface HandlerPorts
  extends ChangeSettingsPorts, TestConnectionPorts, Omit<StaffHandlerPorts, 'counter'>, ExportHandlerPorts {
  readonly station: () => Station;
  /** Opens the till again with the changed settings; false when that failed and it went back to those of before. */
  readonly reopen: (before: Settings) => Promise<boolean>;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly listPrinters: ListPrinters;
  /** Something other than a payment changed what the till shows. */
  readonly showTill: () => void;
}

/** Nothing is charged or refunded while settings change. */
export type SettingsLock = Pick<SettingsStore, 'changing'>;

/** The answer of a call that has nothing to tell. */
export const done: Reply<Record<string, never>> = { ok: true, value: {} };
