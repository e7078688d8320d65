/** Limits for phones, so that nobody in the shop's network can keep the till busy. */
export const PHONE_LIMITS = {
  /** Bytes of a request's headers. */
  headers: 8 * 1024,
  /** How long a whole request may take to arrive, and a silent connection is kept; ms. */
  patience: 5_000,
  /** Connections at a time: of all phones, and of one. */
  connections: 32,
  connectionsOfOne: 8,
  /** Requests within `window` ms: of all phones, and of one. */
  window: 10_000,
  requests: 200,
  requestsOfOne: 40,
} as const;

/** Counts requests; false once they are too many. @param now epoch ms */
export function countRequests(now: () => number): (remote: string) => boolean {
  let since = now();
  let all = 0;
  const byRemote = new Map<string, number>();
  return (remote) => {
    const at = now();
    // A clock that was set back must not keep phones out until it is there again.
    if (at < since || at - since >= PHONE_LIMITS.window) {
      [since, all] = [at, 0];
      byRemote.clear();
    }
    // What is refused is not counted: one phone must not use up what is left for the others.
    const own = (byRemote.get(remote) ?? 0) + 1;
    if (own > PHONE_LIMITS.requestsOfOne || all === PHONE_LIMITS.requests) return false;
    all += 1;
    byRemote.set(remote, own);
    return true;
  };
}
