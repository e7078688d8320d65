import { join } from 'node:path';
import type { CheckedSettingsFile } from '#services/ports.ts';

/**
 * Where a till keeps its data while nobody has entered its passphrase. Its own folder stays untouched: what is sealed
 * and signed there waits for the passphrase.
 */
export const trainingOnlyHome = (home: string): string => join(home, 'training-only');

/** The settings of a till that is open in training only. They cannot be changed: saved settings apply to real money. */
export const inTraining = (file: CheckedSettingsFile): CheckedSettingsFile => ({
  read: () => ({ ...file.read(), environment: 'training' }),
  get refused() {
    return file.refused;
  },
  write: () => {
    throw new Error('the passphrase has not been entered, so the settings stay as they are');
  },
});
