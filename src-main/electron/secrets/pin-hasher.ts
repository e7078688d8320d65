import { Buffer } from 'node:buffer';
import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { PinHasher, PinVerifier } from '#services/staff/staff-ports.ts';
import type { Pepper } from './pepper.ts';
import { PIN_COST } from './pin-cost.ts';

const BLOCK = 8;
const BYTES = 32;
const SALT_BYTES = 16;

/**
 * The text that is hashed for a PIN: with whose it is, or alone as in earlier versions. A PIN alone never begins with a
 * bracket.
 */
const mixedWith = (pin: string, id: string, role: PinVerifier['role']): string =>
  role === undefined ? pin : JSON.stringify([id, role, pin]);

/** Off the main thread; takes 128 · cost · BLOCK bytes of memory, 128 MiB for the full cost. */
const derive = (text: string, pepper: Buffer, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const mixed = createHmac('sha256', pepper).update(text).digest();
    const maxmem = 2 * 128 * cost * BLOCK;
    scrypt(mixed, salt, BYTES, { N: cost, r: BLOCK, p: 1, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** Hashes PINs with scrypt at this cost, each with its own salt and all with the installation's pepper. */
export const openPinHasher = (
  pepper: Pick<Pepper, 'open' | 'make' | 'called'>,
  costOfNew = PIN_COST,
): PinHasher => ({
  hash: async (pin, { id, role }) => {
    const current = await pepper.make();
    if (!current) return 'unavailable';
    const salt = randomBytes(SALT_BYTES);
    const hash = await derive(mixedWith(pin, id, role), current.bytes, salt, costOfNew);
    return {
      salt: salt.toString('base64'),
      cost: costOfNew,
      hash: hash.toString('base64'),
      role,
      pepper: current.id,
    };
  },
  verify: async (pin, { salt, cost, hash, role, pepper: name }, id) => {
    const current = await pepper.open();
    if (!current) return 'unavailable';
    // An unknown pepper is another installation's: then the PIN matches nobody.
    const mixed = (await pepper.called(name)) ?? current.bytes;
    const key = await derive(mixedWith(pin, id, role), mixed, Buffer.from(salt, 'base64'), cost);
    const kept = Buffer.from(hash, 'base64');
    if (key.length !== kept.length || !timingSafeEqual(key, kept)) return 'wrong';
    return mixed.equals(current.bytes) ? 'fits' : 'fits-former';
  },
});
