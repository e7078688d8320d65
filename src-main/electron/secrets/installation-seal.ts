import { Buffer } from 'node:buffer';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Pepper } from './pepper.ts';

/** Proves that this installation wrote a text: somebody with the file but without the pepper cannot forge it. */
export interface InstallationSeal {
  /** Opens the key; whether it is open. */
  open(): Promise<boolean>;
  /** In base64; throws while the key is not open. */
  of(text: string): string;
  fits(text: string, seal: string): boolean;
}

const BYTES = 32;
/** Each file has its own key, so that a seal cannot be used for another file or as a PIN's verifier. */
type Label = 'countertop staff list 1' | 'countertop settings 1';

const keyFrom = (pepper: Buffer, label: Label): Buffer =>
  Buffer.from(hkdfSync('sha256', pepper, '', label, BYTES));

/** A file written before the pepper was renewed is sealed with a former pepper. */
const openSeal = (pepper: Pick<Pepper, 'open' | 'known'>, label: Label): InstallationSeal => {
  const seals = (text: string): readonly Buffer[] => {
    if (pepper.known.length === 0) throw new Error('the key that seals this file is not open');
    return pepper.known.map((one) => createHmac('sha256', keyFrom(one, label)).update(text).digest());
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

export const openStaffSeal = (pepper: Pick<Pepper, 'open' | 'known'>): InstallationSeal =>
  openSeal(pepper, 'countertop staff list 1');

export const openSettingsSeal = (pepper: Pick<Pepper, 'open' | 'known'>): InstallationSeal =>
  openSeal(pepper, 'countertop settings 1');
