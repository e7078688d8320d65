/**
 * The connection that is shown. Trouble, and a change between fast and slow, counts after two calls in a row; one good
 * answer ends trouble. So a flapping network does not make the screen flicker, and one lost answer does not stop the
 * till from charging.
 */
import type { Connection } from '#domain/gateway/connection.ts';

/** What one call found. `failing`: the next one would probably fail too. */
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

/** For what is known for certain, without a call. */
export const certain = (found: Found): SteadyConnection => ({ shown: found, last: found });

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

/** Whether the last call failed but trouble is not shown yet, so that it must be checked at once. */
export const isDoubtful = ({ shown, last }: SteadyConnection): boolean => last.failing && !shown.failing;
