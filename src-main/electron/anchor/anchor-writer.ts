import type { KeyStore } from '#electron/secrets/key-store.ts';
import type { Log } from '#services/ports.ts';
import type { AnchorFile } from './anchor-files.ts';
import { sealAnchor } from './anchor-files.ts';
import type { AnchorText } from './anchor-text.ts';

export interface AnchorWriterOptions {
  readonly inside: AnchorFile;
  /** Null while it holds what nobody has read, which must not be overwritten. */
  readonly copy: AnchorFile | null;
  readonly keyStore: KeyStore;
  /** Whether an anchor may be written in the clear while the key store is not safe and none has been sealed yet. */
  readonly mayBePlain: boolean;
  readonly log: Log;
  /** Called each time a sealed anchor is on disk. */
  readonly onSealed: () => Promise<void>;
}

/**
 * Seals and writes the anchor in the background, first inside the data folder and then outside. If several wait, it
 * writes only the newest.
 */
export class AnchorWriter {
  readonly #options: AnchorWriterOptions;
  #waiting: AnchorText | null = null;
  #running: Promise<void> | null = null;
  #mayBePlain: boolean;
  #failing = false;
  #copyFailing = false;

  constructor(options: AnchorWriterOptions) {
    this.#options = options;
    this.#mayBePlain = options.mayBePlain;
  }

  write(text: AnchorText): void {
    this.#waiting = text;
    this.#running ??= this.#run();
  }

  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Several requests in one turn, as at a start, share one write.
    await Promise.resolve();
    while (this.#waiting) {
      const text = this.#waiting;
      this.#waiting = null;
      await this.#once(text);
    }
    this.#running = null;
  }

  /** A full disk or a key ring that is gone must not stop a payment; the next move tries again. */
  async #once(text: AnchorText): Promise<void> {
    const { inside, copy, keyStore, onSealed, log } = this.#options;
    try {
      const secret = await sealAnchor(text, keyStore, this.#mayBePlain);
      if (!secret) throw new Error('the key store is not safe any more');
      inside.write(secret);
      if (copy) this.#writeCopy(copy, () => copy.write(secret));
      if (!('plain' in secret)) {
        this.#mayBePlain = false;
        await onSealed();
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) log.error('the anchor of the journal could not be moved', { error });
      this.#failing = true;
    }
  }

  #writeCopy({ path }: AnchorFile, write: () => void): void {
    try {
      write();
      this.#copyFailing = false;
    } catch (error) {
      if (!this.#copyFailing)
        this.#options.log.warn('the copy of the anchor could not be written', { path, error });
      this.#copyFailing = true;
    }
  }
}
