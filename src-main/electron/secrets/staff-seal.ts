import { Buffer } from 'node:buffer';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Pepper } from './pepper.ts';

/** Proves that this installation wrote a text; whoever has the file but not the pepper cannot. */
export interface StaffSeal {
  /** Opens the key; whether it is open. */
  open(): Promise<boolean>;
  /** In base64; throws while the key is not open. */
  of(text: string): string;
  fits(text: string, seal: string): boolean;
}

const BYTES = 32;
/** Its own key, so that no seal can serve as what is kept of a PIN, nor the other way round. */
const LABEL = 'countertop staff list 1';

const keyFrom = (pepper: Buffer): Buffer => Buffer.from(hkdfSync('sha256', pepper, '', LABEL, BYTES));

/** A list that was written before the pepper was renewed is sealed with one of the former ones. */
export const openStaffSeal = (pepper: Pick<Pepper, 'open' | 'known'>): StaffSeal => {
  const seals = (text: string): readonly Buffer[] => {
    if (pepper.known.length === 0) throw new Error('the key that seals the staff list is not open');
    return pepper.known.map((one) => createHmac('sha256', keyFrom(one)).update(text).digest());
  };
  return {
    open: async () => (await pepper.open()) !== undefined,
    of: (text) => String(seals(text)[0]?.toString('base64')),
    fits: (text, seal) => {
      const given = Buffer.from(seal, 'base64');
      return seals(text).some((right) => right.length === given.length && timingSafeEqual(right, given));
    },
  };
};
