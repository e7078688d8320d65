/**
 * Signed checkpoints: what the chain's end was at some time, signed, in files beside the journal. Files and not a
 * table, because they must survive the journal: whoever cuts rows off its end, puts an older copy in its place or
 * hashes it anew takes a table along, but contradicts these files, and cannot sign new ones.
 */
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';
import { syncFolder, writeWhole } from '#files/durable-file.ts';
import { jsonFile } from '#files/json-file.ts';
import type { SigningKey } from '#services/ports.ts';
import type { Head } from '#sqlite/tables/events-table.ts';
import { isSignedBy } from './signature.ts';

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
 * What is signed: the text `countertop-checkpoint-1:` and the canonical JSON of at, hash, publicKey and sequence.
 * The text keeps a signature from being passed off as one over something else.
 */
const signedBytes = ({ sequence, hash, at, publicKey }: Omit<Checkpoint, 'signature'>): Uint8Array =>
  Buffer.from(`countertop-checkpoint-1:${canonicalJson({ sequence, hash, at, publicKey })}`);

const NAME = /^(\d{12})\.json$/;
const nameOf = (sequence: number): string => `${String(sequence).padStart(12, '0')}.json`;

/** The checkpoint in the file; undefined when it is none or its signature does not fit. */
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
  /** Oldest first; each one's signature fits the key in it. */
  readonly good: readonly Checkpoint[];
  /** Names of files that are no checkpoint or whose signature does not fit. */
  readonly bad: readonly string[];
}

/** All checkpoints of a folder; a folder that is not there has none. */
export const readCheckpoints = (folder: string): ReadCheckpoints => {
  const names = namesIn(folder);
  const read = names.map((name) => readCheckpoint(join(folder, name)));
  return {
    good: read.flatMap((one) => one ?? []),
    bad: names.filter((_, index) => read[index] === undefined),
  };
};

/** The signed hashes by their rows' numbers; only those of one key when it is given. */
export const hashesSignedBy = (
  checkpoints: readonly Checkpoint[],
  publicKey?: string,
): ReadonlyMap<number, string> =>
  new Map(
    checkpoints
      .filter((one) => publicKey === undefined || one.publicKey === publicKey)
      .map(({ sequence, hash }) => [sequence, hash]),
  );

export interface Checkpoints {
  /** The newest one that our own key has signed. */
  latest(): Checkpoint | undefined;
  /** The hashes our own key has signed, by their rows' numbers. */
  signed(): ReadonlyMap<number, string>;
  /** Signs the chain's end and keeps it, on disk when this returns. Does nothing for an empty journal. */
  sign(head: Head, at: number): void;
  /** Moves those of rows after `sequence` into another folder: the journal they speak of is set aside. */
  setAside(sequence: number, into: string): void;
}

export const openCheckpoints = (folder: string, key: SigningKey): Checkpoints => ({
  latest: () => {
    for (const name of namesIn(folder).toReversed()) {
      const read = readCheckpoint(join(folder, name));
      if (read?.publicKey === key.publicKey) return read;
    }
    return undefined;
  },
  signed: () => hashesSignedBy(readCheckpoints(folder).good, key.publicKey),
  sign: ({ sequence, hash }, at) => {
    if (sequence === 0) return;
    const unsigned = { sequence, hash, at, publicKey: key.publicKey };
    const signed: Checkpoint = { ...unsigned, signature: key.sign(signedBytes(unsigned)) };
    writeWhole(join(folder, nameOf(sequence)), `${canonicalJson(signed)}\n`);
  },
  setAside: (sequence, into) => {
    const later = namesIn(folder).filter((name) => Number(NAME.exec(name)?.[1]) > sequence);
    if (later.length === 0) return;
    mkdirSync(into, { recursive: true, mode: 0o700 });
    for (const name of later) renameSync(join(folder, name), join(into, name));
    syncFolder(folder);
  },
});
