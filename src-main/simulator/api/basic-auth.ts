import { createHash, timingSafeEqual } from 'node:crypto';
import type { Site } from '#simulator/site.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Whether the Authorization header carries the site's SiteID and ApiKey as HTTP Basic.
 * Compares digests in constant time, so that the timing reveals neither the key's length nor a common prefix.
 */
export function isAuthorized(site: Site, header: string | undefined): boolean {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return false;
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  return timingSafeEqual(digest(given), digest(`${site.id}:${site.apiKey}`));
}
