/**
 * Signed checkpoints: the number and hash of the journal's last row at some time, signed, in files beside the journal.
 * They are files and not a table because they must survive the journal. Somebody who truncates it, replaces it with an
 * older copy or recomputes its hashes would change a table along with it; these files contradict them, and they cannot
 * sign new ones.
 */
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import { syncFolder, writeWhole } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';
import type { SigningKey } from '#services/ports.ts';
import type { Head } from '#domain/journal/chained-row.ts';
import { isSignedBy } from '#files/signature.ts';

const checkpoint = z.strictObject({
  /** The last row's number and hash when it was signed. */
  sequence: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Epoch ms. */
  at: z.int(),
  /** SPKI, DER, base64. */
  publicKey: z.base64(),
  signature: z.base64(),
});
export type Checkpoint = z.infer<typeof checkpoint>;

/**
 * What is signed: `countertop-checkpoint-1:` and the canonical JSON of at, hash, publicKey and sequence. The prefix
 * keeps a signature made for another purpose from counting as a checkpoint's.
 */
const signedBytes = ({ sequence, hash, at, publicKey }: Omit<Checkpoint, 'signature'>): Uint8Array =>
  Buffer.from(`countertop-checkpoint-1:${canonicalJson({ sequence, hash, at, publicKey })}`);

const NAME = /^(\d{12})\.json$/;
const nameOf = (sequence: number): string => `${String(sequence).padStart(12, '0')}.json`;

/** The checkpoint in the file; undefined if the file holds none or its signature is wrong. */
const readCheckpoint = (path: string): Checkpoint | undefined => {
  const read = jsonFile(path, checkpoint).read();
  if (read.state !== 'read') return undefined;
  const { publicKey, signature } = read.value;
  return isSignedBy(publicKey, signedBytes(read.value), signature) ? read.value : undefined;
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort();
  } catch {
    return [];
  }
};

export interface ReadCheckpoints {
  /** Oldest first; each signed by the key in it. */
  readonly good: readonly Checkpoint[];
  /** Names of files that hold no checkpoint or one with a wrong signature. */
  readonly bad: readonly string[];
}

/** All checkpoints of a folder; none if there is no folder. */
export const readCheckpoints = (folder: string): ReadCheckpoints => {
  const names = namesIn(folder);
  const read = names.map((name) => readCheckpoint(join(folder, name)));
  return {
    good: read.flatMap((one) => one ?? []),
    bad: names.filter((_, index) => read[index] === undefined),
  };
};

/** The signed hashes by their rows' numbers; only those of some keys when they are given. */
export const hashesSignedBy = (
  checkpoints: readonly Checkpoint[],
  keys?: readonly string[],
): ReadonlyMap<number, string> =>
  new Map(
    checkpoints
      .filter((one) => keys === undefined || keys.includes(one.publicKey))
      .map(({ sequence, hash }) => [sequence, hash]),
  );

/** The key in use, and those before it. */
const ownKeys = ({ publicKey, former }: SigningKey): readonly string[] => [publicKey, ...former];

/** Plain data, from which a worker reads the signed hashes itself. */
export interface CheckpointFiles {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** SPKI, DER, base64: whose signatures count. */
  readonly keys: readonly string[];
}

export interface Checkpoints {
  readonly files: CheckpointFiles;
  /** The newest one signed by our own key. */
  latest(): Checkpoint | undefined;
  /** The row of the newest one, if another key has signed it; else 0. */
  newestByAnotherKey(): number;
  /** The hashes our own key has signed, by their rows' numbers. */
  signed(): ReadonlyMap<number, string>;
  /** The same, one file at a time: reading and verifying thousands takes seconds. */
  signedSlices(): Generator<undefined, ReadonlyMap<number, string>>;
  /** Signs the last row; on disk when this returns. Does nothing for an empty journal. */
  sign(head: Head, at: number): void;
  /** Moves the checkpoints of rows after `sequence` into another folder: those rows are lost. */
  quarantine(sequence: number, into: string): void;
}

/** The hashes these keys have signed, by their rows' numbers, one file a slice. */
export function* signedSlicesIn(
  { folder, keys }: CheckpointFiles,
  names = namesIn(folder),
): Generator<undefined, ReadonlyMap<number, string>> {
  const read: Checkpoint[] = [];
  for (const name of names) {
    const one = readCheckpoint(join(folder, name));
    if (one) read.push(one);
    yield;
  }
  return hashesSignedBy(read, keys);
}

/** The names of the files, listed only once: after a year there are fifty thousand, and nothing else creates any. */
const listOnce = (folder: string) => {
  let listed: string[] | null = null;
  return {
    names: (): readonly string[] => (listed ??= [...namesIn(folder)]),
    add: (name: string): void => {
      if (listed && (listed.at(-1) ?? '') < name) listed.push(name);
      else listed = null;
    },
    forget: (): void => void (listed = null),
  };
};

export const openCheckpoints = (folder: string, key: SigningKey): Checkpoints => {
  const list = listOnce(folder);
  const files = { folder, keys: ownKeys(key) };
  return {
    files,
    latest: () => {
      for (const name of list.names().toReversed()) {
        const read = readCheckpoint(join(folder, name));
        if (read && ownKeys(key).includes(read.publicKey)) return read;
      }
      return undefined;
    },
    newestByAnotherKey: () => {
      const newest = readCheckpoint(join(folder, list.names().at(-1) ?? ''));
      return newest && !ownKeys(key).includes(newest.publicKey) ? newest.sequence : 0;
    },
    signed: () => hashesSignedBy(readCheckpoints(folder).good, files.keys),
    signedSlices: () => signedSlicesIn(files, list.names()),
    sign: ({ sequence, hash }, at) => {
      if (sequence === 0) return;
      const unsigned = { sequence, hash, at, publicKey: key.publicKey };
      const signed: Checkpoint = { ...unsigned, signature: key.sign(signedBytes(unsigned)) };
      writeWhole(join(folder, nameOf(sequence)), `${canonicalJson(signed)}\n`);
      list.add(nameOf(sequence));
    },
    quarantine: (sequence, into) => {
      const later = namesIn(folder).filter((name) => Number(NAME.exec(name)?.[1]) > sequence);
      if (later.length === 0) return;
      mkdirSync(into, { recursive: true, mode: 0o700 });
      for (const name of later) renameSync(join(folder, name), join(into, name));
      for (const changed of [into, folder]) syncFolder(changed);
      list.forget();
    },
  };
};
