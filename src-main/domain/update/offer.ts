/** What a feed offers: one version of the program for one kind of computer. */
import { canonicalJson } from '#domain/canonical-json.ts';

/** By Node's names; no other system gets updates from a feed. */
export const UPDATED_PLATFORMS = ['linux', 'win32'] as const;
export type UpdatedPlatform = (typeof UPDATED_PLATFORMS)[number];

export interface Offer {
  readonly version: string;
  readonly platform: UpdatedPlatform;
  /** As Node names it, such as 'x64'. */
  readonly arch: string;
  /** The name of the installer, beside the offer in the feed. */
  readonly file: string;
  /** Of the installer, in base64. */
  readonly sha512: string;
  /** Of the installer, in bytes. */
  readonly size: number;
  /** Which share of all installations gets it: 0 to 100. */
  readonly percent: number;
}

/** An offer as it lies in the feed and beside the installer. */
export interface SignedOffer {
  readonly offer: Offer;
  /** Ed25519 over `offerText`, in base64. */
  readonly signature: string;
}

/** An installer larger than this is not fetched. */
export const LARGEST_INSTALLER = 1024 ** 3;

/** What is signed. The first words keep a signature from being good for anything else. */
export const offerText = (offer: Offer): string => `countertop-update-1\n${canonicalJson(offer)}`;

/** Where a feed has its newest offer, or that of one version. */
export const offerName = (platform: UpdatedPlatform, arch: string, version?: string): string =>
  ['offer', platform, arch, ...(version === undefined ? [] : [version])].join('-') + '.json';

/** A plain name of an installer, which cannot lead out of its folder. */
export const isInstallerName = (name: string): boolean =>
  /^[A-Za-z0-9][\w.+-]{0,120}\.(?:deb|exe)$/.test(name);
