import { Buffer } from 'node:buffer';
import { randomBytes, scrypt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { tidyPassphrase } from '#domain/secrets/passphrase.ts';

/** 128 · cost · BLOCK bytes of memory: 128 MiB. */
const MIN_COST = 2 ** 17;
const BLOCK = 8;
const MAX_ROUNDS = 16;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/**
 * How a passphrase becomes a key; kept in the file. Lower costs are refused, so that editing the file cannot make
 * guessing cheaper; higher ones would freeze the till.
 */
export const derivation = z.strictObject({
  /** Scrypt's N, r and p. */
  cost: z.literal([MIN_COST, 2 * MIN_COST]),
  block: z.literal(BLOCK),
  rounds: z.int().min(1).max(MAX_ROUNDS),
  salt: z.base64().length(4 * Math.ceil(SALT_BYTES / 3)),
});
export type Derivation = z.infer<typeof derivation>;

/** Off the main thread. */
export const deriveKey = (passphrase: string, { cost, block, rounds, salt }: Derivation): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: cost, r: block, p: rounds, maxmem: 2 * 128 * cost * block };
    scrypt(tidyPassphrase(passphrase), Buffer.from(salt, 'base64'), KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** How long unlocking may take on this computer; ms. */
const UNLOCKING = 700;

/** Chooses as much work as this computer does in that time, but at least one round. */
export const calibrated = async (): Promise<Derivation> => {
  const least: Derivation = {
    cost: MIN_COST,
    block: BLOCK,
    rounds: 1,
    salt: randomBytes(SALT_BYTES).toString('base64'),
  };
  const begun = performance.now();
  await deriveKey('calibration', least);
  const rounds = Math.floor(UNLOCKING / (performance.now() - begun));
  return { ...least, rounds: Math.min(MAX_ROUNDS, Math.max(1, rounds)) };
};
