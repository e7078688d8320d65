/** What the guided set-up shows and keeps. */
import { z } from 'zod';
import { LINK_REASONS, LINK_STEPS, LINK_VERDICTS } from '#domain/gateway/link-check.ts';
import { ROLL_OUT_FAULTS, SET_UP_STAGES, SET_UP_STEPS } from '#domain/shop/set-up.ts';
import { RestoreProgressView } from './office-views.ts';
import { SettingsInput } from './settings-views.ts';

const fact = z.union([z.string(), z.number()]);

export const LinkCheckView = z.strictObject({
  step: z.enum(LINK_STEPS),
  verdict: z.enum(LINK_VERDICTS),
  reason: z.enum(LINK_REASONS),
  facts: z.record(z.string(), fact).readonly(),
});
export type LinkCheckView = z.infer<typeof LinkCheckView>;

export const LinkTestView = z.strictObject({
  /** Empty if `field` is missing or wrong, and in training. */
  checks: z.array(LinkCheckView).readonly(),
  field: z.string().nullable(),
});
export type LinkTestView = z.infer<typeof LinkTestView>;

export const SetUpKeep = z.strictObject({
  step: z.enum(SET_UP_STEPS),
  typed: SettingsInput,
  opensShift: z.boolean(),
  /** Whether the till then continues as one that the office knows; earlier versions did not ask. */
  restores: z.boolean().default(false),
  amountsIn: SettingsInput.shape.currency.optional(),
});
export type SetUpKeep = z.infer<typeof SetUpKeep>;

export const SetUpView = z.strictObject({
  stage: z.enum(SET_UP_STAGES),
  /** Whether the till opens with the set-up. */
  opens: z.boolean(),
  /** Null before the first step is done; its apiKey is always ''. */
  kept: SetUpKeep.nullable(),
  /** What is wrong with countertop.json, so that none of it was used; null if nothing is wrong. */
  rollOutFault: z.strictObject({ why: z.enum(ROLL_OUT_FAULTS), field: z.string() }).nullable(),
});
export type SetUpView = z.infer<typeof SetUpView>;

const text = z.string();

/** How far the restore of a till onto this new computer has come; see `AheadStanding`. */
export const RestoringView = z.strictObject({
  state: z.enum(['offered', 'begun', 'here']),
  progress: RestoreProgressView.nullable(),
  till: z
    .strictObject({
      environment: z.enum(['live', 'test']),
      storeName: text,
      stationName: text,
      rows: z.int(),
    })
    .nullable(),
  /** As typed: what the journal that has come knows of the shop; null if nothing. */
  shop: z
    .strictObject({
      siteId: text,
      storeName: text,
      storeId: text,
      terminalId: text,
      country: text,
      currency: text,
      email: text,
      returnUrl: text,
      cutOff: text,
      timeZone: text,
    })
    .nullable(),
});
export type RestoringView = z.infer<typeof RestoringView>;

export const SetUpLeave = z.strictObject({ stage: z.enum(['later', 'done']) });

export const DisplayInput = z.strictObject({ id: z.number() });

/** A display of this computer, and what of the till it shows. */
export const DisplayLine = z.strictObject({
  /** The system's ID of the display. */
  id: z.number(),
  label: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  shows: z.enum(['till', 'customer', 'both', 'nothing']),
});

export const DisplaysView = z.array(DisplayLine);
export type DisplaysView = z.infer<typeof DisplaysView>;
