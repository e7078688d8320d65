/** Passwords, stored as scrypt hashes. */
import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Outside } from '../outside.ts';

/** scrypt's N (as a power of two), r and p. */
export interface Cost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/**
 * 32 MiB and 0.23 s of one core for each guess, as measured on a small server: the memory slows down graphics cards,
 * and the third round makes up for using less than 128 MiB, which a small server cannot spare. OWASP names these three
 * as equal to N = 2^17 with p = 1.
 */
const COST: Cost = { logN: 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** How many are hashed at once, and how many may wait; more would let strangers fill the memory. */
const AT_ONCE = 2;
const MAX_WAITING = 50;

export interface Passwords {
  /** Rejects with TooBusy. */
  hash(password: string): Promise<string>;
  /** Takes as long if nothing is `kept`, so that nobody learns which names exist. Rejects with TooBusy. */
  matches(password: string, kept: string | null): Promise<boolean>;
}

/** Too many passwords are being checked to check this one. */
export class TooBusy extends Error {}

const inTurns = () => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= MAX_WAITING) throw new TooBusy('Too many passwords at once.');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      // The next in the queue takes this place.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};

const derive = (password: string, salt: Uint8Array, { logN, r, p }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** logN;
    // As Node counts it, doubled to be safe.
    const options = { N, r, p, maxmem: 256 * (N + p) * r };
    // Normalized, so that a password typed on another keyboard or phone is the same.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

const KEPT = /^scrypt:(\d+):(\d+):(\d+):([^:]+):([^:]+)$/;

const read = (kept: string) => {
  const [, logN, r, p, salt = '', key = ''] = KEPT.exec(kept) ?? [];
  if (logN === undefined) throw new Error('What the database keeps of a password cannot be read.');
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
};

/** `cost` is for new passwords; stored ones carry their own. */
export const passwordsBy = (outside: Outside, cost: Cost = COST): Passwords => {
  const inTurn = inTurns();
  const nobodys = Buffer.alloc(SALT_BYTES);
  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = outside.randomBytes(SALT_BYTES);
        const key = await derive(password, salt, cost);
        const { logN, r, p } = cost;
        return ['scrypt', logN, r, p, Buffer.from(salt).toString('base64'), key.toString('base64')].join(':');
      }),
    matches: (password, kept) =>
      inTurn(async () => {
        if (kept === null) {
          await derive(password, nobodys, cost);
          return false;
        }
        const was = read(kept);
        return timingSafeEqual(await derive(password, was.salt, was.cost), was.key);
      }),
  };
};

const SHORTEST = 12;
export const MAX_PASSWORD_LENGTH = 200;
const MIN_DIFFERENT = 5;

/** Whether a stranger would soon guess it: short, of few different characters, or with the name in it. */
export const isWeak = (password: string, name: string): boolean =>
  password.length < SHORTEST ||
  password.length > MAX_PASSWORD_LENGTH ||
  new Set(password.toLowerCase()).size < MIN_DIFFERENT ||
  (name.length > 2 && password.toLowerCase().includes(name.toLowerCase()));
