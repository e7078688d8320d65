import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { link, lstat, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { DayRule } from '#domain/shop/business-day.ts';
import type { Environment } from '#domain/shop/environment.ts';
import { makeFolders, syncFolder } from '#files/durable-file.ts';
import { codeOf } from '#files/error-code.ts';

/** 'countertop-live-T1-2026-11-23.csv', with TRAINING- in front for training. */
export const exportName = (
  environment: Environment,
  parts: readonly string[],
  ending: 'csv' | 'pdf' | 'xlsx' = 'csv',
): string => {
  const stem = ['countertop', environment, ...parts].filter((part) => part !== '').join('-');
  return `${environment === 'training' ? 'TRAINING-' : ''}${stem}.${ending}`;
};

const PIECE = 64 * 1024;

/**
 * SHA-256 of a file's bytes, lower-case hex. Reads them into one buffer: a stream makes a new one for each piece, and 64 MiB
 * of them are left before V8 collects any.
 */
const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
};

/** Longer than a file takes to be renamed, even in a slow network folder; ms. */
const RENAMED_WITHIN = 60_000;

/**
 * For file systems without links, such as those of most USB sticks: first takes the name with an empty file, because
 * only an exclusive open fails if there is a file already, and rename() overwrites. A power cut in between leaves the
 * empty file, so an old one is no export and its name is free; a new one is how another till has just taken it.
 */
const renameIfFree = async (from: string, to: string): Promise<boolean> => {
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    const found = await lstat(to);
    if (!found.isFile() || found.size > 0 || Date.now() - found.mtimeMs < RENAMED_WITHIN) return false;
  }
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    await rm(to);
    throw error;
  }
};

/** Gives a file a name unless it is taken; never overwrites. False when it is taken. The draft may remain. */
const nameIfFree = async (draft: string, file: string): Promise<boolean> => {
  try {
    await link(draft, file);
    return true;
  } catch {
    return renameIfFree(draft, file);
  }
};

/** Gives the finished file its name, or one with -2, -3 and so on if a file with other bytes already has it. */
const publish = async (draft: string, folder: string, wanted: string, sha256: string): Promise<string> => {
  const { name: stem, ext } = parse(wanted);
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? wanted : `${stem}-${attempt}${ext}`;
    const file = join(folder, name);
    if (await nameIfFree(draft, file)) return name;
    if ((await sha256Of(file)) === sha256) return name;
  }
};

/**
 * Lends a name for a draft, and removes what is left of it: now or, if another program holds it, with a later export.
 */
const withDraft = async <T>(
  folder: string,
  name: string,
  work: (draft: string) => Promise<T>,
): Promise<T> => {
  const draft = join(folder, `.${name}-${randomBytes(6).toString('hex')}.part`);
  try {
    return await work(draft);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
};

/** In the format of `sha256sum --check`. */
const writeChecksum = (folder: string, name: string, sha256: string): Promise<void> =>
  withDraft(folder, `${name}.sha256`, async (draft) => {
    await writeFile(draft, `${sha256}  ${name}\n`, { flush: true });
    await rename(draft, join(folder, `${name}.sha256`));
  });

/** Waits until the names are on disk, too. A network folder that cannot promise that has the files all the same. */
const keepNames = (folder: string): void => {
  try {
    syncFolder(folder);
  } catch {
    return;
  }
};

const isDraft = (name: string): boolean => /^\..*countertop-.*-[0-9a-f]{12}\.part$/.test(name);

/** No export takes as long; ms. */
const LONGEST_EXPORT = 24 * 3_600_000;

const removeIfLeft = async (path: string): Promise<void> => {
  if (Date.now() - (await lstat(path)).mtimeMs > LONGEST_EXPORT) await rm(path);
};

/** Removes what power cuts have left of exports to this folder. What another program holds stays until a later export. */
const removeLeftDrafts = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isDraft)) await removeIfLeft(join(folder, name)).catch(() => undefined);
};

export interface ExportFolder {
  readonly folder: string;
  /**
   * Whether to create a missing folder: the till's own only, since a chosen one may be on a USB stick that was pulled
   * out.
   */
  readonly makesFolder: boolean;
}

/** What every export needs; plain data, because it is sent to a worker thread. */
export interface ExportTarget extends DayRule, ExportFolder {
  readonly journalFile: string;
  readonly environment: Environment;
}

export interface WrittenFile {
  readonly fileName: string;
  readonly sha256: string;
}

/**
 * Lets `write` fill a file in `folder` and names it only once it is complete and on disk, with its checksum in
 * `<name>.sha256` beside it. `nameOf` is asked when all is written. A second export with the same name and bytes makes no
 * second file. Leaves no partial file behind when it rejects.
 */
export const writeExportFile = async (
  { folder, makesFolder }: ExportFolder,
  nameOf: string | (() => string),
  write: (out: WriteStream) => Promise<unknown>,
): Promise<WrittenFile> => {
  if (makesFolder) makeFolders(folder);
  const written = await withDraft(folder, 'countertop-export', async (draft) => {
    await write(createWriteStream(draft, { flags: 'wx', flush: true }));
    const sha256 = await sha256Of(draft);
    const name = typeof nameOf === 'string' ? nameOf : nameOf();
    return { fileName: await publish(draft, folder, name, sha256), sha256 };
  });
  await writeChecksum(folder, written.fileName, written.sha256);
  keepNames(folder);
  await removeLeftDrafts(folder);
  return written;
};
