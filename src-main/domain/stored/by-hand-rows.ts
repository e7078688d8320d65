/** The schemas of settlements by hand in the journal's rows. */
import { z } from 'zod';
import { person } from '#domain/staff/person-schema.ts';
import { VERDICTS } from '#domain/story/by-hand.ts';

/** The fields of the event that settles a payment or refund by hand. */
export const settlement = <const O extends string>(outcomes: readonly O[]) => ({
  outcome: z.enum(outcomes),
  reason: z.string(),
  by: person,
  approvedBy: person,
});

/** The part of a state; a row without it was not settled by hand. */
export const byHand = <const O extends string>(outcomes: readonly O[]) =>
  z
    .strictObject({
      ...settlement(outcomes),
      at: z.int(),
      verdict: z.enum(VERDICTS),
    })
    .exactOptional();
