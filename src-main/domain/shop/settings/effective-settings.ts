import { fitsCurrency } from '#domain/money.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from '#domain/shop/terminal.ts';

/** The settings in force at an open station: the saved ones, overridden by those of training or of a bench. */
export interface EffectiveSettings extends Omit<Settings, 'environment'> {
  readonly environment: Environment;
}

/** The identity of a till on a bench, which overrides its settings. */
export interface BenchIdentity {
  readonly environment: 'bench';
  readonly siteId: string;
  readonly terminal: Terminal;
}

/** The SiteID of the gateway inside a training till. */
export const TRAINING_SITE = '1000';

const forEnvironment = (settings: Settings, bench: BenchIdentity | null): EffectiveSettings => {
  if (bench) return { ...settings, ...bench };
  return settings.environment === 'training' ? { ...settings, siteId: TRAINING_SITE } : settings;
};

/** Leaves out quick amounts with decimals that the currency lacks, as can happen on a bench with another currency. */
export const effectiveSettings = (settings: Settings, bench: BenchIdentity | null): EffectiveSettings => {
  const effective = forEnvironment(settings, bench);
  const { currency } = effective.terminal;
  const quickAmounts = effective.quickAmounts.filter((amount) => fitsCurrency(amount, currency));
  return { ...effective, quickAmounts };
};
