/** The only place that trusts an offer: what it returns was signed with a key of this program. */
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { SignedOffer } from '#domain/update/offer.ts';
import { isInstallerName, MAX_INSTALLER_BYTES, offerText, UPDATED_PLATFORMS } from '#domain/update/offer.ts';
import { isVersion } from '#domain/update/version.ts';

const Stored = z.strictObject({
  offer: z.strictObject({
    version: z.string().refine(isVersion),
    platform: z.enum(UPDATED_PLATFORMS),
    arch: z.string().regex(/^[a-z0-9]{1,20}$/),
    file: z.string().refine(isInstallerName),
    sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
    size: z.int().min(1).max(MAX_INSTALLER_BYTES),
    percent: z.number().min(0).max(100),
  }),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
}) satisfies z.ZodType<SignedOffer>;

const isSignedBy = (key: string, { offer, signature }: SignedOffer): boolean => {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(offerText(offer)), publicKey, Buffer.from(signature, 'base64'));
};

/** Null unless one of the keys (SPKI, DER, base64) has signed all of it. */
export const readSignedOffer = (text: string, keys: readonly string[]): SignedOffer | null => {
  try {
    const signed = Stored.parse(JSON.parse(text));
    return keys.some((key) => isSignedBy(key, signed)) ? signed : null;
  } catch {
    return null;
  }
};
