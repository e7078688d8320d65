/** A till with a key store, whose data folder an attacker can change while it is closed. */
import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { Person } from '#domain/staff/staff.ts';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { systemClock } from '#electron/system/clock.ts';
import type { Log } from '#services/ports.ts';
import type { ManagedJournal } from '#sqlite/care/managed-journal.ts';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';
import { worker } from '../../../test/sqlite/kit/journal-worker.ts';

/** Seals with a key that is stored in no file. */
export const newKeyStore = (): KeyStore => {
  const key = randomBytes(32);
  return {
    backend: () => 'attacked',
    isSafe: () => Promise.resolve(true),
    seal: (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
    },
    unseal: async (bytes) => {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Promise.resolve(
        Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'),
      );
    },
  };
};

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface TillFolders {
  /** The data folder, which the attacker can change. */
  readonly home: string;
  /** The folder for copies of anchors. */
  readonly outside: string;
  readonly keyStore: KeyStore;
}

export interface AttackedTill extends TillFolders {
  readonly file: string;
  /** Copies the data folder, or restores it from the copy. */
  readonly save: (name: string) => string;
  readonly copyBack: (saved: string) => void;
  readonly remove: () => void;
}

/** Makes a till in a temporary folder of its own. */
export const newTill = (): AttackedTill => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-attack-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  return {
    home,
    outside: join(folder, 'outside'),
    keyStore: newKeyStore(),
    file: join(home, 'live', 'journal.db'),
    save: (name) => {
      const saved = join(folder, name);
      cpSync(home, saved, { recursive: true });
      return saved;
    },
    copyBack: (saved) => {
      for (const name of ['live', 'anchor.json', 'signing-key.json'])
        rmSync(join(home, name), { recursive: true, force: true });
      cpSync(saved, home, { recursive: true });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

export interface OpenedTill {
  readonly journal: ManagedJournal['journal'];
  readonly care: ManagedJournal['care'];
  readonly fingerprint: string;
  health(): JournalHealth;
  accept(by: Person): void;
  close(): Promise<void>;
}

/** Starts the till as `main.ts` does, in the live environment. */
export const openTill = async ({ home, outside, keyStore }: TillFolders): Promise<OpenedTill> => {
  const { signingKey, anchors } = await openAnchors({ home, outside, keyStore, log: quiet });
  const kept = openManagedJournal({
    worker,
    file: join(home, 'live', 'journal.db'),
    key: signingKey,
    anchor: anchors.of('live'),
    clock: systemClock,
    log: quiet,
    isBusy: () => false,
    onChange: () => undefined,
    onWritten: () => undefined,
  });
  return {
    journal: kept.journal,
    care: kept.care,
    fingerprint: fingerprint(signingKey.publicKey),
    health: () => kept.health(),
    accept: (by) => kept.acceptAlarms(by),
    close: async () => kept.close(),
  };
};

/** Writes this many rows, like those of payments that a cashier parked. */
export const writeSales = (
  { journal }: Pick<OpenedTill, 'journal'>,
  rows: number,
  at = 1_764_000_000_000,
): void => {
  for (let row = 1; row <= rows; row += 1)
    journal.record({ type: 'payment-set-aside', by: null, reference: `T1-${at}-${row}` }, at + row);
};
