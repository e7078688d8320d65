/**
 * What a till tells the office about itself with each push, because its rows do not say it. Times that do not exist are
 * replaced rather than refused: a refused push would hold back the till's money, and the office's figures and alerts
 * about all tills would fail with them.
 */
import { z } from 'zod';
import { officeNames } from './office-names.ts';
import { UNTAKEN } from './office-standing.ts';
import { isCutOff } from '#domain/shop/business-day.ts';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import { END_OF_TIME } from '#domain/time-zone.ts';

/** Epoch ms. */
const instant = z.int().transform((at) => Math.min(Math.max(at, 0), END_OF_TIME - 1));

/** Unfinished or unsettled payments and refunds, and when the oldest of them began; null without one. */
const waiting = z.object({ count: z.int().min(0), oldestAt: instant.nullable() });

/** What a newer till says beyond this is left out. */
export const tillState = z.object({
  /** The program's. */
  version: z.string().max(40),
  environment: z.enum(ENVIRONMENTS),
  storeName: z.string().max(200),
  storeId: z.string().max(200),
  /** The shop's address as on its receipts, line by line. */
  storeAddress: z.string().max(1_000).optional(),
  terminalId: z.string().max(200),
  currency: z.string().length(3),
  /** When its business days begin; see `DayRule`. */
  cutOff: z
    .string()
    .max(5)
    .transform((text) => (isCutOff(text) ? text : '00:00')),
  timeZone: z.string().max(100),
  /** Since when a shift is open; null while none is. */
  openSince: instant.nullable(),
  unresolved: waiting,
  unsettled: waiting,
  /** Whether the customer's display shows what it should. */
  display: z.enum(['good', 'bad', 'none']),
  /** Whether the journal can be written and shows no sign of having been rewritten. */
  journal: z.enum(['good', 'bad']),
  /** Whether the gateway answers. */
  gateway: z.enum(['good', 'bad']),
  /** The row that the office does not take, why, and since when; left out if there is none. */
  untaken: z.object({ row: z.int().min(1), why: z.enum(UNTAKEN), since: instant }).optional(),
  /** What the office calls it, as far as it knows: the office says so if that has changed. */
  knownAs: officeNames.optional(),
  /** When it said all this, by its own clock, which may be any time off. */
  saidAt: instant.optional(),
});

export type TillState = Readonly<z.infer<typeof tillState>>;

/** What the first tills did not send. An office from then takes no push and no enrolment with any of it. */
const LATER_PARTS = [
  'storeAddress',
  'untaken',
  'knownAs',
  'saidAt',
] as const satisfies readonly (keyof TillState)[];

export const laterPartsOf = (state: TillState): readonly (keyof TillState)[] =>
  LATER_PARTS.filter((part) => state[part] !== undefined);

/** The state as the first tills sent it. */
export const withoutLaterParts = (state: TillState): TillState => ({
  ...state,
  storeAddress: undefined,
  untaken: undefined,
  knownAs: undefined,
  saidAt: undefined,
});
