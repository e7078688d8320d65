/** An amount as the journal and the windows check it; apart from money.ts, because no window may load zod. */
import { z } from 'zod';
import type { Hundredths } from './money.ts';

export const hundredths = z.int() satisfies z.ZodType<Hundredths>;
