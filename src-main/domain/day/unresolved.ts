import type { Totals } from '#domain/totals.ts';
import { Counting } from '#domain/totals.ts';
import type { UnresolvedLine } from './report-lines.ts';

/** How many payments and refunds have no known outcome, and their amounts. */
export const totalUnresolved = (lines: readonly UnresolvedLine[]): Totals<UnresolvedLine['kind']> => {
  const totals = new Counting<UnresolvedLine['kind']>();
  for (const line of lines) totals.add(line.kind, line);
  return totals.all();
};
