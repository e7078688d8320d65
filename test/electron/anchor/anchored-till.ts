/** A till whose live journal was anchored, from one start to the next. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { endAt } from '../../support/fakes/new-anchor.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { PaperLog } from '../../sqlite/kit/shop-journal.ts';

export const END = endAt(7, 'a'.repeat(64));
const { sequence, hash, ...numbers } = END;
export const ROW = { sequence, hash, numbers };

const refuses = () => Promise.reject(new Error('no key ring'));
export const noKeyStore: KeyStore = {
  backend: () => 'none',
  isSafe: () => Promise.resolve(false),
  seal: refuses,
  unseal: refuses,
};

export const folders = () => {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  return { home, outside: join(folder, 'outside') };
};
export type Folders = ReturnType<typeof folders>;

export const start = async (till: Folders, keyStore: KeyStore) => {
  const log = new PaperLog();
  const { signingKey, anchors } = await openAnchors({ ...till, keyStore, log });
  return { key: signingKey.publicKey, live: anchors.of('live'), training: anchors.of('training'), log };
};

/** A till that has anchored its live journal at row 7. */
export const anchoredTill = async (keyStore: KeyStore) => {
  const till = folders();
  const { live, key } = await start(till, keyStore);
  live.begin(END);
  await live.settled();
  return { till, key };
};

/** The files that did not open and were kept, without their mark. */
export const keptIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.includes('.unopened-'))
    .map((name) => name.replace(/\.unopened-[0-9a-f]{8}$/, ''));

export const isSealed = ({ home }: Folders): boolean =>
  'cipher' in (JSON.parse(readFileSync(join(home, 'anchor.json'), 'utf8')) as object);
