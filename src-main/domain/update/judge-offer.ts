import type { Offer } from './offer.ts';
import { isInShare } from './share.ts';
import type { UpdateFault } from './update-fault.ts';
import { isNewer } from './version.ts';

/** The facts an offer is judged by. */
export interface OfferFacts {
  /** The version of this program. */
  readonly running: string;
  readonly platform: string;
  readonly arch: string;
  readonly installation: string;
  /** The newest version that was ever offered here with a good signature. */
  readonly newestSeen: string | null;
  /** Versions that did not reach their first screen here. */
  readonly failed: readonly string[];
}

export type OfferVerdict =
  | { readonly kind: 'wanted' }
  /** This version, one that failed here, or one that is not for this installation yet. */
  | { readonly kind: 'not-wanted' }
  | { readonly kind: 'refused'; readonly why: UpdateFault };

const refused = (why: UpdateFault): OfferVerdict => ({ kind: 'refused', why });

/** Whether an offer with a valid signature is for this till. */
export const judgeOffer = (offer: Offer, facts: OfferFacts): OfferVerdict => {
  const { version, platform, arch } = offer;
  if (platform !== facts.platform || arch !== facts.arch) return refused('update-not-believed');
  const isReplayed = facts.newestSeen !== null && isNewer(facts.newestSeen, version);
  if (isReplayed || isNewer(facts.running, version)) return refused('update-older');
  const isWanted =
    version !== facts.running &&
    !facts.failed.includes(version) &&
    isInShare(facts.installation, version, offer.percent);
  return { kind: isWanted ? 'wanted' : 'not-wanted' };
};
