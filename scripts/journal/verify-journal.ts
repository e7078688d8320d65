/** `journal.ts verify`: whether a journal is sound, and is the expected one. */
import { dirname, join } from 'node:path';
import type { ReadCheckpoints } from '#sqlite/check/checkpoints.ts';
import { hashesSignedBy, readCheckpoints } from '#sqlite/check/checkpoints.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';
import type { Expected, IntegrityRecord, Proof } from '#sqlite/check/prove.ts';
import { integrityRecordsIn, prove } from '#sqlite/check/prove.ts';
import { verify } from '#sqlite/check/verify.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import type { Broken } from '#sqlite/tables/replay.ts';

export type Verified =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly why: 'broken'; readonly fault: Broken }
  | {
      readonly ok: false;
      readonly why: 'bad-checkpoints' | 'unsigned' | 'another';
      /** Printed before `line`. */
      readonly lines: readonly string[];
      readonly line: string;
    };

/** 'N:HASH', or undefined if it is not that. */
export const readAtLeast = (words: string): Expected['atLeast'] | undefined => {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{16,64})$/.exec(words) ?? [];
  return sequence === undefined || hash === undefined ? undefined : { sequence: Number(sequence), hash };
};

export const isFingerprint = (words: string): boolean => /^[0-9a-f]{16}$/.test(words);

const signedLines = ({ good }: ReadCheckpoints, rows: number): readonly string[] => {
  const keys = [...new Set(good.map(({ publicKey }) => publicKey))];
  const lines = keys.map((key) => {
    const own = good.filter(({ publicKey }) => publicKey === key);
    return `Signed: ${own.length} checkpoints up to row ${own.at(-1)?.sequence ?? 0}, key ${fingerprint(key)}.`;
  });
  const signedTo = good.at(-1)?.sequence ?? 0;
  return good.length > 0 && signedTo < rows
    ? [...lines, `Not signed yet: the ${rows - signedTo} rows after row ${signedTo}.`]
    : lines;
};

const recordLine = ({ sequence, at, type, what }: IntegrityRecord): string =>
  `Recorded in row ${sequence} (${new Date(at).toISOString()}): ${type}${what === null ? '' : `, ${what}`}.`;

const REFUSED = { unsigned: 'Not proven', another: 'Not the journal that was expected' } as const;

const failed = (lines: readonly string[], { bad }: ReadCheckpoints, proof: Proof): Verified | undefined => {
  if (bad.length > 0)
    return { ok: false, why: 'bad-checkpoints', lines, line: `Broken checkpoints: ${bad.join(', ')}.` };
  if (proof.proven) return undefined;
  return { ok: false, why: proof.kind, lines, line: `${REFUSED[proof.kind]}: ${proof.why}.` };
};

/** Writes nothing. Throws JournalRefused. */
export const verifyJournal = (file: string, expected: Expected): Verified => {
  const checkpoints = readCheckpoints(join(dirname(file), 'checkpoints'));
  const verdict = verify(file, hashesSignedBy(checkpoints.good));
  if (!verdict.ok) return { ok: false, why: 'broken', fault: verdict };
  const { db, close } = openReadOnly(file);
  try {
    const lines = [
      `Sound: ${verdict.events} events, ${verdict.payments} payments, last hash ${verdict.head}.`,
      ...signedLines(checkpoints, verdict.events),
      ...integrityRecordsIn(db).map(recordLine),
    ];
    return failed(lines, checkpoints, prove(db, checkpoints, expected)) ?? { ok: true, lines };
  } finally {
    close();
  }
};
