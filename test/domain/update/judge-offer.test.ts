import { expect, test } from 'vitest';
import type { OfferFacts } from '#domain/update/judge-offer.ts';
import { judgeOffer } from '#domain/update/judge-offer.ts';
import { isInShare } from '#domain/update/share.ts';
import { offer } from './offer-kit.ts';

const till: OfferFacts = {
  running: '0.1.0',
  platform: 'linux',
  arch: 'x64',
  installation: 'K7QW2M',
  newestSeen: null,
  failed: [],
};
const older = { kind: 'refused', why: 'update-older' };
const notWanted = { kind: 'not-wanted' };

test('a newer version for this kind of computer is wanted', () => {
  expect(judgeOffer(offer, till)).toEqual({ kind: 'wanted' });
});

test('a version older than this one is refused, however well it is signed', () => {
  expect(judgeOffer({ ...offer, version: '0.0.9' }, till)).toEqual(older);
});

test('a replayed older offer is refused, even if it is newer than this program', () => {
  expect(judgeOffer(offer, { ...till, newestSeen: '0.3.0' })).toEqual(older);
  expect(judgeOffer(offer, { ...till, newestSeen: '0.2.0' })).toEqual({ kind: 'wanted' });
});

test('the version that is already installed is not an update', () => {
  expect(judgeOffer({ ...offer, version: '0.1.0' }, till)).toEqual(notWanted);
});

test('a version that did not start here is not tried again', () => {
  expect(judgeOffer(offer, { ...till, failed: ['0.2.0'] })).toEqual(notWanted);
  expect(judgeOffer({ ...offer, version: '0.2.1' }, { ...till, failed: ['0.2.0'] })).toEqual({
    kind: 'wanted',
  });
});

test.each([{ platform: 'win32' }, { arch: 'arm64' }] as const)(
  'an offer for another kind of computer is refused: %j',
  (other) => {
    expect(judgeOffer({ ...offer, ...other }, till)).toEqual({ kind: 'refused', why: 'update-not-believed' });
  },
);

test('an offer that is released to no installation yet is not installed', () => {
  expect(judgeOffer({ ...offer, percent: 0 }, till)).toEqual(notWanted);
});

const shops = Array.from({ length: 10_000 }, (_, number) => `shop-${number}`);

test.each([0, 5, 20, 50, 95, 100])('%d percent of all installations are about that many', (percent) => {
  const among = shops.filter((shop) => isInShare(shop, '0.2.0', percent)).length;
  expect(Math.abs(among - percent * 100)).toBeLessThan(percent % 100 === 0 ? 1 : 150);
});

test('when the share grows, everyone who had the offer keeps it, and the next version starts with other tills', () => {
  const first = shops.filter((shop) => isInShare(shop, '0.2.0', 20));
  expect(first.every((shop) => isInShare(shop, '0.2.0', 30))).toBe(true);
  const again = first.filter((shop) => isInShare(shop, '0.3.0', 20)).length;
  expect(again).toBeLessThan(first.length / 3);
});
