import type { Emits } from '#services/changes.ts';
import type { SettingsStore } from './settings-store.ts';

export interface ChangingAlonePorts {
  readonly settingsStore: Pick<SettingsStore, 'exclusively'>;
  readonly changes: Emits<'status'>;
}

/**
 * Runs a change during which no charge can begin; the windows say so until it ends. Returns null, without running it,
 * while another such change is under way.
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
