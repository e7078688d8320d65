/** What the answers to calls need of the station around them. */
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { SettingsView } from '#contract/views.ts';
import { DiskFailed } from '#domain/disk-trouble.ts';
import type { Settings } from '#domain/settings.ts';
import type { SettingsPorts } from '#services/change-settings.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Counter } from '../counter.ts';

export interface HandlerPorts extends SettingsPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly counter: () => Counter;
  readonly settings: () => Settings;
  /** Closes this environment and opens the one the new settings name; false when that failed and the old one goes on. */
  readonly reopen: (settings: Settings) => Promise<boolean>;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly showFolder: (folder: string) => void;
  /** Something other than a payment changed what the till shows. */
  readonly showTill: () => void;
}

/** Shut to sales while settings change. */
export interface Door {
  changing: boolean;
}

export const done: Reply<Record<string, never>> = { ok: true, value: {} };

const asRefusal = (error: unknown): ReturnType<typeof refuse> => {
  if (error instanceof DiskFailed) return refuse(`disk-${error.trouble}`);
  throw error;
};

/** A disk that takes nothing is no surprise: what was asked for has not happened, and the words say so. */
export const ifDiskTakes = <T>(act: () => Reply<T>): Reply<T> => {
  try {
    return act();
  } catch (error) {
    return asRefusal(error);
  }
};

/** The same for what takes its time. */
export const ifDiskTakesLater = async <T>(act: () => Promise<Reply<T>>): Promise<Reply<T>> => {
  try {
    return await act();
  } catch (error) {
    return asRefusal(error);
  }
};
