import { offerName } from '#domain/update/offer.ts';
import type { UpdatedPlatform } from '#domain/update/offer.ts';
import type { Feed, FeedRead } from '#services/update/update-ports.ts';
import { readSignedOffer } from './signed-offer.ts';
import type { Fetch, TransferLimits } from './transfer.ts';
import { transfer } from './transfer.ts';

export interface FeedPorts {
  readonly fetch: Fetch;
  /** The keys that releases are signed with; see `readSignedOffer`. */
  readonly keys: readonly string[];
  readonly platform: UpdatedPlatform;
  readonly arch: string;
  readonly limits: TransferLimits;
}

/** An offer takes half a kilobyte. */
export const OFFER_LIMITS: TransferLimits = { maxBytes: 16 * 1024, silence: 10_000, whole: 20_000 };

/** The address of another file beside this one in a feed. */
export const inFeed = (address: string, name: string): string =>
  new URL(encodeURIComponent(name), address.endsWith('/') ? address : `${address}/`).href;

const failed = (why: Extract<FeedRead, { kind: 'failed' }>['why']): FeedRead => ({ kind: 'failed', why });

export const openFeed = ({ fetch, keys, platform, arch, limits }: FeedPorts): Feed => ({
  read: async (address, version) => {
    const pieces: Uint8Array[] = [];
    const name = offerName(platform, arch, version);
    const end = await transfer(fetch, inFeed(address, name), limits, (piece) => void pieces.push(piece));
    if (end === 'cut') return failed('update-feed-unreachable');
    const signed = end === 'whole' ? readSignedOffer(Buffer.concat(pieces).toString('utf8'), keys) : null;
    if (!signed || (version !== undefined && signed.offer.version !== version))
      return failed('update-not-believed');
    return { kind: 'offer', signed };
  },
});
