/** The anchor in the data folder, and its copy outside of it. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import type { Secret } from '#electron/secrets/sealed-file.ts';
import { opened, Plain, seal, Sealed } from '#electron/secrets/sealed-file.ts';
import type { JsonFile, JsonRead } from '#files/json-file.ts';
import { jsonFile } from '#files/json-file.ts';
import type { AnchorPlace, AnchorText } from './anchor-text.ts';
import { readAnchorText, writeAnchorText } from './anchor-text.ts';

export type AnchorRead =
  | { readonly state: 'missing' }
  /** This key store cannot open it, or it is not an anchor. */
  | { readonly state: 'unopened'; readonly isSealed: boolean }
  | { readonly state: 'opened'; readonly isSealed: boolean; readonly text: AnchorText };

export type AnchorFile = JsonFile<Secret>;

export const placeOf = (home: string): AnchorPlace => ({
  path: realpathSync(home),
  host: hostname(),
  node: String(statSync(home, { bigint: true }).ino),
});

/**
 * Whether the data folder is a copy: its inode differs, and its path or computer too. A folder that was moved or
 * renamed keeps its inode.
 */
export const isCopied = (from: AnchorPlace, here: AnchorPlace): boolean =>
  from.node !== here.node && (from.path !== here.path || from.host !== here.host);

/**
 * `<home>/anchor.json`, and a copy in `outside` under a name derived from the data folder. Restoring or deleting the
 * whole folder does not change that copy.
 */
export const anchorFiles = (home: string, outside: string) => {
  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 16);
  const at = (path: string): AnchorFile => jsonFile(path, z.union([Sealed, Plain]));
  return { inside: at(join(home, 'anchor.json')), copy: at(join(outside, `${name}.json`)) };
};

export const openAnchor = async (read: JsonRead<Secret>, keyStore: KeyStore): Promise<AnchorRead> => {
  if (read.state === 'missing') return { state: 'missing' };
  const isSealed = read.state === 'read' && !('plain' in read.value);
  try {
    const found = (await opened(read, keyStore, 'anchor')) ?? '';
    const text = readAnchorText(isSealed ? found : Buffer.from(found, 'base64').toString());
    return text ? { state: 'opened', isSealed, text } : { state: 'unopened', isSealed };
  } catch {
    return { state: 'unopened', isSealed };
  }
};

/** Undefined if the anchor must be sealed and the key store cannot seal now. Throws if the key store refuses. */
export const sealAnchor = async (
  text: AnchorText,
  keyStore: KeyStore,
  mayBePlain: boolean,
): Promise<Secret | undefined> => {
  const json = writeAnchorText(text);
  const sealed = await seal(keyStore, json, 'anchor');
  if (sealed) return sealed;
  return mayBePlain ? { plain: Buffer.from(json).toString('base64') } : undefined;
};
