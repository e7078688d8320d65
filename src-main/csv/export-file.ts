import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Environment } from '#domain/shop/settings.ts';

/** 'countertop-live-T1-2026-11-23.csv', with TRAINING- in front of practice. */
export const exportName = (
  environment: Environment,
  parts: readonly string[],
  ending: 'csv' | 'pdf' = 'csv',
): string => {
  const stem = ['countertop', environment, ...parts].filter((part) => part !== '').join('-');
  return `${environment === 'training' ? 'TRAINING-' : ''}${stem}.${ending}`;
};

/** SHA-256 of a file's bytes, lower-case hex. */
const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** Moves a file to a name that nobody has, without ever overwriting; false when somebody has it. */
const moveIfFree = async (from: string, to: string): Promise<boolean> => {
  try {
    // Renaming overwrites without asking; only making a file can fail because there is one.
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    await rm(to);
    throw error;
  }
};

/** Gives the finished file its name, or one with -2, -3 and so on where other bytes have that name already. */
const settle = async (draft: string, folder: string, wanted: string, sha256: string): Promise<string> => {
  const { name: stem, ext } = parse(wanted);
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? wanted : `${stem}-${attempt}${ext}`;
    const file = join(folder, name);
    if (await moveIfFree(draft, file)) return name;
    if ((await sha256Of(file)) === sha256) return name;
  }
};

/** `sha256sum --check` reads it. */
const writeChecksum = async (draft: string, folder: string, name: string, sha256: string): Promise<void> => {
  await writeFile(draft, `${sha256}  ${name}\n`, { flush: true });
  await rename(draft, join(folder, `${name}.sha256`));
};

export interface ExportFolder {
  readonly folder: string;
  /** Whether the folder is the till's own and is made when missing; one that people chose may have been pulled out. */
  readonly makesFolder: boolean;
}

export interface WrittenFile {
  readonly fileName: string;
  readonly sha256: string;
}

/**
 * Has `write` fill a file in `folder` and gives it its name only when it is whole and on disk, with its checksum in
 * `<name>.sha256` beside it. The same bytes under the same name are one file. Leaves nothing half-written behind when
 * it rejects.
 */
export const writeExportFile = async (
  { folder, makesFolder }: ExportFolder,
  name: string,
  write: (out: WriteStream) => Promise<unknown>,
): Promise<WrittenFile> => {
  if (makesFolder) await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${name}-${randomBytes(6).toString('hex')}.part`);
  try {
    await write(createWriteStream(draft, { flags: 'wx', flush: true }));
    const sha256 = await sha256Of(draft);
    const fileName = await settle(draft, folder, name, sha256);
    await writeChecksum(draft, folder, fileName, sha256);
    return { fileName, sha256 };
  } finally {
    await rm(draft, { force: true });
  }
};
