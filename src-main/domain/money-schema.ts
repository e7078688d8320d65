/** The schema of an amount. It is kept out of money.ts because windows import that and must not load zod. */
import { z } from 'zod';
import type { Hundredths } from './money.ts';

export const hundredths = z.int() satisfies z.ZodType<Hundredths>;
