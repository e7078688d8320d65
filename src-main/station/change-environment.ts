import type { Settings } from '#domain/shop/settings/settings.ts';
import type { Log } from '#services/ports.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import type { Session } from '#services/staff/session.ts';

export interface ChangeEnvironmentPorts {
  readonly settingsStore: Pick<SettingsStore, 'current' | 'restore'>;
  readonly session: Pick<Session, 'signOut'>;
  readonly log: Log;
  /** Closes the station. Never rejects. */
  readonly close: () => Promise<void>;
  /** Opens the station that the settings name. */
  readonly open: () => Promise<void>;
  /** Starts work in the open station. */
  readonly begin: () => void;
}

/** A failed write must not also keep the old environment closed; the store writes them later. */
const restore = ({ settingsStore, log }: ChangeEnvironmentPorts, before: Settings): void => {
  try {
    settingsStore.restore(before);
  } catch (error) {
    log.error('the settings could not be written back yet', { error });
  }
};

/** Another environment has another journal: people sign in again there. */
const signOut = (ports: ChangeEnvironmentPorts, before: Settings): void => {
  try {
    ports.session.signOut('asked');
  } catch (error) {
    restore(ports, before);
    throw error;
  }
};

const opens = async ({ open, settingsStore, log }: ChangeEnvironmentPorts): Promise<boolean> => {
  try {
    await open();
    return true;
  } catch (error) {
    const { environment } = settingsStore.current;
    log.error('the environment could not be opened', { environment, error });
    return false;
  }
};

/**
 * Reopens the station with the settings that were just saved. False if it does not open: the till then goes on with the
 * settings of `before`, also at the next start. Rejects if the station of `before` does not open either.
 */
export const changeEnvironment = async (
  ports: ChangeEnvironmentPorts,
  before: Settings,
): Promise<boolean> => {
  if (ports.settingsStore.current.environment !== before.environment) signOut(ports, before);
  await ports.close();
  const isOpen = await opens(ports);
  if (!isOpen) {
    restore(ports, before);
    await ports.open();
  }
  ports.begin();
  return isOpen;
};
