/** Installers in `<home>/updates/<version>/`, each with its signed offer, which is checked whenever one is used. */
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { PACE } from '#domain/pace.ts';
import type { Offer, SignedOffer } from '#domain/update/offer.ts';
import { isVersion } from '#domain/update/version.ts';
import { putInPlace, writeWhole } from '#files/durable-file.ts';
import type { Log } from '#services/ports.ts';
import type { Installers } from '#services/update/update-ports.ts';
import { inFeed } from './feed.ts';
import { readSignedOffer } from './signed-offer.ts';
import type { Fetch, TransferEnd, TransferLimits } from './transfer.ts';
import { transfer } from './transfer.ts';

export interface InstallersPorts {
  /** `<home>/updates` */
  readonly folder: string;
  readonly fetch: Fetch;
  readonly keys: readonly string[];
  readonly log: Log;
  readonly limits: Omit<TransferLimits, 'maxBytes'>;
  /** Bytes free on the disk of a folder; Infinity if the system does not say. */
  readonly freeBytes: (folder: string) => number;
}

/** A slow line gets hours; a server that sends only a trickle gets no more. */
export const INSTALLER_LIMITS: InstallersPorts['limits'] = { silence: 60_000, whole: 4 * 3_600_000 };

const OFFER = 'offer.json';

interface Measured {
  readonly size: number;
  /** Base64. */
  readonly sha512: string;
}

const isSigned = (file: Measured, { size, sha512 }: Offer): boolean =>
  file.size === size && file.sha512 === sha512;

const measure = async (path: string): Promise<Measured> => {
  const hash = createHash('sha512');
  let size = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(piece);
    size += piece.length;
  }
  return { size, sha512: hash.digest('base64') };
};

/** The path of an installer. */
export const installerPath = (folder: string, { version, file }: Offer): string =>
  join(folder, version, file);

const receive = async (
  { fetch, limits }: InstallersPorts,
  address: string,
  offer: Offer,
  file: FileHandle,
  hash: Hash,
  whenIdle: () => Promise<void>,
): Promise<TransferEnd> => {
  const take = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    await file.writeFile(piece);
  };
  return transfer(fetch, inFeed(address, offer.file), { ...limits, maxBytes: offer.size }, take, whenIdle);
};

/** A full disk stops charges, and an update must not fill it. */
const hasRoom = ({ folder, freeBytes }: InstallersPorts, { size }: Offer): boolean =>
  freeBytes(folder) - size >= PACE.health.lowDisk;

const fetchOne = async (
  ports: InstallersPorts,
  address: string,
  signed: SignedOffer,
  whenIdle: () => Promise<void>,
): ReturnType<Installers['fetch']> => {
  const { offer } = signed;
  const path = installerPath(ports.folder, offer);
  const draft = `${path}.part`;
  mkdirSync(join(ports.folder, offer.version), { recursive: true, mode: 0o700 });
  if (!hasRoom(ports, offer)) {
    ports.log.warn('the disk has too little room for an update', { version: offer.version });
    return 'update-not-saved';
  }
  const hash = createHash('sha512');
  const file = await open(draft, 'w', 0o600);
  let end: TransferEnd;
  let size: number;
  try {
    end = await receive(ports, address, offer, file, hash, whenIdle);
    ({ size } = await file.stat());
  } finally {
    await file.close();
  }
  if (end === 'too-much') return 'update-file-changed';
  if (end === 'cut' || size < offer.size) return 'update-cut-off';
  if (!isSigned({ size, sha512: hash.digest('base64') }, offer)) return 'update-file-changed';
  putInPlace(draft, path);
  writeWhole(join(ports.folder, offer.version, OFFER), JSON.stringify(signed));
  return null;
};

const remove = (ports: InstallersPorts, version: string): void => {
  try {
    rmSync(join(ports.folder, version), { recursive: true, force: true });
  } catch (error) {
    ports.log.warn('an old installer could not be removed', { error });
  }
};

const check = async ({ folder, keys }: InstallersPorts, version: string): Promise<SignedOffer | null> => {
  if (!isVersion(version)) return null;
  const signed = readSignedOffer(readFileSync(join(folder, version, OFFER), 'utf8'), keys);
  if (signed?.offer.version !== version) return null;
  return isSigned(await measure(installerPath(folder, signed.offer)), signed.offer) ? signed : null;
};

export const openInstallers = (ports: InstallersPorts): Installers => ({
  fetch: async (address, signed, whenIdle) => {
    try {
      const fault = await fetchOne(ports, address, signed, whenIdle);
      if (fault) remove(ports, signed.offer.version);
      return fault;
    } catch (error) {
      ports.log.error('the update could not be saved', { error });
      remove(ports, signed.offer.version);
      return 'update-not-saved';
    }
  },
  check: async (version) => check(ports, version).catch(() => null),
  keepOnly: (versions) => {
    try {
      for (const name of readdirSync(ports.folder))
        if (isVersion(name) && !versions.includes(name)) remove(ports, name);
    } catch (error) {
      ports.log.warn('the old installers could not be listed', { error });
    }
  },
});
