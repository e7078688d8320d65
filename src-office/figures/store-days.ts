/** Which business date it is in each store: by the rule of the till there that was heard last. */
import { z } from 'zod';
import { tillState } from '#domain/office/till-state.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { businessDays, dayRuleOf } from '#domain/shop/business-day.ts';
import type { Statements } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import { inScope } from './scope-sql.ts';

export interface StoreDays {
  readonly store: string;
  readonly days: BusinessDays;
  /** The till's. */
  readonly currency: string;
}

const row = z.object({ store: z.string(), state: z.string() });
const rule = tillState.pick({ cutOff: true, timeZone: true, currency: true }).strip();

/** One for each rule: most shops of a chain have the same. */
export const daysByRule = (now: number): ((said: { cutOff: string; timeZone: string }) => BusinessDays) => {
  const known = new Map<string, BusinessDays>();
  return ({ cutOff, timeZone }) => {
    const name = `${cutOff} ${timeZone}`;
    const days = known.get(name) ?? businessDays(dayRuleOf({ cutOff, timeZone }, now));
    known.set(name, days);
    return days;
  };
};

export const readStoreDays = async (
  statements: Statements,
  scope: Scope,
  now: number,
): Promise<ReadonlyMap<string, StoreDays>> => {
  const rows = await statements.query(
    `SELECT DISTINCT ON (s.store) s.store, s.state FROM stations s WHERE ${inScope(1)}
     ORDER BY s.store, s.heard_at DESC NULLS LAST, s.enrolled_at DESC`,
    [scope.stores],
  );
  const daysOf = daysByRule(now);
  return new Map(
    rows.map((one) => {
      const { store, state } = row.parse(one);
      const said = rule.parse(JSON.parse(state));
      return [store, { store, days: daysOf(said), currency: said.currency }];
    }),
  );
};
