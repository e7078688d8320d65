/**
 * The connection that is shown, by what the calls find: trouble counts once two calls in a row have found it, and so
 * does slowness that comes or goes; one good answer ends trouble. So a network that flaps does not make the screen
 * flicker, and a single lost answer does not keep a till from charging.
 */
import type { Connection } from './connection.ts';

/** What one call found. `failing`: the next one would most likely fail too. */
export interface Found {
  readonly connection: Connection;
  readonly failing: boolean;
}

export interface SteadyConnection {
  readonly shown: Found;
  readonly last: Found;
}

const IDLE: Found = { connection: 'idle', failing: false };
export const UNUSED: SteadyConnection = { shown: IDLE, last: IDLE };

/** Known without a call. */
export const surely = (found: Found): SteadyConnection => ({ shown: found, last: found });

const alike = (one: Found, other: Found): boolean =>
  one.failing ? other.failing : !other.failing && one.connection === other.connection;

const shownBecauseOf = (found: Found, { shown, last }: SteadyConnection): boolean => {
  if (!found.failing && (shown.failing || shown.connection === 'idle')) return true;
  return alike(found, last) || (alike(found, shown) && !found.failing);
};

export const afterCall = (before: SteadyConnection, found: Found): SteadyConnection => ({
  shown: shownBecauseOf(found, before) ? found : before.shown,
  last: found,
});

/** Whether the last call failed, and whether it still does is to be found out at once. */
export const isDoubtful = ({ shown, last }: SteadyConnection): boolean => last.failing && !shown.failing;
