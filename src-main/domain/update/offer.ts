/** What a feed offers: one version of the program for one kind of computer. */
import { canonicalJson } from '#domain/canonical-json.ts';

/** Named as in Node; only these systems get updates from a feed. */
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
  /** The share of all installations that gets it: 0 to 100. */
  readonly percent: number;
}

/** An offer as stored in the feed and beside the installer. */
export interface SignedOffer {
  readonly offer: Offer;
  /** Ed25519 over `offerText`, in base64. */
  readonly signature: string;
}

/** A larger installer is not fetched. */
export const MAX_INSTALLER_BYTES = 1024 ** 3;

/** What is signed. The first line keeps the signature from being used for anything else. */
export const offerText = (offer: Offer): string => `countertop-update-1\n${canonicalJson(offer)}`;

/** The name in the feed of the newest offer, or of one version's offer. */
export const offerName = (platform: UpdatedPlatform, arch: string, version?: string): string =>
  ['offer', platform, arch, ...(version === undefined ? [] : [version])].join('-') + '.json';

/** Whether it is a plain file name of an installer, which cannot lead out of its folder. */
export const isInstallerName = (name: string): boolean =>
  /^[A-Za-z0-9][\w.+-]{0,120}\.(?:deb|exe)$/.test(name);
