import type { ReconciledDay } from '#domain/day/reconciliation.ts';
import { text } from './text.ts';

/** How many of a day's payments or refunds match the gateway's list, in one sentence. */
export const matchWords = (of: 'payments' | 'refunds', day: ReconciledDay): string => {
  const counts = day[of];
  return text(`reconcile.${of}`, {
    matched: counts.matched,
    here: counts['only-here'],
    there: counts['only-there'],
    different: counts.different,
  });
};
