import type { Environment } from './environment.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** The settings that hold at an open station: what is kept, under what training or a bench brings along. */
export interface EffectiveSettings extends Omit<Settings, 'environment'> {
  readonly environment: Environment;
}

/** Who a till on a bench is, whatever its settings say. */
export interface BenchIdentity {
  readonly environment: 'bench';
  readonly siteId: string;
  readonly terminal: Terminal;
}

/** The site of the gateway inside a training till. */
export const TRAINING_SITE = '1000';

export const effectiveSettings = (settings: Settings, bench: BenchIdentity | null): EffectiveSettings => {
  if (bench) return { ...settings, ...bench };
  return settings.environment === 'training' ? { ...settings, siteId: TRAINING_SITE } : settings;
};
