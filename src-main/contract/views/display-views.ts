/** Whether the customer can see what they should. */
import { z } from 'zod';
import { KIOSK_STATES } from '#domain/shop/kiosk.ts';
import { DISPLAY_FAULTS } from '#domain/shop/display-fault.ts';

export const BeatInput = z.strictObject({
  /** Device pixels along the painted code; 0 without one. */
  code: z.int().min(0).max(100_000),
  /** Millimetres along it; null without one, or if nobody measured the display. */
  mm: z.number().min(0).max(10_000).nullable(),
});

export const DisplayView = z.strictObject({
  fault: z.enum(DISPLAY_FAULTS).nullable(),
  /** The size of the customer's own display; null while their window shares the cashier's. */
  own: z.strictObject({ width: z.number(), height: z.number() }).nullable(),
  /** Device pixels along the code in the window's last beat; a change of this alone is not pushed. */
  code: z.number(),
  /** Whether the till fills its own display. */
  kiosk: z.enum(KIOSK_STATES),
});
export type DisplayView = z.infer<typeof DisplayView>;
