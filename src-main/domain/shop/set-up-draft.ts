/** What the guided set-up begins with. Free of zod, since windows import it. */
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { TextField, TypedSettings } from '#domain/shop/settings/typed-settings.ts';

/** What a shop tells of itself. */
export const SHOP_FIELDS = [
  'storeName',
  'storeId',
  'terminalId',
  'country',
  'currency',
  'email',
  'returnUrl',
] as const satisfies readonly (keyof TypedSettings & keyof typeof trainingTerminal)[];

/** What a shop has typed in its currency: amounts that another currency may make worth something else, or impossible. */
export const MONEY_FIELDS = ['ceiling', 'quickAmounts'] as const satisfies readonly TextField[];

/** Nothing of the training shop is carried over into a real one. */
export const draftFrom = (saved: TypedSettings): TypedSettings => {
  if (saved.environment !== 'training') return { ...saved };
  const draft: TypedSettings = { ...saved, environment: 'live', quickAmounts: '' };
  for (const field of SHOP_FIELDS) if (draft[field] === trainingTerminal[field]) draft[field] = '';
  return draft;
};
