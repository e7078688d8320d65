/** Which step of the guided set-up a field belongs to. */
import type { SettingsInput, SetUpStep, TextField } from '#contract';
import { fieldFault, SHOP_FIELDS } from '#contract';

export const CREDENTIAL_FIELDS = ['siteId', 'apiKey'] as const satisfies readonly TextField[];

/** The step in which the first missing or wrong field is typed; the connection test where there is none. */
export const firstMissing = (typed: SettingsInput, keySaved: boolean): SetUpStep => {
  const isWrong = (field: TextField): boolean => fieldFault(field, typed, keySaved) !== null;
  if (SHOP_FIELDS.some(isWrong)) return 'shop';
  return CREDENTIAL_FIELDS.some(isWrong) ? 'credentials' : 'test';
};
