import type { Settings } from '#domain/shop/settings/settings.ts';
import type { Log } from '#services/ports.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import type { Session } from '#services/staff/session.ts';

export interface ChangeEnvironmentPorts {
  readonly settingsStore: Pick<SettingsStore, 'current' | 'restore'>;
  readonly session: Pick<Session, 'signOut'>;
  readonly log: Log;
  /** Closes the station. */
  readonly close: () => Promise<void>;
  /** Opens the station that the settings name. */
  readonly open: () => Promise<void>;
  /** Starts work in the open station. */
  readonly begin: () => void;
}

/** A failed write must not also keep the old environment closed. */
const restore = ({ settingsStore, log }: ChangeEnvironmentPorts, before: Settings): void => {
  try {
    settingsStore.restore(before);
  } catch (error) {
    log.error('the settings could not be written back', { error });
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

/**
 * Reopens the station with the settings that were just saved. False if it does not open: the till then goes on with the
 * settings of `before`, also at the next start.
 */
export const changeEnvironment = async (
  ports: ChangeEnvironmentPorts,
  before: Settings,
): Promise<boolean> => {
  const { environment } = ports.settingsStore.current;
  if (environment !== before.environment) signOut(ports, before);
  await ports.close();
  try {
    await ports.open();
    return true;
  } catch (error) {
    ports.log.error('the environment could not be opened', { environment, error });
    restore(ports, before);
    await ports.open();
    return false;
  } finally {
    ports.begin();
  }
};
