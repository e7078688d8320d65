/** Opens the key that signs the journals, and the anchors that say where they ended. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import type { Secret } from '#electron/secrets/sealed-file.ts';
import type { SealNote } from '#electron/secrets/pepper.ts';
import { opensSealedSecret } from '#electron/secrets/sealed-secrets.ts';
import type { OpenedKey } from '#electron/secrets/signing-key.ts';
import { openSigningKey } from '#electron/secrets/signing-key.ts';
import { copyUnopened } from '#files/copy-unopened.ts';
import type { JsonRead } from '#files/json-file.ts';
import { OutOfReach, readWithinReach } from '#files/within-reach.ts';
import type { Anchored, Anchors, JournalAnchor, JournalEnd } from '#services/installation/anchor-port.ts';
import type { Log, SigningKey } from '#services/ports.ts';
import type { RenewableSigningKey, SealableSecret } from '#services/secrets/secrets-port.ts';
import type { AnchorFile, AnchorRead } from './anchor-files.ts';
import { anchorFiles, openAnchor, placeOf } from './anchor-files.ts';
import type { AnchorText } from './anchor-text.ts';
import { AnchorWriter } from './anchor-writer.ts';
import type { FoundAnchors } from './judge-anchors.ts';
import { withoutForgeable, judgeAnchors, newestOf } from './judge-anchors.ts';

export interface OpenAnchorsOptions {
  /** The data folder. */
  readonly home: string;
  /** The folder for copies of anchors, outside of the data folder. */
  readonly outside: string;
  readonly keyStore: KeyStore;
  readonly log: Log;
}

export interface OpenedAnchors {
  readonly signingKey: SigningKey;
  readonly anchors: Anchors & SealableSecret;
  readonly signing: RenewableSigningKey;
  /** In the signing key's file and in the anchor: an older copy of one of them does not unsay it. */
  readonly pepperNote: SealNote;
}

/** The file itself stays until the next one is written, so that a power cut before then raises the alarm again. */
const keepIfUnopened = (file: AnchorFile, { state }: AnchorRead, log: Log): void => {
  if (state !== 'unopened') return;
  try {
    copyUnopened(file.path);
  } catch (error) {
    log.error('an anchor that does not open could not be kept', { error });
  }
};

/**
 * A key in the clear is accepted if the anchor knows it. Without an anchor, it is accepted only if the key store opens
 * no secret of this till, and so has sealed none.
 */
const openKey = async (
  { home, keyStore, log }: OpenAnchorsOptions,
  known: AnchorText | null,
  hadKeyStore: boolean,
): Promise<OpenedKey> =>
  openSigningKey({
    file: join(home, 'signing-key.json'),
    keyStore,
    log,
    takesPlain: (keys) => (known ? keys.includes(known.publicKey) : !hadKeyStore),
  });

const hasJournal = (home: string): boolean =>
  ENVIRONMENTS.some((environment) => existsSync(join(home, environment, 'journal.db')));

const withPending = (text: AnchorText['pending'], alarms: readonly JournalAlarm[]): AnchorText['pending'] =>
  Object.fromEntries(
    ENVIRONMENTS.map((environment) => [environment, [...new Set([...(text[environment] ?? []), ...alarms])]]),
  );

const EMPTY = { sequence: 0, hash: '', restoring: null, numbers: null } as const;

const sealedEnd = ({ sequence, hash, payments, refunds, zs, shifts }: JournalEnd) => ({
  sequence,
  hash,
  numbers: { payments, refunds, zs, shifts },
});

const anchorOf = (
  environment: Environment,
  text: () => AnchorText,
  change: (next: Partial<AnchorText>) => void,
  settled: () => Promise<void>,
): JournalAnchor => {
  const anchored = (): Anchored | null => text().journals[environment] ?? null;
  const journals = (next: Partial<Anchored>): AnchorText['journals'] => ({
    ...text().journals,
    [environment]: { ...(anchored() ?? EMPTY), ...next },
  });
  return {
    mayBeginAnew: environment === 'training',
    anchored,
    alarms: () => text().pending[environment] ?? [],
    begin: (end) =>
      change({
        journals: journals({ ...sealedEnd(end), restoring: null }),
        pending: { ...text().pending, [environment]: [] },
      }),
    move: (end) => {
      if (anchored()?.hash !== end.hash) change({ journals: journals(sealedEnd(end)) });
    },
    expectRestore: (restoring) => change({ journals: journals({ restoring }) }),
    settled,
  };
};

const MISSING = { state: 'missing' } as const;

interface ReadAnchors {
  readonly found: FoundAnchors;
  readonly isCopyHeld: boolean;
}

/**
 * Each file is read once. One that the system does not let it read now is no alarm: without an anchor inside that can be
 * believed, this throws OutOfReach; otherwise it does without the copy.
 */
const readAnchors = async (
  { inside, copy }: { readonly inside: AnchorFile; readonly copy: AnchorFile },
  { keyStore, log }: OpenAnchorsOptions,
  hadKeyStore: boolean,
): Promise<ReadAnchors> => {
  const found = { inside: await openAnchor(readWithinReach(inside), keyStore), copy: MISSING };
  const withoutCopy = withoutForgeable(found, hadKeyStore);
  let read: JsonRead<Secret>;
  try {
    read = readWithinReach(copy);
  } catch (error) {
    if (!(error instanceof OutOfReach) || withoutCopy.inside.state !== 'opened') throw error;
    log.warn('the copy of the anchor cannot be read now, and stays as it is', { error });
    return { found: withoutCopy, isCopyHeld: true };
  }
  const both = { ...found, copy: await openAnchor(read, keyStore) };
  return { found: withoutForgeable(both, hadKeyStore), isCopyHeld: false };
};

/** Seals the anchor once the system's key store is safe again. Rejects if it could not be. */
const sealer =
  (inside: AnchorFile, { keyStore }: OpenAnchorsOptions, rewrite: () => Promise<void>) =>
  async (): Promise<void> => {
    const isPlain = (): boolean => {
      const written = inside.read();
      return written.state === 'read' && 'plain' in written.value;
    };
    if (!isPlain() || !(await keyStore.isSafe())) return;
    await rewrite();
    if (isPlain()) throw new Error('the anchor could not be sealed');
  };

/**
 * Judges the anchors once; they are rewritten at the first move. Alarms stay pending until each journal has recorded
 * them. Rejects only with OutOfReach.
 */
export const openAnchors = async (options: OpenAnchorsOptions): Promise<OpenedAnchors> => {
  const { home, outside, keyStore, log } = options;
  const { inside, copy } = anchorFiles(home, outside);
  const hadKeyStore = await opensSealedSecret(home, keyStore);
  const { found: read, isCopyHeld } = await readAnchors({ inside, copy }, options, hadKeyStore);
  const { key, isNew, isNoted, wasSealed, isSealed, note, ...signing } = await openKey(
    options,
    newestOf(read),
    hadKeyStore,
  );
  const place = placeOf(home);
  const found = withoutForgeable(read, wasSealed);
  const isNewer = isNew && hasJournal(home);
  const { publicKey, former } = key;
  const isAnchored = isNoted('anchor');
  const judged = judgeAnchors(found, { publicKey, former, isNewer, isAnchored }, place);
  if (judged.alarms.length > 0)
    log.error('the anchors of the journals raise alarms', { alarms: judged.alarms });
  keepIfUnopened(inside, found.inside, log);
  keepIfUnopened(copy, found.copy, log);
  const mayBePlain = !isSealed;
  const files = { inside, copy: isCopyHeld ? null : copy };
  const onSealed = async (): Promise<void> => note('anchor');
  const writer = new AnchorWriter({ ...files, keyStore, mayBePlain, log, onSealed });
  let text: AnchorText = {
    moved: judged.text?.moved ?? 0,
    place,
    publicKey: key.publicKey,
    journals: judged.text?.journals ?? {},
    pending: withPending(judged.text?.pending ?? {}, judged.alarms),
    isPepperSealed: judged.text?.isPepperSealed ?? false,
  };
  const change = (next: Partial<AnchorText>): void => {
    text = { ...text, publicKey: key.publicKey, ...next, moved: text.moved + 1 };
    writer.write(text);
  };
  const of = (environment: Environment): JournalAnchor =>
    anchorOf(
      environment,
      () => text,
      change,
      () => writer.settled(),
    );
  const rewrite = async (next: Partial<AnchorText> = {}): Promise<void> => {
    change(next);
    await writer.settled();
  };
  const pepperNote: SealNote = {
    isNoted: () => isNoted('pepper') || text.isPepperSealed,
    note: async () => {
      await note('pepper');
      if (!text.isPepperSealed) await rewrite({ isPepperSealed: true });
    },
  };
  return { signingKey: key, anchors: { of, seal: sealer(inside, options, rewrite) }, signing, pepperNote };
};
