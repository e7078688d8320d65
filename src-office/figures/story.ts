/** The whole story of a payment or refund. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import type { FoundLine, FoundStory } from '../views/find-views.ts';
import { foundLine, PAYMENT_LINES, REFUND_LINES } from './found-rows.ts';
import { inScope } from './scope-sql.ts';

const event = z.object({ sequence: z.int(), at: z.int(), type: z.string() });

export interface Of {
  readonly station: string;
  readonly reference: string;
}

/** Undefined if there is none in the scope. */
export const readStory = async (
  statements: Statements,
  scope: Scope,
  { station, reference }: Of,
  now: number,
): Promise<FoundStory | undefined> => {
  const lines = async (kind: FoundLine['kind'], by: string): Promise<readonly FoundLine[]> => {
    const rows = await statements.query(
      `${kind === 'payment' ? PAYMENT_LINES : REFUND_LINES}
       WHERE r.station = $1 AND r.${by} = $2 AND ${inScope(3)} ORDER BY r.started_at`,
      [station, reference, scope.stores],
    );
    return rows.map((row) => foundLine(kind, row, now));
  };
  const [line] = [...(await lines('payment', 'reference')), ...(await lines('refund', 'reference'))];
  if (!line) return undefined;
  const rows = await statements.query(
    'SELECT sequence, at, type FROM events WHERE station = $1 AND reference = $2 ORDER BY sequence',
    [station, reference],
  );
  return {
    line,
    events: rows.map((row) => event.parse(row)),
    refunds: line.kind === 'payment' ? await lines('refund', 'payment_reference') : [],
  };
};
