import type { ExportSettings, Settings } from '#domain/shop/settings.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';
import type { Acting } from '#services/staff/session.ts';

export interface ExportSettingsPorts {
  readonly settings: () => Settings;
  /** Keeps settings that need nothing reopened; on disk when it returns, throws when the disk will not have them. */
  readonly keepSettings: (settings: Settings) => void;
  readonly journal: () => ActivityJournal;
  readonly clock: Clock;
}

/** Keeps where exports go. Who changes it is in the books before anything changes. */
export const changeExportSettings = (
  { settings, keepSettings, journal, clock }: ExportSettingsPorts,
  change: Partial<ExportSettings>,
  acting: Acting,
): void => {
  const before = settings();
  const fields = (['exportFolder', 'exportAtClose'] as const).filter(
    (field) => change[field] !== undefined && change[field] !== before[field],
  );
  if (fields.length === 0) return;
  journal().record({ type: 'settings-changed', ...acting, fields }, clock.now());
  keepSettings({ ...before, ...change });
};
