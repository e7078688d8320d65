import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '#sqlite/file/migrate.ts';
import { lostZs } from '#sqlite/file/migrations/version-0.1/0090-lost-zs.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of every migration, and of what a journal gets that has lost a Z. */
const RELEASED = {
  10: 'c1e4897b343b14928c31c4e915114a39189a8409304176510de135ac17a1054d',
  20: '5f018eb875e6db599058d1aa57307a17c606f7c6217a8e4685488d164031ceaf',
  30: '291887f9c3f677021b6a3dcdbe03231ebf6d45b8522681f109ab675cdf5651e3',
  40: '2dd3999f45980a9238fe8a797872ef6bb2baa299cc6626abfa0a5872ea7daeb4',
  50: 'b3c2c624716f0d7cd3afdfd471446ee988472c326d4d3a2bc0efab21b122cec1',
  60: '0e1a45c445c1d000317400c41498a568e5da864e980baef4bf081dc2ced71ecc',
  70: '1c47a704cde4f1ae6d8339e4cf8f9258df84043ccc3ad6b691acc3a5872083d6',
  80: 'a9f677b01674e3cfeaef551692c6f5dcf8cdb84f1b97bbb4e68a72c4e6650bf1',
  100: '16f10975fe2194cf08fcb27fe09e855b33833283ce6da319bc534229d609b06e',
  105: '84bd6bee4cf1a1c5fb0af86a0763c036dd656d37fea32235f77b1021f0664111',
  120: 'cc5fa2cb96b8bc3a571436a302a1ea7020779391da5f4f8488cb4b248aade7f6',
  125: '9bc9940338e6f097131b3d4cd2050037d2448d69bc19499858e8ea1acf9590ec',
  135: 'bf818fa45aebac8c94d9409c23c18608db31f0fdb36de07f92ac225d76e14503',
  190: 'f5244d6861da4269ba1dfefd8685d5053e5a4119a0001c9d7afa037942b1c181',
  200: '3c5d2dc359b6cbb25988ec8b8ac51e24874e5932889da063f780078815ed8455',
  230: '8d40de5e28417a4540aa439f4aad9053a7eaa660dea68cfb04fc54ce1e8718af',
  240: 'a1224b7c69e707ddfa29f216365ed589f33c293dcd3f18126647ac74f24b97a7',
  lostZs: 'f17aedad5753489e58d91dc5a09ed75ce4c2e2181dfef881796a0200fb84230d',
};

test('a released migration is never changed, because shops have run it', () => {
  const hashes = MIGRATIONS.map(({ version, sql }) => [String(version), sha256(sql)]);
  expect({ ...Object.fromEntries(hashes), lostZs: sha256(lostZs) }).toEqual(RELEASED);
});
