/** The shop's own pictures for the customer's display, as addresses that the window may load. */
import { z } from 'zod';

export const BrandView = z.strictObject({
  logo: z.string().nullable(),
  /** The wallet's mark, where the shop has a licence for it. */
  wallet: z.string().nullable(),
  /** Shown between sales, one after another. */
  pictures: z.array(z.string()),
});
export type BrandView = z.infer<typeof BrandView>;
