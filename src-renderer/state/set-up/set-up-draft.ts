/** Which step of the guided set-up a field belongs to. */
import type { LinkCheckView, SettingsInput, SetUpStep, TextField } from '#contract';
import { fieldFault, MONEY_FIELDS, SET_UP_STEPS, SHOP_FIELDS } from '#contract';

type StepField = TextField | 'receipts.address';
type MoneyField = (typeof MONEY_FIELDS)[number];

/** The fields of a step that must be correct before the next step. */
const FIELDS_OF: Partial<Record<SetUpStep, readonly StepField[]>> = {
  shop: [...SHOP_FIELDS, ...MONEY_FIELDS, 'timeZone'],
  display: ['displayInches', 'displayDistance'],
  credentials: ['siteId', 'apiKey'],
  printer: ['receipts.address'],
};

export const isStepRight = (
  step: SetUpStep,
  ...of: [typed: SettingsInput, keySaved: boolean, saved?: SettingsInput | undefined]
): boolean => (FIELDS_OF[step] ?? []).every((field) => fieldFault(field, ...of) === null);

/** Whether a restored till has its journal before this step. */
export const isAfterOffice = (step: SetUpStep): boolean =>
  SET_UP_STEPS.indexOf(step) > SET_UP_STEPS.indexOf('office');

/** The step of the first missing or wrong field; the connection test if there is none. */
export const firstMissing = (
  ...of: [typed: SettingsInput, keySaved: boolean, saved?: SettingsInput | undefined]
): SetUpStep => (['shop', 'credentials'] as const).find((step) => !isStepRight(step, ...of)) ?? 'test';

/** The step at which to correct what the gateway refuses; undefined if nothing typed is at fault. */
export const stepToCorrect = (checks: readonly LinkCheckView[]): 'credentials' | 'shop' | undefined => {
  const isFound = (wanted: LinkCheckView['reason']) => checks.some(({ reason }) => reason === wanted);
  if (isFound('credentials-refused')) return 'credentials';
  return isFound('currency-not-offered') ? 'shop' : undefined;
};

/** The step that has this field; undefined if none has. */
export const stepOf = (wanted: unknown): SetUpStep | undefined =>
  SET_UP_STEPS.find((step) => FIELDS_OF[step]?.some((field) => field === wanted));

export interface AmountsToCheck {
  /** Fields that stay visible while they are typed again. */
  readonly fields: readonly MoneyField[];
  /** The currency in which the amounts were typed, if it was another one; otherwise null. */
  readonly before: string | null;
}

/** The amounts that need a look, because they would be in another currency or are impossible in this one. */
export const amountsToCheck = (begun: SettingsInput, currency: string): AmountsToCheck => {
  const isOther = begun.currency !== '' && currency !== '' && begun.currency !== currency;
  const fields = MONEY_FIELDS.filter((field) => {
    const fault = fieldFault(field, { ...begun, currency }, true);
    return begun[field] !== '' && (fault !== null || isOther);
  });
  return { fields, before: isOther && fields.length > 0 ? begun.currency : null };
};
