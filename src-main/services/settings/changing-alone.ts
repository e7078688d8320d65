import type { Emits } from '#services/changes.ts';
import type { SettingsStore } from './settings-store.ts';

export interface ChangingAlonePorts {
  readonly settingsStore: Pick<SettingsStore, 'exclusively'>;
  readonly changes: Emits<'status'>;
}

/**
 * No charge begins meanwhile, and the windows say so until it has ended or failed; null, without running it, while another
 * such change is under way.
 */
export const changingAlone = async <Result>(
  { settingsStore, changes }: ChangingAlonePorts,
  change: () => Promise<Result>,
): Promise<Result | null> => {
  try {
    return await settingsStore.exclusively(async () => {
      changes.emit('status');
      return change();
    });
  } finally {
    changes.emit('status');
  }
};
