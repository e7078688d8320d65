/** What the page is told of the gateway's accounts. */

/**
 * GET /api/gateways → these. POST /api/gateways `{ siteId, apiKey, store? }` → `{ gateway }`, or 409 `{ why:
 * 'known-gateway' }` where it is there already; POST /api/gateways/:gateway/remove.
 *
 * An account of the gateway whose notifications are taken. Its ApiKey is shown to nobody.
 */
export interface GatewayAccount {
  readonly gateway: string;
  /** Of this store alone; null for all. */
  readonly store: string | null;
  readonly siteId: string;
  /** Epoch ms; `heardAt` is when it last notified, null before it first did. */
  readonly addedAt: number;
  readonly heardAt: number | null;
}
