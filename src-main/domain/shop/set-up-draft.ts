/** What the guided set-up begins with. Free of zod, since windows import it. */
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { TextField, TypedSettings } from '#domain/shop/settings/typed-settings.ts';

/** The fields that describe the shop. */
export const SHOP_FIELDS = [
  'storeName',
  'storeId',
  'terminalId',
  'country',
  'currency',
  'email',
  'returnUrl',
] as const satisfies readonly (keyof TypedSettings & keyof typeof trainingTerminal)[];

/**
 * The fields with amounts in the shop's currency; in another currency they may mean something else, or be impossible.
 */
export const MONEY_FIELDS = ['ceiling', 'quickAmounts'] as const satisfies readonly TextField[];

/** The first values of the set-up; none of the training shop's are carried over into a real shop. */
export const draftFrom = (saved: TypedSettings): TypedSettings => {
  if (saved.environment !== 'training') return { ...saved };
  const draft: TypedSettings = { ...saved, environment: 'live', quickAmounts: '' };
  for (const field of SHOP_FIELDS) if (draft[field] === trainingTerminal[field]) draft[field] = '';
  return draft;
};
