/**
 * A folder for the embedded database that syncs to the disk. By default the library never waits for the disk: it starts
 * its server with -F, and its file system has no fsync, so a power cut could destroy the database.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The library's own arguments without -F, and with the only sync method that reaches `fsync` below. */
export const SYNCED_START: string[] = [
  '--single',
  '-O',
  '-j',
  ...[
    'wal_sync_method=fsync',
    'search_path=public',
    'exit_on_error=false',
    'log_checkpoints=false',
    'max_worker_processes=0',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'max_parallel_maintenance_workers=0',
    'io_method=sync',
  ].flatMap((setting) => ['-c', setting]),
];

/** What the server is told if the disk failed to write (EIO), and if a folder cannot be synced (EINVAL). */
const NOT_WRITTEN = 29;
const NOT_SYNCED = 28;

interface OpenFile {
  /** Undefined for a folder. */
  readonly nfd?: number;
  readonly node: unknown;
}

interface Files {
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
  readonly realPath: (node: unknown) => string;
}

const isFiles = (value: unknown): value is Files =>
  typeof value === 'object' && value !== null && 'stream_ops' in value && 'realPath' in value;

type Sync = (descriptor: number) => void;

const syncAt = (path: string, sync: Sync): void => {
  const descriptor = openSync(path, 'r');
  try {
    sync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const synced = (work: () => void, otherwise: number): number => {
  try {
    work();
    return 0;
  } catch {
    return otherwise;
  }
};

export class SyncedFolder extends NodeFS {
  readonly #sync: Sync;

  constructor(folder: string, sync: Sync = fsyncSync) {
    super(folder);
    this.#sync = sync;
  }

  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given);
    const letSync = (server: { readonly NODEFS: unknown }): void => {
      const files = server.NODEFS;
      if (!isFiles(files)) throw new Error('The embedded database has no files that could be synced');
      files.stream_ops.fsync = ({ nfd, node }) =>
        nfd === undefined
          ? synced(() => syncAt(files.realPath(node), this.#sync), NOT_SYNCED)
          : synced(() => this.#sync(nfd), NOT_WRITTEN);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), letSync] } };
  }
}

/** Syncs a folder that was just created by a program that does not wait for the disk. */
export const syncWhole = async (folder: string): Promise<void> => {
  for (const path of await readdir(folder, { recursive: true })) syncAt(join(folder, path), fsyncSync);
  syncAt(folder, fsyncSync);
};
