import type { Offer } from '#domain/update/offer.ts';

/** The offer that the tests' feed makes to a till of version 0.1.0. */
export const offer: Offer = {
  version: '0.2.0',
  platform: 'linux',
  arch: 'x64',
  file: 'countertop-0.2.0-linux-amd64.deb',
  sha512: Buffer.alloc(64, 7).toString('base64'),
  size: 1_000,
  percent: 100,
};
