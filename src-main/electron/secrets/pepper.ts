import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { TillLog } from '#electron/system/log.ts';
import type { RenewablePepper } from '#services/secrets/secrets-port.ts';
import type { KeyStore } from './key-store.ts';
import type { NamedPepper, PepperFile, StoredPeppers } from './pepper-file.ts';
import { namedPepper, pepperFile } from './pepper-file.ts';

const PEPPER_BYTES = 32;

/** Says that the pepper was sealed, where somebody who can only write files cannot unsay it without an older copy of the note. */
export interface SealNote {
  readonly isNoted: () => boolean;
  /** Never rejects: what cannot be noted now is noted when the pepper is next read. */
  readonly note: () => Promise<void>;
}

export interface PepperOptions {
  readonly home: string;
  readonly keyStore: KeyStore;
  readonly log: TillLog;
  /** If left out, a pepper in the clear is always believed. */
  readonly sealNote?: SealNote;
}

/** The secret that this installation mixes into every PIN, which makes its staff file useless elsewhere. */
export interface Pepper extends RenewablePepper {
  /** The one in use; undefined while there is none or it cannot be opened. */
  open(): Promise<NamedPepper | undefined>;
  /** All that are open, the one in use first. */
  readonly known: readonly Buffer[];
  /** As `open`, but makes one if there is none. */
  make(): Promise<NamedPepper | undefined>;
  /** The one of this name; the oldest for a PIN of an earlier version, which names none. */
  called(id: string | undefined): Promise<Buffer | undefined>;
  /** Drops former peppers that no PIN names any more. */
  keepOnly(used: readonly (string | undefined)[]): Promise<void>;
}

type Peppers = StoredPeppers['peppers'];

/**
 * Whoever has written a pepper in the clear in place of a sealed one could seal a staff list and settings of their own with
 * it. Throws as `file.read` does, and for such a pepper.
 */
const readBelieved = async (
  file: PepperFile,
  { sealNote }: PepperOptions,
): Promise<StoredPeppers | undefined> => {
  const read = await file.read();
  if (read?.isSealed) await sealNote?.note();
  else if (read && sealNote?.isNoted()) throw new Error('it is in the clear, although it was sealed before');
  return read;
};

const readOrWarn = async (file: PepperFile, options: PepperOptions): Promise<StoredPeppers | undefined> => {
  const { keyStore, log } = options;
  try {
    return await readBelieved(file, options);
  } catch (error) {
    log.warn('no PIN can be checked: the pepper cannot be opened', { backend: keyStore.backend(), error });
    return undefined;
  }
};

const fresh = (): NamedPepper => namedPepper(randomBytes(PEPPER_BYTES));

/** Opened when the first PIN needs it. `make` throws NodeJS.ErrnoException if it cannot be written. */
export const openPepper = (options: PepperOptions): Pepper => {
  const { home, keyStore, log, sealNote } = options;
  const file = pepperFile(home, keyStore, (secret) => log.hide(secret));
  let known: Peppers | undefined;

  const all = async (): Promise<Peppers | undefined> => {
    known ??= (await readOrWarn(file, options))?.peppers;
    return known;
  };

  const open = async (): Promise<NamedPepper | undefined> => (await all())?.[0];

  const replace = async (peppers: Peppers): Promise<void> => {
    await file.write(peppers);
    known = peppers;
    // Reading it notes that it is sealed now.
    await readOrWarn(file, options);
  };

  /** In the clear it would not be believed any more. */
  const mayBeMade = async (): Promise<boolean> => !sealNote?.isNoted() || keyStore.isSafe();

  return {
    open,
    get known() {
      return (known ?? []).map(({ bytes }) => bytes);
    },
    make: async () => {
      if (!file.exists() && (await mayBeMade())) await file.create(fresh());
      return open();
    },
    called: async (id) => {
      const peppers = await all();
      const found = id === undefined ? peppers?.at(-1) : peppers?.find((one) => one.id === id);
      return found?.bytes;
    },
    seal: async () => {
      // A pepper that does not open is already sealed, and must not stop the next secrets from being sealed.
      const read = await readOrWarn(file, options);
      if (read && !read.isSealed && (await keyStore.isSafe())) await replace(read.peppers);
    },
    renew: async () => {
      const read = await readBelieved(file, options);
      if (read) await replace([fresh(), ...read.peppers]);
    },
    keepOnly: async (used) => {
      const peppers = await all();
      if (!peppers || used.length === 0) return;
      const [current, ...former] = peppers;
      const oldest = former.at(-1);
      const isUsed = (one: NamedPepper): boolean =>
        used.includes(one.id) || (one === oldest && used.includes(undefined));
      const kept = former.filter(isUsed);
      if (kept.length < former.length) await replace([current, ...kept]);
    },
  };
};
