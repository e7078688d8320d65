/** What the guided set-up begins with, and which step a field belongs to. */
import type { SettingsInput, SetUpStep, TextField } from '#contract';
import { TRAINING_VALUES, wrongField } from '#contract';

export const SHOP_FIELDS = [
  'storeName',
  'storeId',
  'terminalId',
  'country',
  'currency',
  'email',
  'returnUrl',
] as const satisfies readonly TextField[];

export const CREDENTIAL_FIELDS = ['siteId', 'apiKey'] as const satisfies readonly TextField[];

/** Nothing of the training shop is carried over into a real one. */
export const draftFrom = (saved: SettingsInput): SettingsInput => {
  if (saved.environment !== 'training') return { ...saved };
  const draft: SettingsInput = { ...saved, environment: 'live' };
  for (const field of SHOP_FIELDS) if (draft[field] === TRAINING_VALUES[field]) draft[field] = '';
  return draft;
};

/** The step in which the first missing or wrong field is typed; the connection test where there is none. */
export const firstMissing = (typed: SettingsInput, keySaved: boolean): SetUpStep => {
  const wrong = wrongField(typed, keySaved);
  if (wrong === null) return 'test';
  return CREDENTIAL_FIELDS.some((field) => field === wrong) ? 'credentials' : 'shop';
};
