import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Ids } from '#services/ports.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** As many random bytes as `readUIntBE` reads at once: 2^48 different values. */
const CHANCE_BYTES = 6;

export const systemIds: Ids = {
  requestId: () => randomUUID(),
  bytes: (count) => new Uint8Array(randomBytes(count)),
  random: () => randomBytes(CHANCE_BYTES).readUIntBE(0, CHANCE_BYTES) / 2 ** (8 * CHANCE_BYTES),
};
