/** What the page is told about the gateway's accounts. */

/**
 * GET /api/gateways → these. POST /api/gateways `{ siteId, apiKey, store? }` → `{ gateway }`, or 409 `{ why:
 * 'known-gateway' }` if it exists already; POST /api/gateways/:gateway/remove.
 *
 * An account of the gateway whose notifications are accepted. Its ApiKey is never shown.
 */
export interface GatewayAccount {
  readonly gateway: string;
  /** The only store it is for; null for all. */
  readonly store: string | null;
  readonly siteId: string;
  /** Epoch ms; `heardAt` is when it last notified, null before it first did. */
  readonly addedAt: number;
  readonly heardAt: number | null;
}
